import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import { quoteExpression } from '../promql/promql';

const PLACEHOLDER = /\{([a-zA-Z]+)(?::([^{}?]+))?(\?)?\}/g;
const NAMES = [
  'component',
  'namespace',
  'environment',
  'tenant',
  'cluster',
  'annotation',
];

/** What a template gave: a text, nothing because it may be left out, or nothing. */
export type Filled =
  | { kind: 'text'; text: string }
  | { kind: 'left-out' }
  | { kind: 'missing'; placeholder: string };

/** @returns what is wrong with a template, or undefined */
export function problemOfTemplate(template: string): string | undefined {
  for (const [whole, name, argument] of template.matchAll(PLACEHOLDER)) {
    if (!NAMES.includes(name) || (name === 'annotation') !== !!argument) {
      return `${whole} is not known: there are {component}, {namespace}, {environment}, {tenant}, {cluster} and {annotation:name}, each with a ? before the bracket when it may be absent`;
    }
  }
  return undefined;
}

function valueOf(
  target: HealthTarget,
  name: string,
  argument: string | undefined,
): string | undefined {
  const values: Record<string, string | undefined> = {
    component: target.component,
    namespace: target.namespace,
    environment: target.environment,
    tenant: target.tenant,
    cluster: target.cluster,
    annotation: argument && target.annotations[argument],
  };
  // An empty value would select the series that lack the label.
  return values[name] || undefined;
}

/**
 * Puts what is known of a deployment into a template such as
 * `{namespace}-{component}`.
 *
 * @param encode - how a value is made safe where it goes
 */
export function fillTemplate(
  template: string,
  target: HealthTarget,
  encode: (value: string) => string = value => value,
): Filled {
  let problem: Filled | undefined;
  const text = template.replace(
    PLACEHOLDER,
    (_, name: string, argument?: string, optional?: string) => {
      const value = valueOf(target, name, argument);
      if (value === undefined && problem?.kind !== 'missing') {
        problem = optional
          ? { kind: 'left-out' }
          : { kind: 'missing', placeholder: argument ?? name };
      }
      return encode(value ?? '');
    },
  );
  return problem ?? { kind: 'text', text };
}

/** Fills a template whose own text is a regular expression. */
export function fillPattern(template: string, target: HealthTarget): Filled {
  return fillTemplate(template, target, quoteExpression);
}

/** Whether a template needs something of the deployment. */
export function hasPlaceholder(template: string): boolean {
  return template.search(PLACEHOLDER) >= 0;
}
