import {
  type Expression,
  Language,
  namesBeyond,
  TooManyStatesError,
} from './Language';
import type { Particle, QName } from './xsdModel';

/** Whether one content model takes all that another takes. */
export type ContentAnswer =
  | { status: 'included' }
  /** The names of elements that the inner one takes, in their order, and the outer one does not. */
  | { status: 'not-included'; word?: readonly QName[] }
  | { status: 'cannot-decide'; why: string };

/** One side of a question. */
export interface ContentSide {
  particle: Particle | undefined;
  globals: ReadonlySet<QName>;
}

const MOST_PAIRS = 20_000;

interface Step {
  inner: Expression;
  outer: Expression;
  /** The step before, and the name that led here. */
  from?: Step;
  name?: QName;
}

function wordTo(step: Step): QName[] {
  const word: QName[] = [];
  for (let at: Step | undefined = step; at; at = at.from) {
    if (at.name !== undefined) word.unshift(at.name);
  }
  return word;
}

/** The names that can tell the two sides apart. */
export function alphabetOf(
  sides: readonly ContentSide[],
): (expression: Expression) => QName[] {
  const named = new Set<QName>();
  const namespaces = new Set<string>(['', 'urn:any']);
  const walk = (particle: Particle | undefined) => {
    if (!particle) return;
    if (particle.kind === 'element') {
      const { element } = particle;
      for (const each of [element, ...element.substitutes()]) {
        named.add(each.name);
      }
    } else if (particle.kind === 'any') {
      const listed = particle.wildcard.namespaces;
      if (listed === 'any') return;
      for (const each of 'of' in listed ? listed.of : listed.not) {
        namespaces.add(each);
      }
    } else particle.parts.forEach(walk);
  };
  for (const { particle } of sides) walk(particle);
  const beyond = [...namespaces].flatMap(namesBeyond);
  const all = [...named, ...beyond];
  return ({ shape }) => (shape.kind === 'name' ? [shape.name] : all);
}

/** The shortest way to an end, in names. */
export function shortestEnd(
  language: Language,
  start: Expression,
  namesOf: (expression: Expression) => QName[],
): QName[] | undefined {
  const seen = new Set([start]);
  const queue: Step[] = [{ inner: start, outer: start }];
  for (const step of queue) {
    if (step.inner.nullable) return wordTo(step);
    if (queue.length > MOST_PAIRS) return undefined;
    for (const first of language.firstOf(step.inner)) {
      for (const name of namesOf(first)) {
        const inner = language.after(step.inner, name);
        if (inner === language.none || seen.has(inner)) continue;
        seen.add(inner);
        queue.push({ inner, outer: inner, from: step, name });
      }
    }
  }
  return undefined;
}

function search(
  language: Language,
  start: Step,
  namesOf: (expression: Expression) => QName[],
  ended: () => boolean,
): ContentAnswer {
  const seen = new Set([`${start.inner.id},${start.outer.id}`]);
  const queue: Step[] = [start];
  for (const step of queue) {
    if (queue.length > MOST_PAIRS || ended()) {
      const why = 'the content model has more states than are looked at';
      return { status: 'cannot-decide', why };
    }
    if (step.inner.nullable && !step.outer.nullable) {
      return { status: 'not-included', word: wordTo(step) };
    }
    const names = new Set([...language.firstOf(step.inner)].flatMap(namesOf));
    for (const name of names) {
      const inner = language.after(step.inner, name);
      if (inner === language.none) continue;
      const outer = language.after(step.outer, name);
      const next: Step = { inner, outer, from: step, name };
      if (outer === language.none) {
        const end = shortestEnd(language, inner, namesOf);
        const word = end && [...wordTo(next), ...end];
        return { status: 'not-included', ...(word && { word }) };
      }
      const key = `${inner.id},${outer.id}`;
      if (inner === outer || seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return { status: 'included' };
}

/** Decides whether the outer content model takes all that the inner one takes. */
export function includesContent(
  inner: ContentSide,
  outer: ContentSide,
  ended: () => boolean = () => false,
): ContentAnswer {
  try {
    const language = new Language();
    const start = {
      inner: language.of(inner.particle, inner.globals, 'inner'),
      outer: language.of(outer.particle, outer.globals, 'outer'),
    };
    return search(language, start, alphabetOf([inner, outer]), ended);
  } catch (error) {
    if (error instanceof TooManyStatesError || error instanceof RangeError) {
      const why =
        error instanceof RangeError
          ? 'the content model is nested too deeply'
          : error.message;
      return { status: 'cannot-decide', why };
    }
    throw error;
  }
}
