import { InputError } from '@backstage/errors';

/** A word, a number, a text in quotes, or one sign. */
export interface Token {
  kind: 'word' | 'number' | 'text' | 'sign';
  /** Without quotes. */
  value: string;
  line: number;
}

// One group for each kind; named groups cost more than all the rest.
const TOKEN =
  /(\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|([A-Za-z_]\w*)|((?:0[xX][\da-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[fF]?)|("(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*')|([{}[\]()<>=;,.:+\-/])/y;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++;
  }
  return lines;
}

/** Splits a file of Protobuf into what it is made of. */
export function tokenise(source: string, path: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let line = 1;
  const text = source.replace(/^\uFEFF/, '');
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      throw new InputError(
        `The document${path && ` '${path}'`} is no Protobuf file: line ${line} has ${JSON.stringify(text.slice(at, at + 20))}, which cannot be read.`,
      );
    }
    const [whole, space, word, number, quoted] = match;
    if (space !== undefined) line += countLines(space);
    else if (word !== undefined)
      tokens.push({ kind: 'word', value: word, line });
    else if (number !== undefined) {
      tokens.push({ kind: 'number', value: number, line });
    } else if (quoted !== undefined) {
      tokens.push({ kind: 'text', value: quoted.slice(1, -1), line });
    } else tokens.push({ kind: 'sign', value: whole, line });
  }
  return tokens;
}
