import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocsWords } from './words/apiDocs';
import { contractWords } from './words/contract';
import { exceptionWords } from './words/exceptions';
import { fieldWords } from './words/fields';
import { generalWords } from './words/general';
import { pageWords } from './words/pages';

const GROUPS = [
  apiDocsWords,
  contractWords,
  exceptionWords,
  fieldWords,
  generalWords,
  pageWords,
];
const WORDS = new Map<string, string>(
  GROUPS.flatMap(group =>
    Object.entries(group).flatMap(([name, words]) =>
      Object.entries(words as object).map(
        ([key, text]) => [`${name}.${key}`, text] as const,
      ),
    ),
  ),
);
const NAMES = new Set([...WORDS.keys()].map(key => key.split('.')[0]));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return /^(__|words$)/.test(entry.name) ? [] : sources(path);
    }
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name)
      ? [readFileSync(path, 'utf8')]
      : [];
  });
}

/** Keys that the code names, and patterns where a part is computed. */
function named() {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  const code = sources(__dirname).join('\n');
  for (const [, name, rest] of code.matchAll(
    /['`]([a-zA-Z]+)\.((?:[a-zA-Z]|\$\{[^}]*\})+)['`]/g,
  )) {
    if (!NAMES.has(name)) continue;
    if (rest.includes('${')) {
      const parts = rest.split(/\$\{[^}]*\}/);
      patterns.push(new RegExp(`^${name}\\.${parts.join('[a-zA-Z]+')}$`));
    } else {
      exact.add(`${name}.${rest}`);
    }
  }
  return { exact, patterns };
}

describe('the words', () => {
  const { exact, patterns } = named();

  it('are found in the code at all', () => {
    expect(exact.size).toBeGreaterThan(100);
    expect(patterns.length).toBeGreaterThan(5);
  });

  it('are each used somewhere', () => {
    const unused = [...WORDS.keys()].filter(
      key => !exact.has(key) && !patterns.some(each => each.test(key)),
    );

    expect(unused).toEqual([]);
  });

  it('are there for each key that the code names', () => {
    expect([...exact].filter(key => !WORDS.has(key))).toEqual([]);
    for (const pattern of patterns) {
      expect([...WORDS.keys()].some(key => pattern.test(key))).toBe(true);
    }
  });

  it('have each key once', () => {
    const keys = GROUPS.flatMap(group => Object.keys(group));

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are no shouting, no padding and no exclamation', () => {
    for (const [key, text] of WORDS) {
      expect(`${key}: ${text}`).not.toMatch(/!|\b[A-Z]{5,}\b/);
      expect(text).toBe(text.trim());
      expect(text.length).toBeGreaterThan(0);
    }
  });
});
