import { InputError } from '@backstage/errors';

/** A word, a number, a text in quotes, or one sign. */
export interface Token {
  kind: 'word' | 'number' | 'text' | 'sign';
  /** Without quotes. */
  value: string;
  line: number;
}

const TOKEN =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>[A-Za-z_]\w*)|(?<number>(?:0[xX][\da-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[fF]?)|(?<text>"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*')|(?<sign>[{}[\]()<>=;,.:+\-/])/y;

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
    const groups = pattern.exec(text)?.groups;
    if (!groups) {
      throw new InputError(
        `The document${path && ` '${path}'`} is no Protobuf file: line ${line} has ${JSON.stringify(text.slice(at, at + 20))}, which cannot be read.`,
      );
    }
    const [kind, value] = Object.entries(groups).find(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ) as [string, string];
    if (kind !== 'space') {
      tokens.push({
        kind: kind as Token['kind'],
        value: kind === 'text' ? value.slice(1, -1) : value,
        line,
      });
    }
    if (kind === 'space') line += countLines(value);
  }
  return tokens;
}
