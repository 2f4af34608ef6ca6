import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import * as story from '../__fixtures__/story';
import { DeliveryClient } from './DeliveryClient';
import { failureKind, failureMessage } from './errors';

const BASE = 'http://portal.example.org/api/delivery';

describe('DeliveryClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = new DeliveryClient({
    discoveryApi: { getBaseUrl: async () => BASE },
    // The test server replaces the global one later.
    fetchApi: { fetch: (input, init) => fetch(input, init) },
  });

  function answer(method: 'get' | 'post', path: string, body: unknown) {
    const seen: Request[] = [];
    server.use(
      http[method](`${BASE}/v1${path}`, ({ request }) => {
        seen.push(request.clone());
        return HttpResponse.json(body as never);
      }),
    );
    return seen;
  }

  it('sends only the filters that are set', async () => {
    const seen = answer('get', '/deployments', { items: [], totalItems: 0 });

    await client.deployments(
      { entityRef: 'component:default/payments', tenant: undefined },
      { limit: 50 },
    );

    const { searchParams } = new URL(seen[0].url);
    expect(Object.fromEntries(searchParams)).toEqual({
      entityRef: 'component:default/payments',
      limit: '50',
    });
  });

  it('asks for the health of each id that is named', async () => {
    const seen = answer('get', '/health', { items: [] });

    await client.health({ ids: ['a', 'b'], environment: 'prod' });

    const { searchParams } = new URL(seen[0].url);
    expect(searchParams.getAll('id')).toEqual(['a', 'b']);
    expect(searchParams.get('environment')).toBe('prod');
  });

  it('asks for the health of a range, and leaves out what is open', async () => {
    const seen = answer('get', '/deployments/:id/health', story.details());

    await client.healthDetails('a/b', { from: '2026-11-19T12:00:00Z' });

    const { pathname, searchParams } = new URL(seen[0].url);
    expect(pathname).toMatch(/\/deployments\/a%2Fb\/health$/);
    expect(Object.fromEntries(searchParams)).toEqual({
      from: '2026-11-19T12:00:00Z',
    });
  });

  it('escapes what it puts into a path', async () => {
    const seen = answer('get', '/deployments/:id', story.acme());

    await client.deployment('a/b?c');

    expect(new URL(seen[0].url).pathname).toMatch(/\/deployments\/a%2Fb%3Fc$/);
  });

  it('sends the key of an operation as a header and the request as JSON', async () => {
    const seen = answer('post', '/operations', story.operation());
    const { expected } = story.operation();

    const operation = await client.startOperation(
      {
        type: 'rollback',
        deploymentId: 'prod-acme',
        version: '2.3.1',
        expected,
        reason: 'refunds fail',
      },
      { idempotencyKey: 'key-1' },
    );

    expect(operation.id).toBe('op-2f91');
    expect(seen[0].headers.get('idempotency-key')).toBe('key-1');
    expect(seen[0].headers.get('content-type')).toBe('application/json');
    expect(await seen[0].json()).toMatchObject({ version: '2.3.1' });
  });

  it.each([
    ['environments', '/environments', () => client.environments()],
    ['sources', '/sources', () => client.sources()],
    ['revisions', '/deployments/a/revisions', () => client.revisions('a')],
    ['versions', '/deployments/a/versions', () => client.versions('a')],
    ['operations', '/operations', () => client.operations({})],
    ['a tenant', '/tenants/acme', () => client.tenant('acme', {})],
    ['an operation', '/operations/o', () => client.operation('o')],
  ])('reads %s', async (_, path, read) => {
    const seen = answer('get', path, { items: ['one'] });

    expect(await read()).toEqual({ items: ['one'] });
    expect(seen).toHaveLength(1);
  });

  it('asks for the checks and stops an operation by POST', async () => {
    const checks = answer(
      'post',
      '/deployments/a/preflight',
      story.preflight(),
    );
    const stop = answer('post', '/operations/o/stop', story.operation());
    const { expected } = story.operation();

    await client.preflight('a', { version: '2.3.1', expected });
    await client.stopOperation('o');

    expect(await checks[0].json()).toEqual({ version: '2.3.1', expected });
    expect(stop).toHaveLength(1);
  });

  it.each([
    [400, 'refused'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [503, 'unreachable'],
    [418, 'other'],
  ] as const)(
    'tells a %d apart as %s and keeps its sentence',
    async (status, kind) => {
      server.use(
        http.get(`${BASE}/v1/environments`, () =>
          HttpResponse.json(
            {
              error: { name: 'Error', message: 'The sentence' },
              response: { statusCode: status },
            },
            { status },
          ),
        ),
      );

      const error = await client.environments().catch(e => e);

      expect(error).toBeInstanceOf(ResponseError);
      expect(failureKind(error)).toBe(kind);
      expect(failureMessage(error)).toBe('The sentence');
    },
  );

  it('tells a broken network from a refusal', async () => {
    server.use(http.get(`${BASE}/v1/environments`, () => HttpResponse.error()));

    const error = await client.environments().catch(e => e);

    expect(failureKind(error)).toBe('unreachable');
    expect(failureKind('text')).toBe('other');
    expect(failureMessage('text')).toBe('text');
  });
});
