import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import {
  document,
  object,
  operation,
  query,
  request,
  response,
} from './__testUtils__/documents';
import { openapiFormat } from './openapiFormat';

const book = RuleBook.create([openapiFormat]);
const text = { type: 'string' };

async function compare(before: string, after: string, options = {}) {
  const [old, young] = await Promise.all([
    openapiFormat.parse(before),
    openapiFormat.parse(after),
  ]);
  return openapiFormat.compare(old, young, options);
}

describe('a change', () => {
  it('says what callers may no longer send, where, and shows it', async () => {
    const body = (...values: string[]) =>
      request(object({ capture: { ...text, enum: values } }));

    expect(await compare(body('now', 'later'), body('now'))).toEqual([
      {
        rule: 'openapi-request-enum-value-removed',
        verdict: 'breaking',
        message:
          "Callers may no longer send capture 'later' in POST /payments.",
        before: {
          path: '#/paths/~1payments/post/requestBody/content/application~1json/schema/properties/capture',
          text: '["now","later"]',
        },
        after: {
          path: '#/paths/~1payments/post/requestBody/content/application~1json/schema/properties/capture',
          text: '["now"]',
        },
        direction: 'send',
        subject: {
          operation: 'POST /payments',
          field: 'capture',
          values: ['later'],
          hits: 'who-uses',
        },
        counterExample: { value: 'later' },
      },
    ]);
  });

  it('means those who leave out what they have to send now', async () => {
    const [change] = await compare(
      request(object({ items: { type: 'array', items: object({}) } })),
      request(
        object({
          items: {
            type: 'array',
            items: object({ price: text }, { required: ['price'] }),
          },
        }),
      ),
    );

    expect(change).toMatchObject({
      rule: 'openapi-request-property-added',
      verdict: 'safe',
    });
    const changes = await compare(
      request(object({ a: text })),
      request(object({ a: text }, { required: ['a'] })),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        subject: { operation: 'POST /payments', field: 'a', hits: 'who-omits' },
        counterExample: { value: {} },
      }),
    );
  });

  it('names fields of items and of maps', async () => {
    const inner = (own: object) =>
      response(
        object({
          list: { type: 'array', items: object({ a: own }) },
          map: { type: 'object', additionalProperties: object({ b: own }) },
        }),
      );
    const changes = await compare(inner(text), inner({ type: 'integer' }));

    expect(changes.map(({ subject }) => subject?.field)).toEqual([
      'list[].a',
      'map.*.b',
    ]);
  });

  it('names a parameter as a field', async () => {
    const [change] = await compare(
      query(text),
      query({ ...text, maxLength: 3 }),
    );

    expect(change.subject).toMatchObject({
      operation: 'GET /payments/{id}',
      field: 'limit',
    });
  });

  it('of a schema that several statuses share is told once', async () => {
    const both = (own: object) => {
      const content = {
        'application/json': { schema: { $ref: '#/components/schemas/A' } },
      };
      return operation(
        {
          responses: {
            200: { description: 'a', content },
            201: { description: 'b', content },
          },
        },
        { components: { schemas: { A: object({ a: own }) } } },
      );
    };

    expect(await compare(both(text), both({ type: 'integer' }))).toHaveLength(
      1,
    );
  });

  it('of a schema that several operations share is told for each', async () => {
    const both = (own: object) => {
      const schema = { $ref: '#/components/schemas/A' };
      const content = { 'application/json': { schema } };
      const get = { responses: { 200: { description: 'a', content } } };
      return document({
        paths: { '/a': { get }, '/b': { get } },
        components: { schemas: { A: object({ a: own }) } },
      });
    };
    const changes = await compare(both(text), both({ type: 'integer' }));

    expect(changes.map(({ subject }) => subject?.operation)).toEqual([
      'GET /a',
      'GET /b',
    ]);
  });
});

describe('a comparison', () => {
  it('says unknown when it is ended', async () => {
    const changes = await compare(document(), operation({}), {
      signal: AbortSignal.abort(),
    });

    expect(book.summarize(changes).verdict).toMatch(/unknown|breaking/);
    expect(changes.map(({ rule }) => rule)).toContain('openapi-not-compared');
  });

  it('takes a reader for one who receives, a writer for one who sends', async () => {
    const before = request({ ...text, maxLength: 5 });
    const after = request({ ...text, maxLength: 4 });
    const verdictFor = async (role: string) =>
      book.summarize(await compare(before, after, { role })).verdict;

    expect(await verdictFor('reader')).toBe('safe');
    expect(await verdictFor('writer')).toBe('breaking');
    expect(await verdictFor('caller')).toBe('breaking');
  });

  it('finds no change in another order or spelling', async () => {
    const yaml = [
      '# The same in YAML',
      'paths:',
      '  /payments:',
      '    get: {responses: {200: {description: fine}}}',
      'info: {version: 1.0.0, title: Payments}',
      'openapi: 3.0.3',
    ].join('\n');

    expect(await compare(document(), yaml)).toEqual([]);
  });

  it('finds no change when only the version of the document is another one', async () => {
    const other = document().replace('"1.0.0"', '"2.0.0"');

    expect(await compare(document(), other)).toEqual([]);
  });

  it('says which address is not fetched', async () => {
    const changes = await compare(
      response({ $ref: 'https://example.org/a.json' }),
      response({ $ref: 'https://example.org/b.json' }),
    );

    expect(changes).toEqual([
      expect.objectContaining({
        rule: 'openapi-response-reference-changed',
        verdict: 'unknown',
        message: expect.stringContaining("'https://example.org/b.json'"),
      }),
    ]);
  });

  it('names a finding that is met everywhere once, so that it stays short', async () => {
    const count = 400;
    const all = (own: object) => {
      const schemas = Object.fromEntries(
        Array.from({ length: count }, (_none, index) => [
          `S${index}`,
          object({
            own,
            next: { $ref: `#/components/schemas/S${(index + 1) % count}` },
          }),
        ]),
      );
      const paths = Object.fromEntries(
        Array.from({ length: count }, (_none, index) => {
          const schema = { $ref: `#/components/schemas/S${index}` };
          const content = { 'application/json': { schema } };
          return [
            `/p${index}`,
            { get: { responses: { 200: { description: 'a', content } } } },
          ];
        }),
      );
      return document({ paths, components: { schemas } });
    };
    const changes = await compare(all(text), all({ type: 'integer' }));

    expect(changes.length).toBeLessThan(10_000);
    const everywhere = changes.filter(
      ({ subject }) => subject?.operation === undefined,
    );
    expect(everywhere).toHaveLength(count);
  });
});

describe('the outline', () => {
  it('names operations, what goes away and when', async () => {
    const api = await openapiFormat.parse(
      document({
        paths: {
          '/a': {
            get: {
              summary: 'Lists all',
              description: 'Use /b.',
              deprecated: true,
              'x-sunset': '2027-01-31',
            },
            post: { callbacks: { done: { '{$url}': { post: {} } } } },
          },
        },
        'x-webhooks': { paid: { post: {} } },
      }),
    );

    expect(openapiFormat.outline(api)).toEqual({
      title: 'Payments',
      version: '1.0.0',
      dialect: '3.0.3',
      elements: [
        {
          ...{ operation: 'GET /a', kind: 'operation', title: 'Lists all' },
          ...{ deprecated: true, advice: 'Use /b.', sunset: '2027-01-31' },
        },
        { operation: 'POST /a', kind: 'operation' },
        { operation: 'callback done POST {$url}', kind: 'callback' },
        { operation: 'webhook POST paid', kind: 'webhook' },
      ],
    });
  });
});
