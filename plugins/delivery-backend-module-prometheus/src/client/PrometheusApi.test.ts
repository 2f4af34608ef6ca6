import {
  json,
  page,
  startScriptedServer,
  vector,
  type Script,
} from '../__testUtils__/scriptedServer';
import { AnswerCache } from './AnswerCache';
import type { PrometheusConnection } from './Connection';
import { HttpClient } from './HttpClient';
import { PrometheusApi } from './PrometheusApi';
import type { PrometheusError } from './PrometheusError';
import { ServerGuard } from './ServerGuard';

type Server = Awaited<ReturnType<typeof startScriptedServer>>;

const LIMIT = 100_000;

describe('PrometheusApi', () => {
  let server: Server;
  const apis: PrometheusApi[] = [];

  beforeEach(async () => {
    server = await startScriptedServer(json(vector()));
  });

  afterEach(async () => {
    await Promise.all(apis.splice(0).map(each => each.close()));
    await server.stop();
  });

  function api(
    connection: Partial<PrometheusConnection> = {},
    timeoutMs = 2_000,
  ) {
    const title = 'Prometheus eu-1';
    const made = PrometheusApi.create({
      ...{ title, timeoutMs, cache: AnswerCache.create() },
      guard: ServerGuard.create({ title, concurrency: 4 }),
      http: HttpClient.create({
        ...{ title, timeoutMs, maxAnswerBytes: LIMIT },
        connection: {
          ...{ url: server.url, skipTlsVerify: false, headers: {} },
          ...connection,
        },
      }),
    });
    apis.push(made);
    return made;
  }

  const options = (headers = {}) => ({
    ...{ headers, ttlMs: 60_000 },
    signal: new AbortController().signal,
  });

  async function failureOf(
    script: Script,
    connection: Partial<PrometheusConnection> = {},
    timeoutMs?: number,
  ) {
    server.become(script);
    const error = (await api(connection, timeoutMs)
      .query('up', 1, options())
      .catch(e => e)) as PrometheusError;
    return { failure: error.failure, message: error.message };
  }

  it('posts a query as a form, with the time that it may take', async () => {
    await api().query('a+b{c="&#"}', 12.5, options());

    const [{ method, path, parameters, headers }] = server.received;
    expect([method, path]).toEqual(['POST', '/api/v1/query']);
    expect(Object.fromEntries(parameters)).toEqual({
      ...{ query: 'a+b{c="&#"}', time: '12.5', timeout: '2s' },
    });
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('gets what may not be posted, from then on', async () => {
    server.become((response, { method }) =>
      method === 'POST'
        ? page('no', 405)(response, undefined!)
        : json(vector())(response, undefined!),
    );
    const one = api();

    await one.query('a+b', 1, options());
    await one.query('b', 1, options());

    expect(server.received.map(({ method }) => method)).toEqual([
      'POST',
      'GET',
      'GET',
    ]);
    expect(server.received[1].parameters.get('query')).toBe('a+b');
  });

  it.each<[string, Partial<PrometheusConnection>, string]>([
    ['a password', { username: 'u', password: 'p:q' }, 'Basic dTpwOnE='],
    ['a token', { token: 't' }, 'Bearer t'],
  ])('proves who it is by %s', async (_, connection, expected) => {
    await api(connection).query('up', 1, options({ 'X-Scope-OrgID': 'acme' }));

    const [{ headers }] = server.received;
    expect(headers.authorization).toBe(expected);
    expect(headers['x-scope-orgid']).toBe('acme');
  });

  it('says that a file with a token is not there', async () => {
    expect(
      await failureOf(json(vector()), { tokenFile: '/nowhere/token' }),
    ).toEqual({
      failure: 'credentials',
      message: expect.stringContaining('cannot be read (ENOENT)'),
    });
  });

  it.each<[string, Script, string, RegExp]>([
    [
      'a bad query',
      json(
        { status: 'error', errorType: 'bad_data', error: 'parse error' },
        400,
      ),
      ...(['bad-query', /does not understand the query: parse error/] as const),
    ],
    [
      'a query that takes too much',
      json(
        { status: 'error', errorType: 'execution', error: 'too many samples' },
        422,
      ),
      ...([
        'unexecutable',
        /cannot compute the answer: too many samples/,
      ] as const),
    ],
    [
      'a server that is not ready',
      json(
        { status: 'error', errorType: 'timeout', error: 'query timed out' },
        503,
      ),
      ...(['unavailable', /is not ready to answer: query timed out/] as const),
    ],
    [
      'an error without a bad status',
      json({ status: 'error', errorType: 'internal', error: 'oops' }),
      ...(['unexecutable', /internal: oops/] as const),
    ],
    [
      'a question that is too long',
      page('<html>', 414),
      ...(['unexecutable', /Ask about less/] as const),
    ],
    [
      'wrong credentials',
      page('<html>', 401),
      'unauthorized',
      /\(401\).*Renew/,
    ],
    ['a lack of rights', json({}, 403), 'forbidden', /\(403\).*right to read/],
    ['too many questions', json({}, 429), 'overloaded', /less often/],
    [
      'a path that is not there',
      page('gone', 404),
      'not-found',
      /\/api\/v1\/query \(404\)/,
    ],
    [
      'trouble of its own',
      page('<h1>', 500),
      'server-error',
      /status 500 with a page in HTML/,
    ],
    [
      'a page in HTML',
      page('<html>Sign in'),
      'not-prometheus',
      /it sent a page in HTML/,
    ],
    [
      'broken JSON',
      page('{"status":'),
      'not-prometheus',
      /it sent a page in HTML|not JSON/,
    ],
    [
      'another form',
      json({ hello: 1 }),
      'not-prometheus',
      /answers in another form/,
    ],
    [
      'data of another form',
      json({ status: 'success', data: { resultType: 'streams', result: [] } }),
      ...(['not-prometheus', /answers in another form/] as const),
    ],
    [
      'a connection that breaks off',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"status"');
        setImmediate(() => response.destroy());
      },
      ...(['dropped', /broke the connection off/] as const),
    ],
  ])('says what to do about %s', async (_, script, failure, message) => {
    const told = await failureOf(script);

    expect(told).toEqual({ failure, message: expect.stringMatching(message) });
    expect(told.message).toMatch(
      /^Prometheus eu-1|^What answers for Prometheus eu-1/,
    );
    expect(told.message).toMatch(/\.$/);
  });

  it('follows no redirect, and says where it points to', async () => {
    const told = await failureOf(response => {
      response.writeHead(302, { location: 'https://login.example.org/' });
      response.end();
    });

    expect(told.failure).toBe('redirect');
    expect(told.message).toContain('redirects to https://login.example.org/');
    expect(server.received).toHaveLength(1);
  });

  it('gives up waiting for an answer', async () => {
    const told = await failureOf(() => undefined, {}, 150);

    expect(told.failure).toBe('timeout');
    expect(told.message).toContain('did not answer in time (0.15 s)');
  });

  it('gives up an answer that trickles', async () => {
    const told = await failureOf(
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      ...([{}, 200] as const),
    );

    expect(told.failure).toBe('timeout');
  });

  it('cuts an answer of 200 MB off at the limit', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(65_536, 'a');

    const told = await failureOf(response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (sent < 200_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });

    expect(told.failure).toBe('too-large');
    expect(told.message).toContain('raise maxAnswerBytes');
    expect(sent).toBeLessThan(20_000_000);
  });

  it('says that nothing listens', async () => {
    const told = await failureOf(json({}), { url: 'http://127.0.0.1:1' });

    expect(told.failure).toBe('unreachable');
    expect(told.message).toContain('the connection is refused');
  });

  it('passes on what the server warns of, and that an answer is not whole', async () => {
    server.become(
      json(vector([], { warnings: ['store-2 is down'], isPartial: true })),
    );

    const { warnings } = await api().query('up', 1, options());

    expect(warnings).toEqual([
      'store-2 is down',
      'A part of the storage did not answer, so figures may be too low.',
    ]);
  });

  it.each([
    [-600, /clock of Prometheus eu-1 is (599|600|601) seconds behind/],
    [600, /clock of Prometheus eu-1 is (599|600|601) seconds ahead of/],
  ])('tells of a clock that is %d seconds off', async (seconds, message) => {
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    server.become(json(vector(), 200, { date }));
    const one = api();
    await one.query('up', 1, options());

    expect(one.clockWarning).toMatch(message);
    expect(Math.abs(one.clockAhead - seconds)).toBeLessThan(2);
  });

  it('tells nothing of a clock that is right', async () => {
    const one = api();
    await one.query('up', 1, options());

    expect(one.clockWarning).toBeUndefined();
    expect(one.clockAhead).toBe(0);
  });

  it('asks once for what a hundred want at once, and again for another tenant', async () => {
    const one = api();
    const ask = (tenant: string) => one.query('up', 1, options({ tenant }));

    await Promise.all(Array.from({ length: 100 }, () => ask('a')));
    await ask('b');

    expect(server.received).toHaveLength(2);
  });

  it('leaves a server in peace after faults, but not after bad questions', async () => {
    const one = api();
    server.become(json({ error: 'bad' }, 400));
    for (let time = 0; time < 8; time++) {
      await one.query('up', time, options()).catch(() => undefined);
    }
    server.become(json({ error: 'down' }, 503));
    for (let time = 0; time < 8; time++) {
      await one.query('down', time, options()).catch(() => undefined);
    }

    expect(server.received).toHaveLength(8 + 5);
    await expect(one.query('down', 9, options())).rejects.toThrow(
      /is not ready.* It is asked again in a while\.$/,
    );
  });
});
