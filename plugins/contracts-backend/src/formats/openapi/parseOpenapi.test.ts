import { InputError } from '@backstage/errors';
import { document } from './__testUtils__/documents';
import { parseOpenapi } from './parseOpenapi';

const yaml = (edition: string) =>
  `${edition}\ninfo: {title: a, version: 1}\npaths:\n  /a:\n    get:\n      responses: {200: {description: fine}}\n`;

describe('parseOpenapi', () => {
  it.each([
    ['Swagger 2.0', yaml('swagger: "2.0"'), '2.0'],
    ['Swagger 2.0 without quotes', yaml('swagger: 2.0'), '2'],
    ['OpenAPI 3.0', yaml('openapi: 3.0.3'), '3.0.3'],
    ['OpenAPI 3.1', document({ edition: '3.1.0' }), '3.1.0'],
  ])('reads %s', (_title, text, edition) => {
    const api = parseOpenapi(text);

    expect(api.edition).toBe(edition);
    expect(api.operations).toHaveLength(1);
  });

  it.each<[string, string | Record<string, string>, string]>([
    ['broken JSON', '{"openapi": ', 'no JSON'],
    ['broken YAML', 'a: b: c', 'neither JSON nor YAML'],
    ['nothing', '', "neither 'openapi' nor 'swagger'"],
    ['an AsyncAPI document', 'asyncapi: 3.0.0', "neither 'openapi'"],
    ['another edition', 'openapi: 4.0.0', 'OpenAPI 4.0.0 is not known'],
    ['an old edition', 'swagger: "1.2"', 'OpenAPI 1.2 is not known'],
    [
      'two documents',
      { a: 'openapi: 3.0.0', b: 'openapi: 3.0.0' },
      'more than one OpenAPI document: a, b',
    ],
    [
      'files without a document',
      { a: 'type: string', b: '{}' },
      'None of the files',
    ],
    ['a broken file beside it', { a: 'openapi: 3.0.0', b: '[1, 2' }, 'In b:'],
    [
      'endless nesting',
      `{"openapi":"3.0.0","x":${'['.repeat(500)}${']'.repeat(500)}}`,
      '400 levels deep',
    ],
    [
      'an alias of itself',
      'openapi: 3.0.0\npaths: &a\n  b: *a\n',
      'contains itself',
    ],
  ])('refuses %s in a sentence', (_title, text, message) => {
    expect(() => parseOpenapi(text)).toThrow(InputError);
    expect(() => parseOpenapi(text)).toThrow(message);
    expect(() => parseOpenapi(text)).toThrow(/^[A-Z].*\.$/s);
  });

  it('refuses aliases that multiply', () => {
    const lines = [
      'openapi: 3.0.0',
      'x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ];
    for (let level = 1; level < 9; level++) {
      const alias = `*a${level - 1}`;
      lines.push(
        `x-a${level}: &a${level} [${Array(10).fill(alias).join(', ')}]`,
      );
    }

    expect(() => parseOpenapi(lines.join('\n'))).toThrow(
      /The aliases of the document come to [\d,]+ values/,
    );
  });

  it('reads what other files of the contract describe', () => {
    const api = parseOpenapi({
      'api.yaml': `${yaml('openapi: 3.0.3')}  /b: {$ref: paths/b.yaml}\n`,
      'paths/b.yaml':
        'get: {parameters: [{$ref: "../common.yaml#/limit"}], responses: {}}',
      'common.yaml': 'limit: {name: limit, in: query}',
    });

    expect(api.operations.map(({ name }) => name)).toEqual([
      'GET /a',
      'GET /b',
    ]);
    expect(api.operations[1].parameters[0].name).toBe('limit');
    expect(api.operations[1].lost).toEqual([]);
  });

  it('keeps addresses out of the files, and follows none', () => {
    const [operation] = parseOpenapi(
      document({
        paths: {
          '/a': {
            get: {
              parameters: [{ $ref: 'https://example.org/a.yaml#/p' }],
              responses: { 200: { $ref: '../b.yaml' } },
            },
          },
        },
      }),
    ).operations;

    expect(operation.lost).toEqual([
      'https://example.org/a.yaml#/p',
      '../b.yaml',
    ]);
  });
});
