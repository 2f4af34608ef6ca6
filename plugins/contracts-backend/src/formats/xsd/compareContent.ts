import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { type ContentAnswer, includesContent } from './contentInclusion';
import { takes } from './Language';
import {
  modelText,
  type Occurrence,
  occurrencesIn,
  occurrenceText,
  wildcardText,
} from './occurrences';
import { elementsIn } from './XmlSample';
import {
  pathOf,
  type XsdAnswer,
  type XsdAnswers,
  type XsdComparison,
  type XsdPlace,
} from './XsdComparison';
import {
  type ElementDeclaration,
  localName,
  type Particle,
  type QName,
  type Wildcard,
} from './xsdModel';

/** One thing that stands differently in a content model. */
interface ContentChange {
  rule: string;
  step?: string;
  words: string;
  before?: string;
  after?: string;
  hits?: 'who-omits';
}

function contentOf(element: ElementDeclaration): Particle | undefined {
  const type = element.type();
  return type.kind === 'complex' ? type.content : undefined;
}

function oneSided(
  name: QName,
  own: Occurrence,
  state: 'added' | 'removed',
): ContentChange {
  const step = localName(name);
  if (state === 'removed') {
    const before = occurrenceText(own);
    return { rule: 'element-removed', step, words: 'was removed', before };
  }
  return {
    rule: own.min ? 'element-required-added' : 'element-optional-added',
    ...{ step, after: occurrenceText(own) },
    words: own.min ? 'was added and is required' : 'was added',
    ...(own.min && { hits: 'who-omits' as const }),
  };
}

function bothSided(
  name: QName,
  was: Occurrence,
  is: Occurrence,
): ContentChange[] {
  const change = (tightened: boolean): ContentChange => ({
    rule: tightened ? 'occurrence-tightened' : 'occurrence-loosened',
    step: localName(name),
    words: `stands ${occurrenceText(is)} now, where it stood ${occurrenceText(was)}`,
    before: occurrenceText(was),
    after: occurrenceText(is),
  });
  return [
    ...(is.min > was.min || is.max < was.max ? [change(true)] : []),
    ...(is.min < was.min || is.max > was.max ? [change(false)] : []),
  ];
}

function changesOf(
  before: Particle | undefined,
  after: Particle | undefined,
): ContentChange[] {
  const [old, young] = [occurrencesIn(before), occurrencesIn(after)];
  const changes: ContentChange[] = [];
  for (const [name, own] of old) {
    const same = young.get(name);
    if (same) changes.push(...bothSided(name, own, same));
    else changes.push(oneSided(name, own, 'removed'));
  }
  for (const [name, own] of young) {
    if (!old.has(name)) changes.push(oneSided(name, own, 'added'));
  }
  const [was, is] = [wildcardText(before), wildcardText(after)];
  if (was !== is) {
    changes.push({
      rule: 'wildcard-changed',
      words: 'takes other elements that are not described than before',
      ...{ before: was || 'none', after: is || 'none' },
    });
  }
  return changes;
}

function wildcardsIn(particle: Particle | undefined): Wildcard[] {
  if (!particle || particle.kind === 'element') return [];
  return particle.kind === 'any'
    ? [particle.wildcard]
    : particle.parts.flatMap(wildcardsIn);
}

/** Compares the content models of two elements. */
class ContentComparison {
  readonly #old: Particle | undefined;
  readonly #young: Particle | undefined;

  constructor(
    readonly comparison: XsdComparison,
    readonly before: ElementDeclaration,
    readonly after: ElementDeclaration,
    readonly place: XsdPlace,
  ) {
    this.#old = contentOf(before);
    this.#young = contentOf(after);
  }

  run() {
    if (modelText(this.#old) !== modelText(this.#young) || this.#differ()) {
      this.#say();
    }
    this.#inside();
  }

  #differ(): boolean {
    const text = (particle: Particle | undefined) =>
      `${wildcardText(particle)} ${[...occurrencesIn(particle).keys()].join()}`;
    return text(this.#old) !== text(this.#young);
  }

  #say() {
    const { comparison, place } = this;
    const answers = this.#answers();
    const changes = changesOf(this.#old, this.#young);
    const from = comparison.findings.changes.length;
    for (const { rule, step, words, ...texts } of changes) {
      const at = step ? { ...place, steps: [...place.steps, step] } : place;
      comparison.say(at, rule, `${pathOf(at)} ${words}.`, texts, answers);
    }
    const texts = {
      before: modelText(this.#old),
      after: modelText(this.#young),
    };
    const message = `What may stand in ${pathOf(place)}, and in which order, changed.`;
    const missing = comparison.unexplained(answers, from);
    const none: XsdAnswer = { status: 'included' };
    // Other words for the same content are no change.
    if (missing.length) {
      const left: Record<ContractDirection, XsdAnswer> = {
        ...{ send: none, receive: none },
      };
      for (const direction of missing) left[direction] = answers[direction];
      comparison.say(place, 'content-changed', message, texts, left);
    }
  }

  #answers(): XsdAnswers {
    const { globals, findings } = this.comparison;
    const old = { particle: this.#old, globals: globals.before };
    const young = { particle: this.#young, globals: globals.after };
    const ended = () => findings.ended;
    return {
      send: this.#shown(includesContent(old, young, ended), 'send'),
      receive: this.#shown(includesContent(young, old, ended), 'receive'),
    };
  }

  #shown(answer: ContentAnswer, direction: ContractDirection): XsdAnswer {
    if (answer.status !== 'not-included') return answer;
    const element = direction === 'send' ? this.before : this.after;
    const { word } = answer;
    const example =
      word && this.comparison.samples[direction].element(element, { word });
    return { status: 'not-included', ...(example && { example }) };
  }

  /** Elements that stand on both sides, described or taken by a wildcard. */
  #inside() {
    const { comparison, place } = this;
    const [old, young] = [elementsIn(this.#old), elementsIn(this.#young)];
    for (const [name, element] of old) {
      const at = { ...place, steps: [...place.steps, localName(name)] };
      const same =
        young.get(name) ??
        this.#taken(name, this.#young, comparison.after.elements);
      if (same) comparison.enqueue({ before: element, after: same, place: at });
    }
    for (const [name, element] of young) {
      if (old.has(name)) continue;
      const at = { ...place, steps: [...place.steps, localName(name)] };
      const same = this.#taken(name, this.#old, comparison.before.elements);
      if (same) comparison.enqueue({ before: same, after: element, place: at });
      else this.#free(name, at);
    }
  }

  /** The global element that a wildcard holds a name to. */
  #taken(
    name: QName,
    particle: Particle | undefined,
    globals: ReadonlyMap<QName, ElementDeclaration>,
  ): ElementDeclaration | undefined {
    const held = wildcardsIn(particle).some(
      each => each.strictness !== 'skip' && takes(each, name, new Set([name])),
    );
    return held ? globals.get(name) : undefined;
  }

  /** What could be anything before and is described now. */
  #free(name: QName, place: XsdPlace) {
    const free = wildcardsIn(this.#old).some(
      each => each.strictness !== 'strict' && takes(each, name, new Set()),
    );
    if (!free) return;
    this.comparison.say(
      place,
      'type-changed',
      `${pathOf(place)} could be anything and has a type now.`,
      { before: 'anything', after: localName(name) },
      { send: { status: 'not-included' }, receive: { status: 'included' } },
    );
  }
}

/** Compares the content models of two elements. */
export function compareContent(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
): void {
  new ContentComparison(comparison, before, after, place).run();
}
