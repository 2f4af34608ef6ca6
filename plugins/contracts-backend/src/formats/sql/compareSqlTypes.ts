import { compareColumnTypes } from './columnTypes';
import type { SqlComparison } from './SqlComparison';
import type { SqlDomain, SqlRelation } from './sqlModel';

/** Compares the values of two enums. */
export function compareEnum(
  comparison: SqlComparison,
  name: string,
  before: readonly string[],
  after: readonly string[],
): void {
  const say = (state: 'added' | 'removed', value: string) =>
    comparison.add(
      name,
      `enum-value-${state}`,
      `The value '${value}' was ${state === 'added' ? 'added to' : 'removed from'} ${name}.`,
      {
        ...(state === 'added' ? { after: value } : { before: value, value }),
        subject: { values: [value] },
      },
    );
  for (const value of before) if (!after.includes(value)) say('removed', value);
  for (const value of after) if (!before.includes(value)) say('added', value);
  const kept = (values: readonly string[], other: readonly string[]) =>
    values.filter(value => other.includes(value)).join(', ');
  const [was, is] = [kept(before, after), kept(after, before)];
  if (was !== is) {
    const message = `The values of ${name} stand in another order.`;
    comparison.add(name, 'enum-order-changed', message, {
      ...{ before: was, after: is },
    });
  }
}

/** Compares two domains. */
export function compareDomain(
  comparison: SqlComparison,
  name: string,
  before: SqlDomain,
  after: SqlDomain,
): void {
  const say = (rule: string, words: string, was: string, is: string) =>
    comparison.add(name, rule, `${name} ${words}.`, { before: was, after: is });
  const type = compareColumnTypes(before.type, after.type);
  if (type !== 'same') {
    const rules = { wider: 'domain-widened', narrower: 'domain-narrowed' };
    const rule = type === 'other' ? 'domain-changed' : rules[type];
    const words = `changed from ${before.type} to ${after.type}`;
    say(rule, words, before.type, after.type);
  }
  if (before.notNull !== after.notNull) {
    const rule = after.notNull ? 'domain-narrowed' : 'domain-widened';
    const words = after.notNull ? 'may no longer be null' : 'may be null now';
    say(rule, words, String(before.notNull), String(after.notNull));
  }
  const gone = before.checks.filter(each => !after.checks.includes(each));
  const born = after.checks.filter(each => !before.checks.includes(each));
  const count = ({ checks }: SqlDomain) => `${checks.length} checks`;
  if (born.length) {
    say('domain-narrowed', 'has another check', count(before), count(after));
  }
  if (gone.length) {
    say('domain-widened', 'lost a check', count(before), count(after));
  }
}

/** Compares two types of several values. */
export function compareComposite(
  comparison: SqlComparison,
  before: SqlRelation,
  after: SqlRelation,
): void {
  const text = ({ columns }: SqlRelation) =>
    columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  const [was, is] = [text(before), text(after)];
  if (was === is) return;
  const message = `The type ${before.name} is made of (${is}) now, where it was (${was}).`;
  const texts = { before: was, after: is };
  comparison.add(before.name, 'composite-changed', message, texts);
}
