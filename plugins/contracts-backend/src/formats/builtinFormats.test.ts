import { readdirSync, readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { CONTRACT_TYPES } from '@slipway/backstage-plugin-contracts-common';
import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { builtinFormats } from './builtinFormats';

const root = resolvePackagePath('@slipway/backstage-plugin-contracts-backend');
const ids = builtinFormats.map(({ id }) => id).sort();

/** The first column of the first table. */
function documented(): string[] {
  const text = readFileSync(`${root}/docs/formats.md`, 'utf8');
  const [table] = text.split('## ');
  return [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
}

describe('builtinFormats', () => {
  it('has each kind of contract once', () => {
    expect(ids).toEqual([...CONTRACT_TYPES].sort());
  });

  it('has what the folders have, beside the one that lives elsewhere', () => {
    const folders = readdirSync(`${root}/src/formats`, { withFileTypes: true })
      .filter(each => each.isDirectory())
      .map(each => each.name);

    expect([...folders, 'json-schema'].sort()).toEqual(ids);
  });

  it('is what the documentation lists', () => {
    expect(documented().sort()).toEqual(ids);
  });

  it('has no two rules of one name', () => {
    const book = RuleBook.create(builtinFormats);

    expect(book.rules.length).toBeGreaterThan(200);
    for (const { formats } of book.rules) {
      for (const format of formats) expect(ids).toContain(format);
    }
  });
});
