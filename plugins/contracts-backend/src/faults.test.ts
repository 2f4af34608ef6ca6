import type {
  ContractsPage,
  ContractVersion,
} from '@slipway/backstage-plugin-contracts-common';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  apiEntity,
  eventually,
  startContracts,
  type StartedContracts,
} from './__testUtils__/startContracts';

jest.setTimeout(60_000);

const openapi = (schema: object, version = '1.0.0') =>
  JSON.stringify({
    ...{ openapi: '3.0.3', info: { title: 'A', version } },
    paths: {
      '/a': {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 200: { description: 'Yes' } },
        },
      },
    },
  });

describe('bad input', () => {
  let started: StartedContracts;
  let outside: Server;
  let asked = 0;
  const post = (path: string, body: object) =>
    started.api.post(`/api/contracts/v1${path}`).send(body);
  const compare = (type: string, before: unknown, after: unknown) =>
    post('/compare', { type, before, after });

  beforeAll(async () => {
    outside = createServer((_req, res) => {
      asked += 1;
      res.end('{"type":"string"}');
    });
    await new Promise<void>(done => {
      outside.listen(0, '127.0.0.1', done);
    });
    started = await startContracts({
      entities: [
        apiEntity('a', { type: 'json-schema' }),
        apiEntity('strange', { type: 'hand-made' }),
      ],
      config: { comparisons: { timeout: { seconds: 8 } } },
    });
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 2,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    outside.close();
  });

  it.each([
    ['json-schema', '{"type":'],
    ['openapi', 'openapi: 3.0.0\n  nonsense: ['],
    ['openapi', '{"asyncapi":"3.0.0","info":{"title":"A","version":"1"}}'],
    ['asyncapi', openapi({})],
    ['graphql', 'type Query {'],
    ['grpc', 'message A { string a = ; }'],
    ['avro', '{"type":"record"}'],
    ['xsd', '<a><b></a>'],
    ['wsdl', '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>'],
    ['sql', 'CREATE TABLE ('],
    ['odcs', 'kind: Something'],
  ])('is refused with a sentence: %s %j', async (type, document) => {
    const { body } = await compare(type, document, document).expect(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toMatch(/^The document before: [A-Z].*\.$/s);
  });

  it('of 30 MB is refused before it is read', async () => {
    const large = `"${'x'.repeat(30_000_000)}"`;
    const { status, body } = await compare('json-schema', '{}', large);
    expect([400, 413]).toContain(status);
    expect(body.error.message).toMatch(/MB|too large/);
  });

  it('that laughs a billion times is refused and takes no memory', async () => {
    const yaml = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 9 }, (_none, index) => {
        const [from, to] = ['abcdefghij'[index], 'abcdefghij'[index + 1]];
        return `${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`;
      }),
    ].join('\n');
    const xml = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="&b;"/></schema>`;

    const answers = [
      await compare('openapi', yaml, yaml),
      await compare('xsd', xml, xml),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });

  it('that names an address makes no request to it, and is not called safe', async () => {
    const { port } = outside.address() as AddressInfo;
    const elsewhere = { $ref: `http://127.0.0.1:${port}/schema.json` };
    const { body } = await compare(
      ...([
        'openapi',
        openapi({ type: 'string' }),
        openapi(elsewhere),
      ] as const),
    ).expect(200);

    expect(body.verdict).toMatch(/unknown|breaking/);
    expect(asked).toBe(0);
  });

  it('that refers to itself comes to an end', async () => {
    const tree = (more: object) => ({
      type: 'object',
      properties: { child: { $ref: '#' }, ...more },
    });
    const { body } = await compare(
      'json-schema',
      JSON.stringify(tree({})),
      JSON.stringify({ ...tree({}), required: ['child'] }),
    ).expect(200);
    expect(body.verdict).toMatch(/breaking|unknown/);
  });

  it('with an expression that explodes comes to an end', async () => {
    const pattern = (text: string) =>
      JSON.stringify({ type: 'string', pattern: text });
    const { body } = await compare(
      ...(['json-schema', pattern('^(a+)+$'), pattern('^(a|aa)+$')] as const),
    ).expect(200);
    expect(body.verdict).toMatch(/safe|unknown/);
  });

  it('of a type that nobody knows is refused by the document of the API', async () => {
    const answers = [
      await compare('hand-made', '{}', '{}'),
      await post('/compare', { type: 'avro', before: '{}' }),
      await post('/compare', {
        ...{ type: 'json-schema', before: '{}', after: '{}', wish: 1 },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  it('names the API that is not there, and the kind that cannot be compared', async () => {
    const version = { version: '1.0.0', document: '{}' };
    const missing = await post(
      ...(['/contracts/api/default/none/versions', version] as const),
    ).expect(404);
    expect(missing.body.error.message).toMatch(/There is no API/);
    await post('/contracts/api/default/strange/versions', version).expect(400);
    await started.api
      .get('/api/contracts/v1/contracts/api/default/a/versions/9.9.9')
      .expect(404);
    await started.api
      .get('/api/contracts/v1/contracts/api/default/a/compare?from=1&to=2')
      .expect(404);
  });

  it('is judged by what it follows, in whatever order versions come', async () => {
    const path = '/contracts/api/default/a/versions';
    const document = (maximum: number) => JSON.stringify({ maximum });
    const publish = (version: string, maximum: number) =>
      post(path, { version, document: document(maximum) }).expect(201);
    await publish('1.0.0', 10);
    await publish('1.2.0', 5);
    await publish('1.1.0', 5);

    const found = await eventually(async () => {
      const { body } = await started.api.get(`/api/contracts/v1${path}`);
      const items = body.items as ContractVersion[];
      const newest = items.find(({ version }) => version === '1.2.0');
      return newest?.judgement?.baseline === '1.1.0' ? items : undefined;
    }, 'a judgement by what came late');
    expect(
      found.map(({ version, judgement }) => [version, judgement?.message]),
    ).toEqual([
      ['1.2.0', 'Declared minor, which fits.'],
      ['1.1.0', 'Declared minor, needs major.'],
      ['1.0.0', undefined],
    ]);
  });

  it('answers while a comparison is made, and calls one that takes too long unknown', async () => {
    const hard = (bound: number) =>
      JSON.stringify({
        allOf: Array.from({ length: 2_500 }, (_none, index) => ({
          anyOf: [{ minimum: index + bound }, { pattern: `^a{${index}}b*$` }],
        })),
      });
    let ended = false;
    const slow = compare('json-schema', hard(0), hard(1)).then(answer => {
      ended = true;
      return answer;
    });
    let answers = 0;
    while (!ended) {
      await started.api.get('/api/contracts/v1/contracts').expect(200);
      answers += 1;
    }
    const { body, status } = await slow;
    expect(status).toBe(200);
    expect(body.verdict).toMatch(/unknown|breaking/);
    expect(answers).toBeGreaterThan(3);
  });
});
