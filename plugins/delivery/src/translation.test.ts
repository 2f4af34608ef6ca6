import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentWords } from './words/deployments';
import { fieldWords } from './words/fields';
import { generalWords } from './words/general';
import { healthWords } from './words/health';
import { historyWords } from './words/history';
import { operationWords } from './words/operations';
import { pageWords } from './words/pages';
import { removalWords } from './words/removal';
import { reviewWords } from './words/review';
import { rollbackWords } from './words/rollback';
import { tenantWords } from './words/tenants';
import { upgradeWords } from './words/upgrades';

const GROUPS = [
  fieldWords,
  generalWords,
  deploymentWords,
  healthWords,
  historyWords,
  operationWords,
  pageWords,
  removalWords,
  reviewWords,
  rollbackWords,
  tenantWords,
  upgradeWords,
];
const WORDS = new Map<string, string>();
for (const group of GROUPS) {
  for (const [name, words] of Object.entries(group)) {
    for (const [key, text] of Object.entries(words as object)) {
      WORDS.set(`${name}.${key}`, text);
    }
  }
}

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

const code = sources(__dirname).join('\n');
const NAMES = new Set([...WORDS.keys()].map(key => key.split('.')[0]));

/** Keys named in the code, and patterns where a part is computed. */
function named(): { exact: Set<string>; patterns: RegExp[] } {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const [, name, rest] of code.matchAll(
    /['`]([a-zA-Z]+)\.([a-zA-Z]*(?:\$\{[^`]*?\})?)['`]/g,
  )) {
    if (!NAMES.has(name)) {
      continue;
    }
    if (rest.includes('${')) {
      const start = rest.slice(0, rest.indexOf('${'));
      patterns.push(new RegExp(`^${name}\\.${start}`));
    } else {
      exact.add(`${name}.${rest}`);
    }
  }
  return { exact, patterns };
}

/** The translation library chooses between these by the count. */
const withoutCount = (key: string) => key.replace(/_(one|other)$/, '');

describe('the words', () => {
  const { exact, patterns } = named();

  it('are found in the code at all', () => {
    expect(exact.size).toBeGreaterThan(100);
    expect(WORDS.size).toBeGreaterThan(200);
  });

  it('are each used somewhere', () => {
    const unused = [...WORDS.keys()]
      .map(withoutCount)
      .filter(key => !exact.has(key) && !patterns.some(p => p.test(key)));

    expect(unused).toEqual([]);
  });

  it('are there for each key that the code names', () => {
    const known = new Set([...WORDS.keys()].map(withoutCount));

    expect([...exact].filter(key => !known.has(key))).toEqual([]);
  });

  it('come in one and in many wherever they count', () => {
    const counting = [...WORDS.keys()].filter(k => /_(one|other)$/.test(k));

    expect(counting.length).toBeGreaterThan(0);
    for (const key of counting.map(withoutCount)) {
      expect([...WORDS.keys()]).toEqual(
        expect.arrayContaining([`${key}_one`, `${key}_other`]),
      );
    }
  });

  it('do not break a number from its unit', () => {
    const times = [...WORDS].filter(([key]) => key.startsWith('time.'));

    expect(times.length).toBeGreaterThan(0);
    for (const [, text] of times) {
      expect(text).not.toMatch(/\}\} \w/);
    }
  });

  it('are no shouting, no padding and no exclamation', () => {
    for (const [key, text] of WORDS) {
      expect(`${key}: ${text}`).not.toMatch(/!|\b[A-Z]{5,}\b/);
      expect(text).toBe(text.trim());
      expect(text.length).toBeGreaterThan(0);
    }
  });
});
