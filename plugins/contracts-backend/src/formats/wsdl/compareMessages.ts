import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { holderOf } from '../xsd/compareDocuments';
import { XsdComparison } from '../xsd/XsdComparison';
import { type ElementDeclaration, localName, qname } from '../xsd/xsdModel';
import type { WsdlComparison } from './WsdlComparison';
import type { WsdlDocument, WsdlMessage, WsdlPart } from './wsdlModel';

/** A message on both sides, and which way it flows. */
export interface MessagePair {
  operation: string;
  /** `input`, `output`, or the name of a fault. */
  role: string;
  direction: ContractDirection;
  before: WsdlMessage;
  after: WsdlMessage;
}

function wordsOf({ name, element, type }: WsdlPart): string {
  return `${name}: ${localName(element ?? type ?? '{}nothing')}`;
}

function elementOf(
  part: WsdlPart,
  { schemas, type }: WsdlDocument,
): ElementDeclaration | undefined {
  if (part.element) return schemas.elements.get(part.element);
  const named = part.type;
  return named ? holderOf(qname('', part.name), () => type(named)) : undefined;
}

/** What identifies a part on the wire: its element, or its own name. */
function keyOf(part: WsdlPart): string {
  return part.element ?? part.name;
}

function comparePart(
  comparison: WsdlComparison,
  { operation, role, direction }: MessagePair,
  before: WsdlPart,
  after: WsdlPart,
) {
  const [old, young] = [
    elementOf(before, comparison.before),
    elementOf(after, comparison.after),
  ];
  const only = [direction];
  const texts = { before: wordsOf(before), after: wordsOf(after), only };
  if (Boolean(before.element) !== Boolean(after.element)) {
    const message = `The part '${before.name}' of the ${role} of ${operation} changed its kind.`;
    comparison.add(operation, 'part-changed', message, texts);
    return;
  }
  if (!old || !young) {
    if (!old && !young) return;
    const message = `What the part '${before.name}' of the ${role} of ${operation} holds is declared in no file that was given.`;
    comparison.add(operation, 'part-unknown', message, texts);
    return;
  }
  const findings = comparison.findingsFor(direction);
  const inside = new XsdComparison(
    findings,
    comparison.before.schemas,
    comparison.after.schemas,
  );
  const place = { root: operation, steps: [role, localName(old.name)] };
  inside.enqueue({ before: old, after: young, place });
  inside.run();
  comparison.take(findings);
}

function oneSided(
  comparison: WsdlComparison,
  { operation, role, direction }: MessagePair,
  part: WsdlPart,
  state: 'added' | 'removed',
) {
  comparison.add(
    operation,
    `part-${state}`,
    `The part '${wordsOf(part)}' of the ${role} of ${operation} was ${state}.`,
    {
      ...(state === 'added'
        ? { after: wordsOf(part) }
        : { before: wordsOf(part) }),
      only: [direction],
    },
  );
}

/** Compares a message of an operation. */
export function compareMessages(
  comparison: WsdlComparison,
  pair: MessagePair,
): void {
  const { before, after, operation, role, direction } = pair;
  if (!before.parts || !after.parts) {
    if (before.name === after.name && !before.parts && !after.parts) return;
    const message = `The message of the ${role} of ${operation} is declared in no file that was given.`;
    const texts = { before: before.name, after: after.name };
    comparison.add(operation, 'part-unknown', message, {
      ...{ ...texts, only: [direction] },
    });
    return;
  }
  const single = before.parts.length === 1 && after.parts.length === 1;
  if (single && keyOf(before.parts[0]) !== keyOf(after.parts[0])) {
    const [[old], [young]] = [before.parts, after.parts];
    const message = `The ${role} of ${operation} is '${wordsOf(young)}' now, where it was '${wordsOf(old)}'.`;
    const texts = { before: wordsOf(old), after: wordsOf(young) };
    comparison.add(operation, 'part-changed', message, {
      ...{ ...texts, only: [direction] },
    });
    return;
  }
  const young = new Map(after.parts.map(part => [keyOf(part), part]));
  for (const part of before.parts) {
    const same = young.get(keyOf(part));
    young.delete(keyOf(part));
    if (same) comparePart(comparison, pair, part, same);
    else oneSided(comparison, pair, part, 'removed');
  }
  for (const part of young.values()) oneSided(comparison, pair, part, 'added');
}
