import { isDeepStrictEqual } from 'node:util';
import type {
  ContractChange,
  ContractNeed,
  ContractUse,
} from '@slipway/backstage-plugin-contracts-common';
import { sameOperation } from './operations';

/** Names without the marks of items, which consumers leave out as often as not. */
function stepsOf(field: string): string[] {
  return field
    .replaceAll('[]', '')
    .split('.')
    .filter(step => step !== '');
}

/** Whether one field is the other, lies in it, or holds it. */
function overlaps(first: string, second: string): boolean {
  const [a, b] = [stepsOf(first), stepsOf(second)];
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, index) => step === b[index]);
}

/** Whether the field itself, or something in it, is sent. */
function includes(fields: readonly string[], field: string): boolean {
  const wanted = stepsOf(field);
  return fields.some(each => {
    const steps = stepsOf(each);
    return wanted.every((step, index) => steps[index] === step);
  });
}

function sendsValue(use: ContractUse, change: ContractChange): boolean {
  const { field = '', values } = change.subject ?? {};
  const declared = Object.entries(use.values ?? {}).find(
    ([name]) => stepsOf(name).join('.') === stepsOf(field).join('.'),
  );
  if (!declared || !values) return true;
  return declared[1].some(sent =>
    values.some(value => isDeepStrictEqual(sent, value)),
  );
}

function hitsSender(use: ContractUse, change: ContractChange): boolean {
  const { field, hits } = change.subject ?? {};
  if (!field) return true;
  if (hits === 'who-omits') {
    return !use.sends || !includes(use.sends, field);
  }
  const isUsed = !use.sends || use.sends.some(each => overlaps(each, field));
  return isUsed && sendsValue(use, change);
}

function hitsReceiver(
  use: ContractUse,
  change: ContractChange,
  tolerant: boolean,
): boolean {
  const { field, values } = change.subject ?? {};
  if (tolerant && values) return false;
  if (!field) return true;
  return !use.receives || use.receives.some(each => overlaps(each, field));
}

/** A parameter of the path is sent by everybody who calls. */
function isInPath({ subject }: ContractChange): boolean {
  return Boolean(
    subject?.field && subject.operation?.includes(`{${subject.field}}`),
  );
}

/** Whether a change of what a use calls touches what it declares. */
function hitsUse(
  use: ContractUse,
  change: ContractChange,
  tolerant: boolean,
): boolean {
  if (change.direction === 'send') {
    return isInPath(change) || hitsSender(use, change);
  }
  if (change.direction === 'receive') {
    return hitsReceiver(use, change, tolerant);
  }
  return hitsSender(use, change) || hitsReceiver(use, change, tolerant);
}

/** Whether a change touches a consumer; `maybe` when that cannot be told. */
export type Effect = 'hit' | 'maybe' | 'none';

/**
 * What a change does to a consumer. One that has not declared what it uses is
 * touched by all; what a change does not name, it means in full. A change of
 * something that nobody calls by name, such as a type that operations share,
 * may touch anybody.
 *
 * @param entries - operations that consumers name; all names unless told
 */
export function effectOn(
  change: ContractChange,
  need: Pick<ContractNeed, 'uses' | 'role' | 'toleratesNewValues'>,
  entries?: readonly string[],
): Effect {
  if (change.role && need.role && change.role !== need.role) return 'none';
  const tolerant = need.toleratesNewValues ?? false;
  if (!need.uses?.length) {
    const passes =
      tolerant && change.direction === 'receive' && change.subject?.values;
    return passes ? 'none' : 'hit';
  }
  const operation = change.subject?.operation;
  const called = operation
    ? need.uses.filter(use => sameOperation(use.operation, operation))
    : need.uses;
  if (called.some(use => hitsUse(use, change, tolerant))) return 'hit';
  const isNamed =
    !operation ||
    !entries ||
    called.length > 0 ||
    entries.some(entry => sameOperation(operation, entry));
  return isNamed ? 'none' : 'maybe';
}

/** Whether a change touches a consumer for certain. */
export function affects(
  change: ContractChange,
  need: Pick<ContractNeed, 'uses' | 'role' | 'toleratesNewValues'>,
): boolean {
  return effectOn(change, need) === 'hit';
}
