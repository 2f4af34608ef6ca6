import type {
  ContractDirection,
  ContractSubject,
} from '@slipway/backstage-plugin-contracts-common';
import type { Difference } from './findDifferences';

// Below these stands a schema for any name.
const OF_ANY_NAME = new Set(['additionalProperties', 'unevaluatedProperties']);
const OF_ITEMS = new Set(['items', 'additionalItems', 'unevaluatedItems']);

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The way to a field by a pointer; undefined when it may stand anywhere. */
export function fieldAt(pointer: string): string | undefined {
  const steps = pointer.split('/').slice(1).map(unescape);
  let field = '';
  const join = (name: string) => {
    field = field ? `${field}.${name}` : name;
  };
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === 'properties') {
      join(steps[++index]);
    } else if (step === 'patternProperties') {
      index++;
      join('*');
    } else if (OF_ANY_NAME.has(step)) {
      join('*');
    } else if (OF_ITEMS.has(step) || step === 'prefixItems') {
      field += '[]';
      if (/^\d+$/.test(steps[index + 1] ?? '')) index++;
    } else if (step === 'allOf') {
      index++;
    } else {
      return undefined;
    }
  }
  return field;
}

/** What a difference is about, in the words that consumers declare their needs in. */
export function subjectOf(
  operation: string,
  direction: ContractDirection,
  pointer: string,
  { rule, property, values }: Difference,
): ContractSubject {
  const place = fieldAt(pointer);
  const known = property === undefined || place === undefined;
  const inner = place ? `${place}.${property}` : property;
  const field = known ? place : inner;
  const omitted = rule.endsWith('-property-required') && direction === 'send';
  return {
    operation,
    ...(field ? { field } : {}),
    ...(values ? { values } : {}),
    hits: omitted ? 'who-omits' : 'who-uses',
  };
}
