import { openApiDocument } from './document';

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; description: string }[];
  requestBody?: unknown;
  responses: Record<string, { description: string }>;
}

const paths = openApiDocument.paths as unknown as Record<
  string,
  Record<string, Operation>
>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method} ${path}`, operation] as const,
  ),
);
const { schemas } = openApiDocument.components as {
  schemas: Record<string, object>;
};

/** Names of all schemas that something refers to. */
function refsIn(value: unknown): string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name]) => name,
  );
}

/** What they are about stands in the body, and may not be there. */
const NAMES_IN_BODY = [
  'post /operations',
  'post /changes',
  'post /changes/plan',
  'post /upgrades',
];

describe('the document of the API', () => {
  it('refers to schemas that there are, and has none that nobody needs', () => {
    const used = new Set(refsIn(openApiDocument));
    expect([...used].filter(name => !schemas[name])).toEqual([]);
    expect(Object.keys(schemas).filter(name => !used.has(name))).toEqual([]);
  });

  it('gives each operation a name of its own', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(operations)(
    'says what %s does and what may go wrong',
    (_, operation) => {
      expect(operation.summary).not.toBe('');
      const codes = Object.keys(operation.responses);
      expect(codes.filter(code => code.startsWith('2'))).toHaveLength(1);
      expect(codes).toEqual(expect.arrayContaining(['401', '403']));
      for (const parameter of operation.parameters ?? []) {
        expect(parameter.description).not.toBe('');
      }
    },
  );

  it.each(operations)(
    'declares each part of the path of %s',
    (name, operation) => {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      const declared = (operation.parameters ?? [])
        .filter(parameter => parameter.in === 'path')
        .map(parameter => parameter.name);
      expect(declared).toEqual(inPath);
      expect('404' in operation.responses).toBe(
        inPath.length > 0 || NAMES_IN_BODY.includes(name),
      );
    },
  );

  it('refuses what a body of a request does not know', () => {
    const bodies = operations.flatMap(([, { requestBody }]) =>
      requestBody ? refsIn(requestBody) : [],
    );
    expect(bodies.length).toBeGreaterThan(1);
    for (const name of bodies) {
      expect(schemas[name]).toMatchObject({ additionalProperties: false });
    }
  });

  it.each(Object.entries(schemas))(
    'requires of %s only what it describes',
    (_, schema) => {
      const { required = [], properties = {} } = schema as {
        required?: string[];
        properties?: object;
      };
      expect(required.filter(name => !(name in properties))).toEqual([]);
    },
  );

  it('asks for a key where something is begun', () => {
    const { parameters = [] } = paths['/operations'].post;
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', required: true }),
    );
  });
});
