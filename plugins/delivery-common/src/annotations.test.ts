import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { DELIVERY_ANNOTATIONS, DELIVERY_TRAILERS } from './annotations';

const TOKENS = Object.values(DELIVERY_TRAILERS);

/** What git itself reads as trailers of a message. */
function trailersOf(message: string): string[] {
  return execFileSync('git', ['interpret-trailers', '--parse', '--unfold'], {
    input: message,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    },
  })
    .split('\n')
    .filter(Boolean);
}

const message = (trailers: readonly string[]) =>
  `Roll back 2.4.0 to 2.3.1\n\n${trailers.join('\n')}\n`;

describe('DELIVERY_TRAILERS', () => {
  it('are tokens of their own, also where case does not count', () => {
    const folded = TOKENS.map(token => token.toLowerCase());

    expect(new Set(folded).size).toBe(TOKENS.length);
    for (const token of TOKENS) {
      expect(token).toMatch(/^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*$/);
    }
  });

  it('are each read by git, in the order they are written', () => {
    const lines = TOKENS.map((token, at) => `${token}: value ${at}`);

    expect(trailersOf(message(lines))).toEqual(lines);
  });

  it('come back from git as they were, whatever one line holds', () => {
    const letter = fc.constantFrom(
      ...['a', 'Z', '0', ':', '#', '"', "'", '\\', '/', '=', '{', '–', 'ß'],
      ...['日', '🚢', '%', '-', '.', ','],
    );
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 12 });
    const value = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .map(words => words.join(' '));
    const line = fc
      .tuple(fc.constantFrom(...TOKENS), value)
      .map(([token, text]) => `${token}: ${text}`);
    const some = fc.array(line, { minLength: 1, maxLength: 6 });

    fc.assert(
      fc.property(some, lines => {
        expect(trailersOf(message(lines))).toEqual(lines);
      }),
      { numRuns: 25 },
    );
  });

  it('are no trailers in the text before them', () => {
    const text = `Subject\n\n${TOKENS[0]}: said in a sentence\n\nThe end.\n`;
    expect(trailersOf(text)).toEqual([]);
  });
});

describe('DELIVERY_ANNOTATIONS', () => {
  it.each(Object.entries(DELIVERY_ANNOTATIONS))(
    '%s is a key that Kubernetes and the catalog take',
    (_, annotation) => {
      const [prefix, name, ...more] = annotation.split('/');

      expect(more).toEqual([]);
      expect(prefix).toMatch(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
      expect(name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/);
    },
  );

  it('are keys of their own', () => {
    const keys = Object.values(DELIVERY_ANNOTATIONS);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
