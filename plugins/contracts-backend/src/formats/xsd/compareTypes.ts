import { compareAttributes } from './compareAttributes';
import { compareContent } from './compareContent';
import { compareTexts } from './compareTexts';
import { answersFor } from './compareDeclarations';
import { includesText } from './simpleInclusion';
import {
  pathOf,
  type XsdAnswer,
  type XsdComparison,
  type XsdPlace,
} from './XsdComparison';
import {
  type ComplexType,
  type ElementDeclaration,
  localName,
  type XsdType,
} from './xsdModel';

/** A type in a few words. */
export function typeWords(type: XsdType): string {
  if (type.kind === 'simple') {
    if (type.name) return localName(type.name);
    return type.variety === 'atomic' ? type.builtin : `a ${type.variety}`;
  }
  if (type.name) return localName(type.name);
  return type.kind === 'complex' && type.text
    ? `${typeWords(type.text)} with attributes`
    : 'elements';
}

/** What stands as text; absent when elements or nothing stand inside. */
function textOf(type: XsdType): XsdType | undefined {
  return type.kind === 'complex' ? type.text : type;
}

function isNullable({ content }: ComplexType): boolean {
  return !content || content.min === 0;
}

/** Whether a text may stand where elements do, or the reverse. */
function takesOtherKind(inner: XsdType, outer: XsdType): XsdAnswer {
  if (inner.kind === 'foreign' || outer.kind === 'foreign') {
    const foreign = inner.kind === 'foreign' ? inner : outer;
    const why = `the type ${localName(foreign.name ?? '')} is declared in no file that was given`;
    return { status: 'cannot-decide', why };
  }
  const text = textOf(inner);
  if (text && outer.kind === 'complex') {
    const fits = outer.mixed && isNullable(outer);
    return { status: fits ? 'included' : 'not-included' };
  }
  const into = textOf(outer);
  const empty: XsdType = {
    ...{ kind: 'simple', variety: 'atomic', builtin: 'string' },
    facets: { enumeration: [''] },
  };
  // Nothing at all is a text too.
  const fits =
    inner.kind === 'complex' &&
    !inner.content &&
    !inner.mixed &&
    into !== undefined &&
    includesText(empty, into).status === 'included';
  return { status: fits ? 'included' : 'not-included' };
}

function compareKinds(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
) {
  const [old, young] = [before.type(), after.type()];
  const answers = {
    send: withExample(takesOtherKind(old, young), () =>
      comparison.samples.send.element(before),
    ),
    receive: withExample(takesOtherKind(young, old), () =>
      comparison.samples.receive.element(after),
    ),
  };
  const [was, is] = [typeWords(old), typeWords(young)];
  const foreign = old.kind === 'foreign' || young.kind === 'foreign';
  comparison.say(
    place,
    foreign ? 'type-unknown' : 'type-changed',
    `${pathOf(place)} changed from ${was} to ${is}.`,
    { before: was, after: is },
    answers,
  );
}

function withExample(
  answer: XsdAnswer,
  example: () => string | undefined,
): XsdAnswer {
  if (answer.status !== 'not-included') return answer;
  const text = example();
  return { ...answer, ...(text && { example: text }) };
}

function compareMixed(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
  [old, young]: [ComplexType, ComplexType],
) {
  if (old.mixed === young.mixed) return;
  const sides = { send: before, receive: after };
  const answers = answersFor(old.mixed, young.mixed, direction =>
    comparison.samples[direction].element(sides[direction], { text: 'text' }),
  );
  comparison.say(
    place,
    'mixed-changed',
    `${pathOf(place)} ${young.mixed ? 'may' : 'may no longer'} have text between its elements.`,
    { before: `mixed ${old.mixed}`, after: `mixed ${young.mixed}` },
    answers,
  );
}

/** Compares the types of two elements, not those of the elements inside. */
export function compareTypes(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
): void {
  const [old, young] = [before.type(), after.type()];
  if (old === young) return;
  const same =
    old.kind === 'foreign' &&
    young.kind === 'foreign' &&
    old.name === young.name;
  if (same) return;
  const pair: [XsdType | undefined, XsdType | undefined] = [
    textOf(old),
    textOf(young),
  ];
  if (old.kind === 'foreign' || young.kind === 'foreign') {
    compareKinds(comparison, before, after, place);
    return;
  }
  compareAttributes(comparison, before, after, place);
  if (pair[0] && pair[1]) {
    const sides = { send: before, receive: after };
    compareTexts(comparison, place, [pair[0], pair[1]], (direction, text) =>
      comparison.samples[direction].element(sides[direction], { text }),
    );
  } else if (pair[0] || pair[1]) {
    compareKinds(comparison, before, after, place);
  } else if (old.kind === 'complex' && young.kind === 'complex') {
    compareMixed(comparison, before, after, place, [old, young]);
    compareContent(comparison, before, after, place);
  }
}
