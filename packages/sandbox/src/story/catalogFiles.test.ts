import { parseEntityRef } from '@backstage/catalog-model';
import { load, loadAll } from 'js-yaml';
import { catalogFiles, PERSONS } from './catalogFiles';
import { SERVICES } from './services';

const entities = [...catalogFiles().values()].flatMap(
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
      ...(spec.owner ? [`group:${spec.owner}`] : []),
      ...(spec.system ? [`system:${spec.system}`] : []),
    ]);

    for (const ref of refs) {
      const { kind, name } = parseEntityRef(ref);
      expect(all).toContain(`${kind}:${name}`);
    }
    expect(refs.length).toBeGreaterThan(50);
  });

  it('describes each API by a document that can be read', () => {
    for (const { spec } of entities.filter(({ kind }) => kind === 'API')) {
      expect(load(spec.definition)).toMatchObject({
        openapi: '3.0.3',
        info: { version: expect.any(String) },
      });
    }
  });
});
