import type { XsdComparison, XsdPlace } from './XsdComparison';
import {
  type ElementDeclaration,
  localName,
  type QName,
  type XsdType,
} from './xsdModel';

function placeOf(name: QName, mildly = false): XsdPlace {
  return { root: localName(name), steps: [], ...(mildly && { mildly }) };
}

/** A type by itself is compared as an element that has it. */
export function holderOf(name: QName, type: () => XsdType): ElementDeclaration {
  return {
    ...{ name, type, nillable: false, abstract: false, identities: [] },
    substitutes: () => [],
  };
}

function compareElements(comparison: XsdComparison) {
  const { before, after } = comparison;
  for (const [name, element] of before.elements) {
    const place = placeOf(name);
    const same = after.elements.get(name);
    if (same) {
      comparison.enqueue({ before: element, after: same, place });
      continue;
    }
    const message = `No document may begin with ${localName(name)} any more.`;
    const texts = { before: localName(name) };
    comparison.say(place, 'root-element-removed', message, texts);
  }
  for (const name of after.elements.keys()) {
    if (before.elements.has(name)) continue;
    const message = `A document may begin with ${localName(name)} now.`;
    const texts = { after: localName(name) };
    comparison.say(placeOf(name), 'root-element-added', message, texts);
  }
  comparison.run();
}

function compareOtherTypes(comparison: XsdComparison) {
  const { before, after } = comparison;
  // Where no element stands, the types are the contract.
  const mildly = before.elements.size > 0;
  for (const [name, type] of before.types) {
    const place = placeOf(name, mildly);
    const same = after.types.get(name);
    // A document may name a type of elements itself, but not one of text.
    const counts = !mildly || type().kind === 'complex';
    if (same && counts && !comparison.hasSeen(type())) {
      comparison.enqueue({
        before: holderOf(name, type),
        after: holderOf(name, same),
        place,
      });
    } else if (!same && !mildly) {
      const message = `The type ${localName(name)} was removed.`;
      const texts = { before: localName(name) };
      comparison.say(place, 'type-removed', message, texts);
    }
  }
  for (const name of after.types.keys()) {
    if (before.types.has(name) || after.elements.size) continue;
    const message = `The type ${localName(name)} was added.`;
    const texts = { after: localName(name) };
    comparison.say(placeOf(name), 'type-added', message, texts);
  }
  comparison.run();
}

/** Another file that was not given may say anything. */
function compareMissing(comparison: XsdComparison, place: XsdPlace) {
  const { before, after } = comparison;
  const [was, is] = [before, after].map(each =>
    [...each.missing].sort().join(', '),
  );
  if (was === is || !is) return;
  const why = 'nothing is fetched';
  const unknown = { status: 'cannot-decide', why } as const;
  const message = `The schema takes in ${is}, where it took in ${was || 'nothing'}.`;
  const texts = { before: was, after: is };
  const answers = { send: unknown, receive: unknown };
  comparison.say(place, 'type-unknown', message, texts, answers);
}

/** Compares two sets of schemas. */
export function compareDocuments(comparison: XsdComparison): void {
  const { before, after, findings } = comparison;
  const [was, is] = [before, after].map(each => each.namespaces.join(', '));
  const place: XsdPlace = { root: '', steps: [] };
  if (was !== is && before.namespaces.length === after.namespaces.length) {
    comparison.say(
      place,
      'target-namespace-changed',
      `The namespace changed from '${was}' to '${is}'.`,
      { before: was, after: is },
    );
    return;
  }
  compareElements(comparison);
  compareOtherTypes(comparison);
  compareMissing(comparison, place);
  if (findings.ended) {
    comparison.say(
      place,
      'not-compared',
      'The comparison was ended before it was done, so other changes may break.',
      { after: '' },
    );
  }
}
