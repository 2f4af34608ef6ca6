import { InputError } from '@backstage/errors';
import { type Token, tokenise } from './tokenise';

const DEEPEST = 100;

/** Walks through the tokens of a file, and says where it got stuck. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(
    text: string,
    readonly path: string,
  ) {
    this.#tokens = tokenise(text, path);
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether the next token is a sign or a word, or one of some. */
  is(...values: string[]): boolean {
    const token = this.#tokens[this.#at];
    return (
      token !== undefined &&
      token.kind !== 'text' &&
      values.includes(token.value)
    );
  }

  /** Whether the token after the next is a sign. */
  isAfter(value: string): boolean {
    return this.#tokens[this.#at + 1]?.value === value;
  }

  get kind(): Token['kind'] | undefined {
    return this.#tokens[this.#at]?.kind;
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (!token) this.fail('the file ends too early');
    this.#at++;
    return token;
  }

  /** Takes a token when it comes next. */
  take(value: string): boolean {
    if (!this.is(value)) return false;
    this.#at++;
    return true;
  }

  expect(value: string): void {
    if (!this.take(value)) this.fail(`'${value}' is missing`);
  }

  word(): string {
    if (this.kind !== 'word') this.fail('a name is missing');
    return this.next().value;
  }

  /** A name with dots, also one that begins with a dot. */
  dottedName(): string {
    let name = this.take('.') ? '.' : '';
    name += this.word();
    while (this.take('.')) name += `.${this.word()}`;
    return name;
  }

  integer(): number {
    const sign = this.take('-') ? -1 : 1;
    if (this.kind !== 'number') this.fail('a number is missing');
    const { value } = this.next();
    // Octal numbers are written with a leading zero.
    return (
      sign * (/^0[0-7]+$/.test(value) ? parseInt(value, 8) : Number(value))
    );
  }

  /** Texts that follow one another are one. */
  text(): string {
    if (this.kind !== 'text') this.fail('a text in quotes is missing');
    let text = '';
    while (this.kind === 'text') text += this.next().value;
    return text;
  }

  /** Reads what stands between braces. */
  block(read: () => void): void {
    this.expect('{');
    if (++this.#depth > DEEPEST) {
      this.fail(`it is nested more than ${DEEPEST} levels deep`);
    }
    while (!this.take('}')) {
      if (this.done) this.fail('the file ends too early');
      if (!this.take(';')) read();
    }
    this.#depth--;
  }

  fail(problem: string): never {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    throw new InputError(
      `The document${this.path && ` '${this.path}'`} is no Protobuf file: ${problem} in line ${token?.line ?? 1}${token ? `, near '${token.value.slice(0, 40)}'` : ''}.`,
    );
  }
}
