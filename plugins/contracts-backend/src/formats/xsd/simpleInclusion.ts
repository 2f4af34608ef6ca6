import { decideInclusion } from '@slipway/backstage-plugin-contracts-node';
import { type Atomic, atomicOf, numberSchema, textSchema } from './textSchema';
import type { Facets, SimpleType, XsdType } from './xsdModel';

/** Whether one simple type takes all texts that another takes. */
export type TextAnswer =
  | { status: 'included' }
  | { status: 'not-included'; text?: string }
  | { status: 'cannot-decide'; why: string };

const INCLUDED: TextAnswer = { status: 'included' };
const NOT: TextAnswer = { status: 'not-included' };

function unknown(why: string): TextAnswer {
  return { status: 'cannot-decide', why };
}

/** A text of each type whose values have a form of their own. */
const SAMPLES: Readonly<Partial<Record<string, string>>> = {
  dateTime: '2026-01-31T12:00:00',
  dateTimeStamp: '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00',
  duration: 'P1D',
  gYearMonth: '2026-01',
  gYear: '2026',
  gMonthDay: '--01-31',
  gDay: '---31',
  gMonth: '--01',
  boolean: 'true',
  hexBinary: 'AB',
  base64Binary: 'QUI=',
  float: '1E1',
  double: '1E1',
};

const DRAFT = { draft: '2020-12' } as const;

function decide(inner: unknown, outer: unknown): TextAnswer {
  const answer = decideInclusion(
    { document: inner, ...DRAFT },
    { document: outer, ...DRAFT },
    { milliseconds: 500 },
  );
  if (answer.status === 'cannot-decide') return unknown(answer.why);
  if (answer.status === 'included') return INCLUDED;
  const value = answer.counterExample;
  const text = typeof value === 'number' ? plainNumber(value) : String(value);
  return { status: 'not-included', text };
}

/** A number without an exponent, which decimals do not have. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.round(value)).toString() : text;
}

function hasFacets({ facets }: Atomic): boolean {
  return Object.keys(facets).length > 0;
}

function samePatterns(inner: Facets, outer: Facets): boolean {
  const own = new Set((inner.patterns ?? []).map(each => each.join('|')));
  return (outer.patterns ?? []).every(each => own.has(each.join('|')));
}

/** The smallest and the largest that facets let through; dates of one form compare as texts. */
function boundsFit(inner: Facets, outer: Facets): boolean | undefined {
  for (const [sign, names] of [
    [1, ['minInclusive', 'minExclusive']],
    [-1, ['maxInclusive', 'maxExclusive']],
  ] as const) {
    const [closed, open] = names;
    const limit = outer[closed] ?? outer[open];
    if (limit === undefined) continue;
    const own = inner[closed] ?? inner[open];
    if (own === undefined) return false;
    if (own.length !== limit.length) return undefined;
    const order = own < limit ? -1 : Number(own > limit);
    if (order * sign < 0) return false;
    const stricter = outer[open] !== undefined && inner[open] === undefined;
    if (order === 0 && stricter) return false;
  }
  return true;
}

function lengthsFit(inner: Facets, outer: Facets): boolean {
  const least = (facets: Facets) => facets.length ?? facets.minLength ?? 0;
  const most = (facets: Facets) =>
    facets.length ?? facets.maxLength ?? Infinity;
  return least(outer) <= least(inner) && most(inner) <= most(outer);
}

/** Two types of one built-in type, by what each facet lets through. */
function decideByFacets(inner: Facets, outer: Facets): TextAnswer {
  if (outer.enumeration) {
    const known = new Set(outer.enumeration);
    const beyond = inner.enumeration?.find(each => !known.has(each));
    if (!inner.enumeration) return NOT;
    if (beyond !== undefined) return { status: 'not-included', text: beyond };
  }
  if (!lengthsFit(inner, outer) && !inner.enumeration) return NOT;
  const fits = inner.enumeration ? true : boundsFit(inner, outer);
  if (fits === false) return NOT;
  if (fits === undefined || !samePatterns(inner, outer)) {
    return unknown('the values of the two types cannot be compared');
  }
  return INCLUDED;
}

function decideNumbers(inner: Atomic, outer: Atomic): TextAnswer {
  const answer = decide(numberSchema(inner), numberSchema(outer));
  if (answer.status !== 'included') return answer;
  const [digits, own] = [outer.facets.totalDigits, inner.facets.totalDigits];
  if (
    digits !== undefined &&
    outer.facets.fractionDigits !== 0 &&
    (own ?? Infinity) > digits &&
    !inner.facets.enumeration
  ) {
    return { status: 'not-included', text: `1${'0'.repeat(digits)}` };
  }
  return samePatterns(inner.facets, outer.facets)
    ? INCLUDED
    : unknown('a pattern limits the numbers');
}

function decideTexts(inner: Atomic, outer: Atomic): TextAnswer {
  if (samePatterns(inner.facets, outer.facets)) {
    // The same patterns need no translation.
    const without = ({ facets }: Atomic): Atomic => {
      const { patterns: _same, ...rest } = facets;
      return { ...inner, facets: rest };
    };
    const answer = decide(
      textSchema(without(inner)),
      textSchema(without(outer)),
    );
    if (answer.status === 'included') return INCLUDED;
  }
  const [own, other] = [textSchema(inner), textSchema(outer)];
  return own && other
    ? decide(own, other)
    : unknown('a pattern takes one class of signs from another');
}

const LEXICAL: Readonly<Partial<Record<string, RegExp>>> = {
  number: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  float: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN)$/,
  boolean: /^(?:true|false|0|1)$/,
  moment: /^(?=[-P\d])[-+:.PTZ\dDHMSWY]+$/,
};

/** Listed texts in a type of another family. */
function decideListed(texts: readonly string[], outer: Atomic): TextAnswer {
  const form = LEXICAL[outer.family];
  if (!form) return unknown('the values of the two types cannot be compared');
  const beyond = texts.find(text => !form.test(text));
  if (beyond !== undefined) return { status: 'not-included', text: beyond };
  const { family, facets } = outer;
  if (family === 'number' && !facets.patterns) {
    return decide({ enum: texts.map(Number) }, numberSchema(outer));
  }
  return family === 'moment' || hasFacets(outer)
    ? unknown('the values of the two types cannot be compared')
    : INCLUDED;
}

/** Types of different families: all are texts, and few are anything else. */
function decideAcross(inner: Atomic, outer: Atomic): TextAnswer {
  if (outer.family === 'text' && !hasFacets(outer)) return INCLUDED;
  if (inner.family === 'number' && outer.family === 'float') {
    return decideNumbers(inner, { ...outer, family: 'number' });
  }
  if (inner.facets.enumeration) {
    return decideListed(inner.facets.enumeration, outer);
  }
  if (inner.family === 'other') {
    return unknown('the values of the two types cannot be compared');
  }
  if (inner.family === 'text') {
    return hasFacets(inner)
      ? unknown('the texts of the one type may be values of the other')
      : { status: 'not-included', text: 'x' };
  }
  const sample = SAMPLES[inner.builtin];
  if (outer.family === 'text') {
    return unknown('the values of the one type may be texts of the other');
  }
  if (inner.family === 'number') {
    const value = decide(numberSchema(inner), false);
    return outer.family === 'boolean'
      ? { status: 'not-included', text: '5' }
      : value;
  }
  return sample && !hasFacets(inner)
    ? { status: 'not-included', text: sample }
    : NOT;
}

function decideAtomic(inner: Atomic, outer: Atomic): TextAnswer {
  if (inner.family !== outer.family) return decideAcross(inner, outer);
  if (inner.family === 'text') return decideTexts(inner, outer);
  if (inner.family === 'number' || inner.family === 'float') {
    return decideNumbers(inner, outer);
  }
  if (inner.builtin === outer.builtin) {
    return decideByFacets(inner.facets, outer.facets);
  }
  if (inner.builtin === 'dateTimeStamp' && outer.builtin === 'dateTime') {
    return decideByFacets(inner.facets, outer.facets);
  }
  if (inner.family === 'other') {
    return unknown('the values of the two types cannot be compared');
  }
  const text = hasFacets(inner) ? undefined : SAMPLES[inner.builtin];
  return { status: 'not-included', ...(text && { text }) };
}

function worst(answers: readonly TextAnswer[]): TextAnswer {
  return (
    answers.find(each => each.status === 'not-included') ??
    answers.find(each => each.status === 'cannot-decide') ??
    INCLUDED
  );
}

/** A type of exactly one text. */
function only(type: SimpleType, text: string): SimpleType {
  const builtin = type.variety === 'atomic' ? type.builtin : 'string';
  const facets = { enumeration: [text] };
  return { kind: 'simple', variety: 'atomic', builtin, facets };
}

/** One type into several: one of them has to take all, or no text may tell. */
function decideIntoUnion(
  inner: SimpleType,
  members: readonly XsdType[],
): TextAnswer {
  const answers = members.map(member => includesText(inner, member));
  if (answers.some(each => each.status === 'included')) return INCLUDED;
  const values =
    inner.variety === 'atomic' ? inner.facets.enumeration : undefined;
  const texts = (
    values ?? answers.map(each => ('text' in each ? each.text : undefined))
  ).filter(text => text !== undefined);
  for (const text of texts) {
    const alone = members.map(member =>
      includesText(only(inner, text), member),
    );
    if (alone.every(each => each.status === 'not-included')) {
      return { status: 'not-included', text };
    }
    const told = alone.some(each => each.status === 'included');
    if (values && !told) return unknown('a value may fit none of the types');
  }
  if (values) return INCLUDED;
  return unknown('the values may be spread over several types');
}

/** Decides whether the outer type takes all texts that the inner one takes. */
export function includesText(inner: XsdType, outer: XsdType): TextAnswer {
  if (inner === outer) return INCLUDED;
  if (inner.kind === 'foreign' || outer.kind === 'foreign') {
    if (inner.kind === outer.kind && inner.name === outer.name) return INCLUDED;
    const { name = '' } = inner.kind === 'foreign' ? inner : outer;
    return unknown(`the type ${name} is declared in no file that was given`);
  }
  if (inner.kind === 'complex' || outer.kind === 'complex') {
    return unknown('one of the types has elements inside');
  }
  if (inner.variety === 'union' && !inner.facets.enumeration) {
    return worst(inner.members.map(member => includesText(member, outer)));
  }
  if (outer.variety === 'union') {
    const own = decideByFacets(inner.facets, outer.facets);
    return outer.facets.enumeration || outer.facets.patterns
      ? own
      : decideIntoUnion(inner, outer.members);
  }
  if (inner.variety === 'list' && outer.variety === 'list') {
    return worst([
      includesText(inner.item, outer.item),
      decideByFacets(inner.facets, outer.facets),
    ]);
  }
  if (inner.variety === 'atomic' && outer.variety === 'atomic') {
    return decideAtomic(atomicOf(inner), atomicOf(outer));
  }
  const free = outer.variety === 'atomic' && outer.builtin === 'string';
  return free && !Object.keys(outer.facets).length
    ? INCLUDED
    : unknown('one of the types is a list of values');
}

/** A text of a type, when one is easily found. */
export function sampleText(type: XsdType, depth = 0): string | undefined {
  if (type.kind !== 'simple' || depth > 20) return undefined;
  if (type.facets.enumeration) return type.facets.enumeration[0];
  if (type.variety === 'list') return sampleText(type.item, depth + 1);
  if (type.variety === 'union') {
    return type.members.length
      ? sampleText(type.members[0], depth + 1)
      : undefined;
  }
  const atomic = atomicOf(type);
  if (atomic.family === 'number' || atomic.family === 'float') {
    if (atomic.facets.patterns) return undefined;
    return textOf(decide(numberSchema(atomic), false));
  }
  if (atomic.family === 'text') {
    const schema = textSchema(atomic);
    return schema && textOf(decide(schema, false));
  }
  return hasFacets(atomic) ? undefined : SAMPLES[atomic.builtin];
}

function textOf(answer: TextAnswer): string | undefined {
  return answer.status === 'not-included' ? answer.text : undefined;
}
