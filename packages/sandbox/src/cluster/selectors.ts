import type { KubernetesObject } from './KubernetesObject';
import { badRequest } from './StatusError';

/** Says whether an object is one of those asked for. */
export type Selector = (object: KubernetesObject) => boolean;

const SET = /^([^\s!=,()]+)\s+(in|notin)\s+\(([^)]*)\)$/;
const EQUALITY = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/;
const EXISTENCE = /^(!?)\s*([^\s!=,()]+)$/;

type LabelTest = (labels: Record<string, string>) => boolean;

function requirement(text: string): LabelTest {
  const [, setKey, word, values] = SET.exec(text) ?? [];
  if (setKey) {
    const wanted = new Set(values.split(',').map(value => value.trim()));
    return labels => wanted.has(labels[setKey]) === (word === 'in');
  }
  const [, key, operator, value] = EQUALITY.exec(text) ?? [];
  if (key) {
    return labels => (labels[key] === value) === (operator !== '!=');
  }
  const [, not, existing] = EXISTENCE.exec(text) ?? [];
  if (existing) {
    return labels => Object.hasOwn(labels, existing) === !not;
  }
  throw badRequest(`unable to parse requirement: ${text}`);
}

/** Reads `a=b,c in (d,e),!f`. */
export function labelSelector(text: string): Selector {
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  const tests = parts.filter(Boolean).map(requirement);
  return ({ metadata }) => tests.every(test => test(metadata.labels ?? {}));
}

/** Reads `metadata.name=a,metadata.namespace!=b`. */
export function fieldSelector(text: string): Selector {
  const tests = text
    .split(',')
    .filter(Boolean)
    .map(part => {
      const [, field, operator, value] =
        /^metadata\.(name|namespace)(==|=|!=)(.*)$/.exec(part) ?? [];
      if (!field) {
        throw badRequest(`field label not supported: ${part}`);
      }
      return ({ metadata }: KubernetesObject) =>
        (metadata[field as 'name' | 'namespace'] === value) ===
        (operator !== '!=');
    });
  return object => tests.every(test => test(object));
}
