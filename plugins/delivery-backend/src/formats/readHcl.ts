import { InputError } from '@backstage/errors';

/** An attribute whose value is one quoted text without a template in it. */
export interface HclText {
  /** Types and labels of the blocks around it, then its name. */
  path: string[];
  value: string;
  /** Where the text between the quotes begins and ends. */
  start: number;
  end: number;
  /** 1-based. */
  line: number;
}

type Kind = 'name' | 'text' | 'template' | 'open' | 'close' | 'line' | 'other';

interface Token {
  kind: Kind;
  at: number;
  /** Of a text: what it means; of others: what stands there. */
  value: string;
  end: number;
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const BLANK = /[^\S\n]+|#[^\n]*|\/\/[^\n]*/y;
/** Nobody nests more, and each takes some of the stack. */
const MOST_TEMPLATES = 100;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
const KINDS: Record<string, Kind> = {
  ...{ '{': 'open', '[': 'open', '(': 'open' },
  ...{ '}': 'close', ']': 'close', ')': 'close', '\n': 'line' },
};
/** How a sign changes how deep one is. */
const DEPTHS: Record<string, number> = { open: 1, close: -1, '{': 1, '}': -1 };

/** Reads the tokens of HCL 2 as far as structure and texts need them. */
class Tokens {
  readonly #file: string;
  readonly #text: string;
  #at = 0;
  /** How many templates stand around the place. */
  #templates = 0;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  *[Symbol.iterator](): Generator<Token> {
    while (this.#at < this.#text.length) {
      if (this.#text.startsWith('/*', this.#at)) {
        this.#skipComment();
      } else if (this.#match(BLANK) === undefined) {
        yield this.#next();
      }
    }
    yield { kind: 'line', at: this.#at, value: '\n', end: this.#at };
  }

  fail(at: number, why: string): InputError {
    const line = this.#text.slice(0, at).split('\n').length;
    return new InputError(
      `${this.#file} cannot be read: ${why} in line ${line}`,
    );
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  #skipComment() {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end < 0) {
      throw this.fail(this.#at, 'a comment has no end');
    }
    this.#at = end + 2;
  }

  #next(): Token {
    const at = this.#at;
    const sign = this.#text[at];
    if (sign === '"') {
      return this.#quoted(at);
    }
    const heredoc = this.#match(HEREDOC);
    if (heredoc) {
      return this.#heredoc(at, heredoc[2]);
    }
    const name = this.#match(NAME);
    if (name) {
      return { kind: 'name', at, value: name[0], end: this.#at };
    }
    this.#at += 1;
    return { kind: KINDS[sign] ?? 'other', at, value: sign, end: this.#at };
  }

  /** A text in quotes; `${` and `%{` in it make it a template. */
  #quoted(at: number): Token {
    let value = '';
    let kind: Kind = 'text';
    this.#at += 1;
    for (;;) {
      const sign = this.#text[this.#at];
      if (sign === undefined || sign === '\n') {
        throw this.fail(at, 'a text has no end');
      }
      if (sign === '"') {
        this.#at += 1;
        return { kind, at, value, end: this.#at };
      }
      const two = this.#text.slice(this.#at, this.#at + 2);
      if (two === '$$' || two === '%%') {
        const isEscape = this.#text[this.#at + 2] === '{';
        value += isEscape ? `${sign}{` : sign;
        this.#at += isEscape ? 3 : 1;
      } else if (two === '${' || two === '%{') {
        kind = 'template';
        this.#skipTemplate(at);
      } else if (sign === '\\') {
        value += this.#escape();
      } else {
        value += sign;
        this.#at += 1;
      }
    }
  }

  #escape(): string {
    const unicode = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
    const match = this.#match(unicode);
    if (match) {
      return String.fromCodePoint(Number.parseInt(match[1] ?? match[2], 16));
    }
    const sign = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    return ESCAPES[sign] ?? sign;
  }

  /** To the end of `${…}`, with texts and braces inside. */
  #skipTemplate(begin: number) {
    this.#at += 2;
    this.#templates += 1;
    if (this.#templates > MOST_TEMPLATES) {
      throw this.fail(begin, 'templates stand in each other too deep');
    }
    for (let depth = 1; depth > 0;) {
      const sign = this.#text[this.#at];
      if (sign === undefined) {
        throw this.fail(begin, 'a template has no end');
      }
      if (sign === '"') {
        this.#quoted(this.#at);
      } else {
        depth += DEPTHS[sign] ?? 0;
        this.#at += 1;
      }
    }
    this.#templates -= 1;
  }

  #heredoc(at: number, marker: string): Token {
    const end = new RegExp(`^[^\\S\\n]*${marker}[^\\S\\n]*$`, 'm');
    const rest = this.#text.slice(this.#at);
    const match = end.exec(rest);
    if (!match) {
      throw this.fail(at, `the text that ends with ${marker} has no end`);
    }
    this.#at += match.index + match[0].length;
    return { kind: 'template', at, value: '', end: this.#at };
  }
}

/** Walks the tokens: blocks have a body, attributes an expression. */
class Reader {
  readonly #tokens: Tokens;
  readonly #found: HclText[] = [];
  readonly #seen = new Set<string>();
  readonly #path: string[][] = [];
  readonly #text: string;
  #line: Token[] = [];
  #counted = { at: 0, line: 1 };

  constructor(file: string, text: string) {
    this.#tokens = new Tokens(file, text);
    this.#text = text;
  }

  read(): HclText[] {
    /** Brackets that are open within an expression. */
    let depth = 0;
    for (const token of this.#tokens) {
      const isBody = depth === 0 && !this.#isAttribute();
      if (isBody && token.value === '{' && token.kind === 'open') {
        this.#path.push(this.#line.map(({ value }) => value));
        this.#line = [];
      } else if (depth === 0 && token.value === '}' && token.kind === 'close') {
        this.#endLine();
        if (!this.#path.pop()) {
          throw this.#tokens.fail(
            token.at,
            'a brace is closed that none opened',
          );
        }
      } else if (token.kind === 'line') {
        if (depth === 0) this.#endLine();
      } else {
        depth += DEPTHS[token.kind] ?? 0;
        if (depth < 0) {
          throw this.#tokens.fail(
            token.at,
            'a bracket is closed that none opened',
          );
        }
        this.#line.push(token);
      }
    }
    if (depth || this.#path.length) {
      throw this.#tokens.fail(this.#text.length, 'something has no end');
    }
    return this.#found;
  }

  /** Places come in their order, so each part of the text is counted once. */
  #lineOf(at: number): number {
    const between = this.#text.slice(this.#counted.at, at).split('\n').length;
    this.#counted = { at, line: this.#counted.line + between - 1 };
    return this.#counted.line;
  }

  #isAttribute(): boolean {
    const [, sign] = this.#line;
    return sign?.kind === 'other' && sign.value === '=';
  }

  #endLine() {
    const [name, , ...expression] = this.#line;
    if (this.#isAttribute() && name.kind === 'name') {
      const path = [...this.#path.flat(), name.value];
      const key = path.join('\0');
      if (this.#path.length === 0 && this.#seen.has(key)) {
        throw this.#tokens.fail(name.at, `${name.value} stands there twice`);
      }
      this.#seen.add(key);
      const [only] = expression;
      if (expression.length === 1 && only.kind === 'text') {
        this.#found.push({
          ...{ path, value: only.value },
          ...{ start: only.at + 1, end: only.end - 1 },
          line: this.#lineOf(only.at),
        });
      }
    }
    this.#line = [];
  }
}

/**
 * Reads the texts of a file in HCL 2
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md): attributes at
 * the top and in blocks whose value is one quoted text. Expressions are passed
 * over, never evaluated.
 *
 * @throws InputError with file and line, for what is no HCL or says a thing twice
 */
export function readHcl(file: string, text: string): HclText[] {
  return new Reader(file, text).read();
}

/** A text as it stands between the quotes of HCL. */
export function escapeHcl(value: string): string {
  return value
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/[$%](?=\{)/g, '$&$&');
}
