import type { OdcsComparison } from './OdcsComparison';
import { type OdcsDocument, type Raw, rawsOf, scalarOf } from './odcsModel';

const SECONDS: readonly [RegExp, number][] = [
  [/^(s|sec\w*)$/i, 1],
  [/^(min\w*|m)$/i, 60],
  [/^(h|hr|hours?)$/i, 3_600],
  [/^(d|days?)$/i, 86_400],
  [/^(w|weeks?)$/i, 604_800],
  [/^(mo|months?)$/i, 2_629_800],
  [/^(y|years?|yr)$/i, 31_557_600],
];

// Of these, more is better; of all others, less or earlier is.
const MORE_IS_BETTER =
  /retention|endof|availability$|completeness|uptime|throughput|conformance|coverage|backup/i;
const LESS_IS_BETTER = /timeofavailability|generalavailability/i;

/** A promise as a number that can be compared: seconds, a moment, or a plain number. */
function amountOf(raw: Raw): { kind: string; amount: number } | undefined {
  const value = scalarOf(raw.value) ?? '';
  const unit = scalarOf(raw.unit) ?? '';
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(\S+))?$/.exec(value);
  if (clock) {
    const [, hours, minutes, seconds = '0', zone = ''] = clock;
    const amount =
      Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
    return { kind: `clock ${zone}`, amount };
  }
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) {
    const moment = Date.parse(value);
    return Number.isNaN(moment)
      ? undefined
      : { kind: 'moment', amount: moment };
  }
  const [, number, own = unit] =
    /^(-?\d+(?:\.\d+)?)\s*([a-z%]+)?$/i.exec(value) ?? [];
  if (number === undefined) return undefined;
  const seconds = SECONDS.find(([name]) => name.test(own || unit))?.[1];
  return seconds === undefined
    ? { kind: `number ${(own || unit).toLowerCase()}`, amount: Number(number) }
    : { kind: 'duration', amount: Number(number) * seconds };
}

function promisesOf({ raw }: OdcsDocument): Map<string, Raw> {
  return new Map(
    rawsOf(raw.slaProperties).map(each => {
      const parts = [
        each.property,
        each.element ?? raw.slaDefaultElement,
        each.driver,
      ];
      return [
        parts
          .map(part => scalarOf(part) ?? '')
          .join(' ')
          .trim(),
        each,
      ];
    }),
  );
}

function textOf({ value, unit }: Raw): string {
  return `${scalarOf(value) ?? ''} ${scalarOf(unit) ?? ''}`.trim();
}

function compareOne(
  comparison: OdcsComparison,
  name: string,
  before: Raw,
  after: Raw,
) {
  const [was, is] = [textOf(before), textOf(after)];
  const [old, young] = [amountOf(before), amountOf(after)];
  const at = { operation: 'delivery', field: name };
  const message = `The promise '${name}' is ${is} now, where it was ${was}.`;
  const texts = { before: was, after: is };
  if (!old || !young || old.kind !== young.kind) {
    if (was !== is) comparison.add(at, 'sla-changed', message, texts);
    return;
  }
  if (old.amount === young.amount) return;
  const property = scalarOf(before.property) ?? '';
  const plain = property.replace(/[^a-z]/gi, '');
  const more = MORE_IS_BETTER.test(plain) && !LESS_IS_BETTER.test(plain);
  const better = young.amount > old.amount === more;
  const rule = better ? 'sla-strengthened' : 'sla-weakened';
  comparison.add(at, rule, message, texts);
}

/** Compares what is promised about the delivery. */
export function compareSla(comparison: OdcsComparison): void {
  const [old, young] = [
    promisesOf(comparison.before),
    promisesOf(comparison.after),
  ];
  for (const [name, promise] of old) {
    const same = young.get(name);
    if (same) {
      compareOne(comparison, name, promise, same);
      continue;
    }
    const at = { operation: 'delivery', field: name };
    const message = `The promise '${name}' of ${textOf(promise)} was removed.`;
    comparison.add(at, 'sla-removed', message, { before: textOf(promise) });
  }
  for (const [name, promise] of young) {
    if (old.has(name)) continue;
    const at = { operation: 'delivery', field: name };
    const message = `The promise '${name}' of ${textOf(promise)} was added.`;
    comparison.add(at, 'sla-added', message, { after: textOf(promise) });
  }
}
