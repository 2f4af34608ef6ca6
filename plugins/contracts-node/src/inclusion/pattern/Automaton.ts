import { type CharacterSet, contains } from './characters';
import {
  parsePattern,
  type PatternNode,
  UnsupportedPatternError,
} from './parsePattern';

interface Edge {
  to: number;
  /** Absent: passed without a character. */
  set?: CharacterSet;
  only?: 'start' | 'end';
}

/** Where an automaton is in a text; `matched` never ends. */
export interface Position {
  readonly key: string;
  readonly states: readonly number[];
  readonly matched: boolean;
  readonly atStart: boolean;
}

const MOST_STATES = 2_000;

/**
 * Finds a pattern in a text in time linear to the text, whatever the pattern:
 * it follows all ways at once and never goes back.
 */
export class Automaton {
  readonly #edges: Edge[][] = [];
  readonly #accept: number;
  readonly #steps = new Map<string, Position>();
  readonly sets: CharacterSet[] = [];

  constructor(pattern: string) {
    this.#add();
    this.#accept = this.#build(parsePattern(pattern), 0);
  }

  /** Where every text begins. */
  begin(): Position {
    return this.#position([], true);
  }

  /** Goes on by one character. */
  next(position: Position, character: number): Position {
    if (position.matched) return position;
    const key = `${position.key}:${character}`;
    const known = this.#steps.get(key);
    if (known) return known;
    const states: number[] = [];
    for (const state of position.states) {
      for (const edge of this.#edges[state]) {
        if (edge.set && contains(edge.set, character)) {
          states.push(edge.to);
        }
      }
    }
    const after = this.#position(states, false);
    if (this.#steps.size < 50_000) {
      this.#steps.set(key, after);
    }
    return after;
  }

  /** Whether the text that ends here has the pattern. */
  accepts({ matched, states, atStart }: Position): boolean {
    return (
      matched || this.#closure(states, atStart, true).includes(this.#accept)
    );
  }

  /** Whether a text has the pattern. */
  test(text: string): boolean {
    let position = this.begin();
    for (const character of text) {
      if (position.matched) return true;
      position = this.next(position, character.codePointAt(0) as number);
    }
    return this.accepts(position);
  }

  #position(from: readonly number[], atStart: boolean): Position {
    // The pattern may begin at each character.
    const states = this.#closure([0, ...from], atStart, false);
    const matched = states.includes(this.#accept);
    const key = matched ? 'matched' : `${atStart ? '^' : ''}${states.join()}`;
    return { key, states, matched, atStart };
  }

  #closure(from: readonly number[], atStart: boolean, atEnd: boolean) {
    const found = new Set(from);
    for (const state of found) {
      for (const { to, set, only } of this.#edges[state]) {
        const passes =
          !only || (only === 'start' && atStart) || (only === 'end' && atEnd);
        if (!set && passes) {
          found.add(to);
        }
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #add(): number {
    if (this.#edges.length >= MOST_STATES) {
      throw new UnsupportedPatternError('it is too large');
    }
    return this.#edges.push([]) - 1;
  }

  #link(from: number, edge: Omit<Edge, 'to'> = {}, to = this.#add()): number {
    this.#edges[from].push({ ...edge, to });
    return to;
  }

  #build(node: PatternNode, from: number): number {
    switch (node.kind) {
      case 'characters':
        this.sets.push(node.set);
        return this.#link(from, { set: node.set });
      case 'start':
      case 'end':
        return this.#link(from, { only: node.kind });
      case 'sequence':
        return node.parts.reduce(
          (state, part) => this.#build(part, state),
          from,
        );
      case 'choice': {
        const end = this.#add();
        for (const part of node.parts) {
          this.#link(this.#build(part, this.#link(from)), {}, end);
        }
        return end;
      }
      default:
        return this.#repeat(node, from);
    }
  }

  #repeat(
    { part, least, most }: Extract<PatternNode, { kind: 'repeat' }>,
    from: number,
  ): number {
    if (least > MOST_STATES || (most !== Infinity && most > MOST_STATES)) {
      throw new UnsupportedPatternError('it counts too far');
    }
    let state = from;
    for (let count = 0; count < least; count++) {
      state = this.#build(part, state);
    }
    if (most === Infinity) {
      const loop = this.#link(state);
      this.#link(this.#build(part, loop), {}, loop);
      return this.#link(loop);
    }
    const end = this.#add();
    this.#link(state, {}, end);
    for (let count = least; count < most; count++) {
      state = this.#build(part, state);
      this.#link(state, {}, end);
    }
    return end;
  }
}
