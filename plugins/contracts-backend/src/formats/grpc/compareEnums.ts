import type { FieldPlace } from './compareFields';
import { compareJsonFormat, compareReserved } from './compareMessages';
import type { GrpcComparison } from './GrpcComparison';
import type { LinkedEnum } from './link';
import { isReserved } from './reserving';

function namesByNumber({ values }: LinkedEnum): Map<number, string[]> {
  const names = new Map<number, string[]>();
  for (const { name, number } of values) {
    names.set(number, [...(names.get(number) ?? []), name]);
  }
  return names;
}

function removedValue(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  [number, names]: [number, string[]],
  after: LinkedEnum,
) {
  const reserved = isReserved(after, number, names);
  const name = names.join(', ');
  comparison.add(
    `${message}.${names[0]}`,
    reserved ? 'enum-value-removed-and-reserved' : 'enum-value-removed',
    reserved
      ? `The value ${name} = ${number} was removed from ${message} and is reserved.`
      : `The value ${name} = ${number} was removed from ${message} and may be used again.`,
    {
      before: `${name} = ${number}`,
      subject: { operation: message, values: names },
      ...(only && { only }),
    },
  );
}

function compareValues(
  comparison: GrpcComparison,
  place: FieldPlace,
  before: LinkedEnum,
  after: LinkedEnum,
) {
  const { message, only } = place;
  const [old, young] = [namesByNumber(before), namesByNumber(after)];
  for (const [number, names] of old) {
    const now = young.get(number);
    if (!now) {
      removedValue(comparison, place, [number, names], after);
      continue;
    }
    const gone = names.filter(name => !now.includes(name));
    if (gone.length) {
      comparison.add(
        `${message}.${gone[0]}`,
        'enum-value-name-changed',
        `The value ${number} of ${message} is called ${now.join(', ')} now, where it was ${names.join(', ')}.`,
        {
          ...{ before: names.join(', '), after: now.join(', '), only },
          subject: { operation: message, values: gone },
        },
      );
    }
  }
  for (const [number, names] of young) {
    if (old.has(number)) continue;
    comparison.add(
      `${message}.${names[0]}`,
      'enum-value-added',
      `The value ${names.join(', ')} = ${number} was added to ${message}.`,
      {
        after: `${names.join(', ')} = ${number}`,
        subject: { operation: message, values: names },
        ...(only && { only }),
      },
    );
  }
}

/** Compares two enums of one name. */
export function compareEnums(
  comparison: GrpcComparison,
  before: LinkedEnum,
  after: LinkedEnum,
): void {
  const message = before.fullName;
  const only = comparison.flow(message);
  const place: FieldPlace = { message, ...(only && { only }) };
  compareJsonFormat(comparison, place, before, after);
  compareReserved(comparison, place, before, after);
  const [was, is] = [before.features.enum_type, after.features.enum_type];
  if (was !== is) {
    comparison.add(
      message,
      'enum-openness-changed',
      `${message} is ${is === 'OPEN' ? 'open' : 'closed'} to values that it does not name now.`,
      { before: was, after: is, subject: { operation: message }, only },
    );
  }
  comparison.deprecation(
    message,
    { operation: message },
    before.options,
    after.options,
  );
  compareValues(comparison, place, before, after);
}
