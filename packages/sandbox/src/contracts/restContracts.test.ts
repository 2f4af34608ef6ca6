import { load } from 'js-yaml';
import { SERVICES } from '../story/services';
import { StoryTime } from '../story/storyTime';
import { contractVersions, STORY_CONTRACTS } from './storyContracts';

const TIME = new StoryTime(new Date('2026-11-19T13:07:00Z'));

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters: { name: string; in: string; required: boolean }[];
        responses: Record<string, { description: string }>;
      }
    >
  >;
  components: { schemas: Record<string, unknown> };
}

const referencesIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference,
  );

const DOCUMENTS = STORY_CONTRACTS.filter(
  ({ type }) => type === 'openapi',
).flatMap(contract =>
  contractVersions(contract).map(
    version =>
      [
        `${contract.name} ${version}`,
        contract,
        load(contract.text(version, TIME)) as Document,
      ] as const,
  ),
);

describe.each(DOCUMENTS)('the document of %s', (_, api, document) => {
  it('is of a service that is there', () => {
    expect(SERVICES.map(({ name }) => name)).toContain(api.provider);
    expect(api.description).not.toBe('');
  });

  it('refers only to schemas that it has, and has none for nothing', () => {
    const schemas = Object.keys(document.components.schemas);
    const used = new Set(
      referencesIn(document).map(reference => {
        expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
        return reference.slice('#/components/schemas/'.length);
      }),
    );

    expect([...used].sort()).toEqual([...schemas].sort());
  });

  it('declares each parameter that its paths have, and no other', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const inPath = parameters.filter(each => each.in === 'path');
        expect(inPath.map(({ name }) => name)).toEqual(wanted);
        expect(inPath.every(({ required }) => required)).toBe(true);
      }
    }
  });

  it('calls each operation by a name of its own', () => {
    const ids = Object.values(document.paths).flatMap(methods =>
      Object.values(methods).map(({ operationId }) => operationId),
    );

    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('requires only properties that it describes', () => {
    const missing: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) {
        return;
      }
      const { required, properties = {} } = value as {
        required?: unknown;
        properties?: object;
      };
      if (Array.isArray(required)) {
        missing.push(...required.filter(name => !(name in properties)));
      }
      for (const inner of Object.values(value)) {
        visit(inner);
      }
    };

    visit(document.components);

    expect(missing).toEqual([]);
  });
});
