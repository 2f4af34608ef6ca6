import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_TYPES } from '@slipway/backstage-plugin-contracts-common';
import {
  CONTRACT_RULESET,
  contractRule,
  contractRules,
  summarize,
} from './registry';

// The folder itself is what the registry is held against.
// eslint-disable-next-line no-restricted-syntax
const FOLDER = __dirname;
const FILES = readdirSync(FOLDER).filter(file => file.endsWith('Rules.ts'));

describe('the registry of rules', () => {
  it('has the rules of each file in the folder, and no others', () => {
    const registry = readFileSync(join(FOLDER, 'registry.ts'), 'utf8');
    const listed = [...registry.matchAll(/\.\.\.(\w+Rules)\b/g)].map(
      ([, name]) => `${name}.ts`,
    );

    expect(FILES).not.toEqual([]);
    expect(listed.sort()).toEqual([...FILES].sort());
  });

  it('has each rule once, with words and known formats', () => {
    const ids = contractRules.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of contractRules) {
      expect(rule.id).toMatch(/^[a-z][a-z-]+$/);
      expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
      expect(rule.why).toMatch(/^[A-Z].*\.$/);
      expect(rule.formats).not.toEqual([]);
      expect(CONTRACT_TYPES).toEqual(expect.arrayContaining([...rule.formats]));
      expect(Object.keys(rule.verdicts)).not.toEqual([]);
    }
  });

  it('finds a rule by its id, and says which one is missing', () => {
    expect(contractRule(contractRules[0].id)).toBe(contractRules[0]);
    expect(() => contractRule('nothing')).toThrow("There is no rule 'nothing'");
  });

  it('has a version', () => {
    expect(CONTRACT_RULESET).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('summarize', () => {
  const rule = 'json-schema-bound-loosened';

  it('needs no bump when nothing changed', () => {
    expect(summarize([])).toMatchObject({
      verdict: 'safe',
      requiredBump: 'none',
    });
  });

  it('needs a major when one of the changes breaks', () => {
    expect(
      summarize([
        { rule, verdict: 'safe', message: 'a' },
        { rule, verdict: 'breaking', message: 'b' },
      ]),
    ).toMatchObject({ verdict: 'breaking', requiredBump: 'major' });
  });

  it('needs what the rule says when all is safe', () => {
    const words = 'json-schema-description-changed';

    expect(
      summarize([{ rule: words, verdict: 'safe', message: 'a' }]).requiredBump,
    ).toBe('patch');
    expect(
      summarize([{ rule, verdict: 'safe', message: 'a' }]).requiredBump,
    ).toBe('minor');
  });
});
