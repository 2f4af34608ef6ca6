import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALL_FIXTURES } from '../__testUtils__/callFixtures';
import { problemOfTemplate } from '../selection/template';
import { builtinCallProfiles } from './builtinCallProfiles';
import { callsQuery } from './callsQuery';

const FOLDER = join(__dirname, 'profiles');
const DOCS = join(__dirname, '..', '..', 'docs', 'traffic.md');

describe('builtinCallProfiles', () => {
  const profiles = builtinCallProfiles();
  const ids = profiles.map(({ id }) => id);

  it('has each profile of the folder, and no other', () => {
    const exported = readdirSync(FOLDER).flatMap(name =>
      Object.values<{ id: string }>(
        jest.requireActual(join(FOLDER, name)) as Record<
          string,
          { id: string }
        >,
      ).map(({ id }) => id),
    );

    expect(exported.sort()).toEqual([...ids].sort());
  });

  it('is told of in the docs, in the order of preference, with its query', () => {
    const docs = readFileSync(DOCS, 'utf8');
    const told = [...docs.matchAll(/^## .*\(`([a-z-]+)`\)$/gm)];

    expect(told.map(([, id]) => id)).toEqual(ids);
    for (const profile of profiles) {
      expect(docs).toContain(profile.description);
      expect(docs).toContain(`    ${callsQuery(profile)}\n`);
    }
  });

  it('has an exporter in the tests for each', () => {
    expect(CALL_FIXTURES.map(({ profile }) => profile)).toEqual(ids);
  });

  it.each(profiles.map(profile => [profile.id, profile] as const))(
    '%s uses only placeholders that there are',
    (_, { caller = {}, called }) => {
      const templates = [...Object.values(caller), ...Object.values(called)];

      expect(templates).not.toEqual([]);
      for (const template of templates) {
        const text = typeof template === 'string' ? template : template.pattern;
        expect(problemOfTemplate(text)).toBeUndefined();
      }
    },
  );
});
