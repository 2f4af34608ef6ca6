import { Automaton } from './pattern/Automaton';

/** The automata of patterns, each built once. */
export class Patterns {
  readonly #known = new Map<string, Automaton | undefined>();

  /** Undefined when a pattern needs more than an automaton. */
  get(pattern: string): Automaton | undefined {
    if (!this.#known.has(pattern)) {
      this.#known.set(pattern, this.#build(pattern));
    }
    return this.#known.get(pattern);
  }

  /** Whether a text has a pattern; undefined when it cannot be told. */
  test(pattern: string, text: string): boolean | undefined {
    return this.get(pattern)?.test(text);
  }

  #build(pattern: string): Automaton | undefined {
    try {
      return new Automaton(pattern);
    } catch {
      return undefined;
    }
  }
}
