import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METHOD_OF_LABELS, profileTable } from '../__testUtils__/profileTable';
import { REQUEST_FIXTURES } from '../__testUtils__/profileFixtures';
import { problemOfTemplate } from '../selection/template';
import { builtinProfiles } from './builtinProfiles';
import type { HealthProfile } from './HealthProfile';

const NOT_PROFILES = ['HealthProfile.ts', 'builtinProfiles.ts'];
const DOCS = join(__dirname, '..', '..', 'docs', 'profiles.md');

function files(): string[] {
  return readdirSync(__dirname).filter(
    name => !name.includes('.test.') && !NOT_PROFILES.includes(name),
  );
}

describe('builtinProfiles', () => {
  const profiles = builtinProfiles();

  it('has each profile of the folder, and no other', async () => {
    const exported = files().flatMap(name =>
      Object.values<HealthProfile>(
        jest.requireActual(join(__dirname, name)) as Record<
          string,
          HealthProfile
        >,
      ).map(({ id }) => id),
    );

    expect(files()).not.toEqual([]);
    expect(exported.sort()).toEqual(profiles.map(({ id }) => id).sort());
    expect(files()).toHaveLength(profiles.length);
  });

  it('is told of in the docs, in the order of preference', () => {
    const docs = readFileSync(DOCS, 'utf8');
    const told = [...docs.matchAll(/^## .*\(`([a-z-]+)`\)$/gm)];

    expect(told.map(([, id]) => id)).toEqual(profiles.map(({ id }) => id));
    expect(docs).toContain(METHOD_OF_LABELS);
    for (const profile of profiles) {
      expect(docs).toContain(profileTable(profile));
    }
  });

  it('has an exporter in the tests for each that measures requests', () => {
    expect(
      [...new Set(REQUEST_FIXTURES.map(({ profile }) => profile))].sort(),
    ).toEqual(
      profiles
        .filter(({ requests }) => requests)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(profiles.map(profile => [profile.id, profile] as const))(
    '%s uses only placeholders that there are',
    (_, { labels, lines = [], requests = [] }) => {
      const templates = labels === 'target' ? [] : Object.values(labels);
      for (const template of templates) {
        const text = typeof template === 'string' ? template : template.pattern;
        expect(problemOfTemplate(text)).toBeUndefined();
      }
      for (const { query, family } of lines) {
        expect(query).toContain('{$selector');
        expect(query).toContain(family);
        expect(query).not.toMatch(/\$(?!selector|window)/);
      }
      expect(lines.length + requests.length).toBeGreaterThan(0);
    },
  );
});
