import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { builtinFormats } from '../formats/builtinFormats';
import { commonRules } from './commonRules';
import { rulesPage } from './rulesPage';

// The page lies beside the sources.
// eslint-disable-next-line no-restricted-syntax
const FILE = resolve(__dirname, '../../docs/rules.md');

/** Spaces that only line columns up mean nothing. */
function bare(text: string): string {
  return text.replace(/ *\| */g, '|').replace(/\|[-|]+\|/g, '|-|');
}

describe('the page of rules', () => {
  const page = rulesPage(builtinFormats, commonRules);
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(FILE, page);
  }

  it('is made from the rules as they are', () => {
    expect(bare(readFileSync(FILE, 'utf8'))).toBe(bare(page));
  });

  it('has each rule of each format', () => {
    const { rules } = RuleBook.create([
      ...builtinFormats,
      { rules: commonRules },
    ]);
    expect(rules.length).toBeGreaterThan(200);
    expect(rules.filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
  });
});
