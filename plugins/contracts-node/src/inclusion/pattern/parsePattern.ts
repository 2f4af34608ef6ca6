import {
  type CharacterSet,
  complement,
  DOT,
  NAMED_SETS,
  single,
  union,
} from './characters';

/** The parts of a pattern that can be matched in time linear to the text. */
export type PatternNode =
  | { kind: 'characters'; set: CharacterSet }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; parts: PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; least: number; most: number }
  | { kind: 'start' }
  | { kind: 'end' };

const CONTROL: Record<string, number> = {
  n: 10,
  r: 13,
  t: 9,
  f: 12,
  v: 11,
  '0': 0,
};

/** Says that a pattern uses what is not decided here. */
export class UnsupportedPatternError extends Error {
  override readonly name = 'UnsupportedPatternError';
}

class PatternParser {
  #at = 0;
  readonly #text: string[];

  constructor(pattern: string) {
    this.#text = [...pattern];
  }

  parse(): PatternNode {
    const node = this.#choice(0);
    if (this.#at < this.#text.length) {
      throw new UnsupportedPatternError('it has a ) without a (');
    }
    return node;
  }

  #take(text: string): boolean {
    const found = this.#text.slice(this.#at, this.#at + text.length).join('');
    if (found !== text) return false;
    this.#at += text.length;
    return true;
  }

  #choice(depth: number): PatternNode {
    if (depth > 100) {
      throw new UnsupportedPatternError('its groups are nested too deeply');
    }
    const parts = [this.#sequence(depth)];
    while (this.#take('|')) {
      parts.push(this.#sequence(depth));
    }
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (
      this.#at < this.#text.length &&
      !['|', ')'].includes(this.#text[this.#at])
    ) {
      parts.push(this.#repeated(this.#single(depth)));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(part: PatternNode): PatternNode {
    const count = this.#count();
    if (!count) return part;
    if (part.kind === 'start' || part.kind === 'end') {
      throw new UnsupportedPatternError('it repeats an anchor');
    }
    // A lazy quantifier matches the same texts.
    this.#take('?');
    return { kind: 'repeat', part, least: count[0], most: count[1] };
  }

  #count(): [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    if (this.#text[this.#at] !== '{') return undefined;
    const rest = this.#text.slice(this.#at, this.#at + 20).join('');
    const match = /^\{(\d+)(,(\d*))?\}/.exec(rest);
    if (!match) {
      throw new UnsupportedPatternError('it has a { that counts nothing');
    }
    this.#at += match[0].length;
    const least = Number(match[1]);
    if (match[2] === undefined) return [least, least];
    const most = match[3] ? Number(match[3]) : Infinity;
    if (most < least) {
      throw new UnsupportedPatternError('it counts from more to less');
    }
    return [least, most];
  }

  #single(depth: number): PatternNode {
    const character = this.#text[this.#at++];
    switch (character) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'characters', set: DOT };
      case '(':
        return this.#group(depth);
      case '[':
        return { kind: 'characters', set: this.#class() };
      case '\\':
        return { kind: 'characters', set: this.#escape() };
      case '*':
      case '+':
      case '?':
      case '{':
        throw new UnsupportedPatternError('it repeats nothing');
      default:
        return {
          kind: 'characters',
          set: single(character.codePointAt(0) as number),
        };
    }
  }

  #group(depth: number): PatternNode {
    if (this.#take('?') && !this.#take(':')) {
      throw new UnsupportedPatternError('it looks around or names a group');
    }
    const node = this.#choice(depth + 1);
    if (!this.#take(')')) {
      throw new UnsupportedPatternError('it has a ( without a )');
    }
    return node;
  }

  #class(): CharacterSet {
    const negated = this.#take('^');
    const sets: CharacterSet[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.#text.length) {
        throw new UnsupportedPatternError('it has a [ without a ]');
      }
      sets.push(this.#range());
    }
    const all = union(...sets);
    return negated ? complement(all) : all;
  }

  #range(): CharacterSet {
    const from = this.#member();
    const next = this.#text[this.#at + 1];
    if (this.#text[this.#at] !== '-' || next === undefined || next === ']') {
      return from;
    }
    this.#at++;
    const to = this.#member();
    const [first, last] = [from[0][0], to[0][1]];
    if (from.length > 1 || to.length > 1 || first > last) {
      throw new UnsupportedPatternError('it has a range without an order');
    }
    return [[first, last]];
  }

  #member(): CharacterSet {
    const character = this.#text[this.#at++];
    return character === '\\'
      ? this.#escape()
      : single(character.codePointAt(0) as number);
  }

  #escape(): CharacterSet {
    const letter = this.#text[this.#at++];
    if (letter === undefined) {
      throw new UnsupportedPatternError('it ends with a backslash');
    }
    if (NAMED_SETS[letter]) return NAMED_SETS[letter];
    if (letter in CONTROL) return single(CONTROL[letter]);
    if (letter === 'x' || letter === 'u') return this.#hexadecimal(letter);
    if (/[A-Za-z0-9]/.test(letter)) {
      throw new UnsupportedPatternError(`it uses \\${letter}`);
    }
    return single(letter.codePointAt(0) as number);
  }

  #hexadecimal(letter: string): CharacterSet {
    const rest = this.#text.slice(this.#at, this.#at + 10).join('');
    const form =
      letter === 'x'
        ? /^([0-9a-f]{2})/i
        : /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/i;
    const match = form.exec(rest);
    if (!match) {
      throw new UnsupportedPatternError(`it has a \\${letter} without digits`);
    }
    this.#at += match[0].length;
    return single(parseInt(match[1] ?? match[2], 16));
  }
}

/** Reads a pattern; throws when it needs more than a finite automaton. */
export function parsePattern(pattern: string): PatternNode {
  return new PatternParser(pattern).parse();
}
