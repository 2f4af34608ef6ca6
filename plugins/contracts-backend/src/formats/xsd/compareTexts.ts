import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { includesText } from './simpleInclusion';
import {
  pathOf,
  type XsdAnswer,
  type XsdAnswers,
  type XsdComparison,
  type XsdPlace,
} from './XsdComparison';
import type { Facets, SimpleType, XsdType } from './xsdModel';

const LOWER = ['minLength', 'minInclusive', 'minExclusive'];
const NAMES = [
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
  'totalDigits',
  'fractionDigits',
] as const;

/** One facet, or one value of a list, that is not as it was. */
interface FacetChange {
  rule: string;
  words: string;
  before?: string;
  after?: string;
  values?: unknown[];
}

function stricter(name: string, before: unknown, after: unknown): boolean {
  if (after === undefined) return false;
  if (before === undefined) return true;
  const [was, is] = [Number(before), Number(after)];
  const more = Number.isNaN(was) ? String(after) > String(before) : is > was;
  return LOWER.includes(name) ? more : !more;
}

function boundChanges(before: Facets, after: Facets): FacetChange[] {
  return NAMES.flatMap(name => {
    const [was, is] = [before[name], after[name]];
    if (was === is) return [];
    const tightened = stricter(name, was, is);
    return {
      rule: tightened ? 'facet-tightened' : 'facet-loosened',
      words: `has the ${name} ${is ?? 'none'} now, where it had ${was ?? 'none'}`,
      before: `${name} ${was ?? 'none'}`,
      after: `${name} ${is ?? 'none'}`,
    };
  });
}

function listChanges(before: Facets, after: Facets): FacetChange[] {
  const [old, young] = [before.enumeration, after.enumeration];
  if (!old && !young) return [];
  if (!old || !young) {
    const words = young
      ? `may only be one of ${young.length} values now`
      : 'may be other values than those of a list now';
    const text = (list?: readonly string[]) => list?.join(', ') ?? 'any value';
    return [
      {
        rule: 'enumeration-changed',
        words,
        before: text(old),
        after: text(young),
      },
    ];
  }
  const [was, is] = [new Set(old), new Set(young)];
  return [
    ...old
      .filter(value => !is.has(value))
      .map(value => ({
        rule: 'enumeration-value-removed',
        words: `may no longer be '${value}'`,
        ...{ before: value, values: [value] },
      })),
    ...young
      .filter(value => !was.has(value))
      .map(value => ({
        rule: 'enumeration-value-added',
        words: `may be '${value}' now`,
        ...{ after: value, values: [value] },
      })),
  ];
}

function patternText({ patterns = [] }: Facets): string {
  return patterns.map(group => group.join(' or ')).join(' and ') || 'none';
}

function facetChanges(before: SimpleType, after: SimpleType): FacetChange[] {
  const [was, is] = [patternText(before.facets), patternText(after.facets)];
  return [
    ...listChanges(before.facets, after.facets),
    ...boundChanges(before.facets, after.facets),
    ...(was === is
      ? []
      : [
          {
            rule: 'pattern-changed',
            words: `has the pattern ${is} now, where it had ${was}`,
            ...{ before: was, after: is },
          },
        ]),
  ];
}

/** What the values are made of, whatever limits them. */
function baseOf(type: XsdType): string {
  if (type.kind !== 'simple') return type.kind;
  if (type.variety === 'atomic') return type.builtin;
  if (type.variety === 'list') return `list of ${baseOf(type.item)}`;
  return `union of ${type.members.map(memberText).join(', ')}`;
}

function memberText(type: XsdType): string {
  const facets = type.kind === 'simple' ? JSON.stringify(type.facets) : '';
  return `${baseOf(type)}${facets}`;
}

function changesOf(before: XsdType, after: XsdType): FacetChange[] {
  if (before.kind !== 'simple' || after.kind !== 'simple') return [];
  const [was, is] = [baseOf(before), baseOf(after)];
  return [
    ...(was === is
      ? []
      : [
          {
            rule: 'type-changed',
            words: `changed from ${was} to ${is}`,
            ...{ before: was, after: is },
          },
        ]),
    ...facetChanges(before, after),
  ];
}

/** Compares two types of text. */
export function compareTexts(
  comparison: XsdComparison,
  place: XsdPlace,
  [before, after]: readonly [XsdType, XsdType],
  example: (direction: ContractDirection, text: string) => string | undefined,
): void {
  const changes = changesOf(before, after);
  if (!changes.length && before.kind === after.kind) return;
  const answer = (
    inner: XsdType,
    outer: XsdType,
    direction: ContractDirection,
  ): XsdAnswer => {
    const found = includesText(inner, outer);
    if (found.status !== 'not-included') return found;
    const shown =
      found.text === undefined ? undefined : example(direction, found.text);
    return { status: 'not-included', ...(shown && { example: shown }) };
  };
  const answers: XsdAnswers = {
    send: answer(before, after, 'send'),
    receive: answer(after, before, 'receive'),
  };
  const from = comparison.findings.changes.length;
  for (const { rule, words, ...texts } of changes) {
    const message = `${pathOf(place)} ${words}.`;
    comparison.say(place, rule, message, texts, answers);
  }
  for (const direction of comparison.unexplained(answers, from)) {
    const included: XsdAnswer = { status: 'included' };
    comparison.say(
      place,
      'type-changed',
      `${pathOf(place)} takes other values than before.`,
      { before: baseOf(before), after: baseOf(after) },
      { send: included, receive: included, [direction]: answers[direction] },
    );
  }
}
