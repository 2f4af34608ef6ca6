import { parseEntityRef } from '@backstage/catalog-model';
import { loadAll } from 'js-yaml';
import { catalogFiles, PERSONS } from './catalogFiles';
import { SERVICES } from './services';
import { StoryTime } from './storyTime';

const TIME = new StoryTime(new Date('2026-11-19T13:07:00Z'));

const entities = [...catalogFiles(TIME).values()].flatMap(
  text => loadAll(text) as any[],
);
const named = (kind: string) =>
  entities
    .filter(entity => entity.kind === kind)
    .map(entity => entity.metadata.name);

describe('the catalog of the sandbox', () => {
  it('has a component for each service, and a user for each person', () => {
    expect(named('Component').sort()).toEqual(
      SERVICES.map(({ name }) => name).sort(),
    );
    expect(named('User').sort()).toEqual(
      PERSONS.map(({ name }) => name).sort(),
    );
  });

  it('refers only to entities that it has', () => {
    const all = new Set(
      entities.map(
        entity => `${entity.kind.toLowerCase()}:${entity.metadata.name}`,
      ),
    );
    const refs = entities.flatMap(({ spec }) => [
      ...(spec.dependsOn ?? []),
      ...(spec.consumesApis ?? []).map((name: string) => `api:${name}`),
      ...(spec.providesApis ?? []).map((name: string) => `api:${name}`),
      ...(spec.memberOf ?? []).map((name: string) => `group:${name}`),
      // Nobody answers for what comes from outside; that is part of the story.
      ...(spec.owner && spec.owner !== 'unknown'
        ? [`group:${spec.owner}`]
        : []),
      ...(spec.system ? [`system:${spec.system}`] : []),
    ]);

    for (const ref of refs) {
      const { kind, name } = parseEntityRef(ref);
      expect(all).toContain(`${kind}:${name}`);
    }
    expect(refs.length).toBeGreaterThan(50);
  });

  it('describes each API by a text', () => {
    const apis = entities.filter(({ kind }) => kind === 'API');

    expect(apis.length).toBeGreaterThan(8);
    for (const { spec } of apis) {
      expect(spec.definition).toMatch(/\S/);
    }
  });
});
