import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import * as story from '../__fixtures__/story';
import { ContractsClient } from './ContractsClient';
import { failureMessage, failureStatus, isRefusal } from './errors';

const BASE = 'http://portal.example.org/api/contracts';
const PATH = '/contracts/api/default/payments-api';

describe('ContractsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = new ContractsClient({
    discoveryApi: { getBaseUrl: async id => `${BASE.slice(0, -9)}${id}` },
    // The test server replaces the global one later.
    fetchApi: { fetch: (input, init) => fetch(input, init) },
  });

  function answer(
    method: 'get' | 'post' | 'delete',
    path: string,
    body: unknown,
  ) {
    const seen: Request[] = [];
    server.use(
      http[method](`${BASE}/v1${path}`, ({ request }) => {
        seen.push(request.clone());
        return HttpResponse.json(body as never);
      }),
    );
    return seen;
  }

  it('asks the plugin delivery for the environments, first stage first', async () => {
    const seen: string[] = [];
    server.use(
      http.get(
        `${BASE.slice(0, -9)}delivery/v1/environments`,
        ({ request }) => {
          seen.push(request.url);
          return HttpResponse.json({
            items: [
              { name: 'live', order: 1, title: 'Live' },
              { name: 'test', order: 0, title: 'Test' },
            ],
          });
        },
      ),
    );

    expect(await client.environments()).toEqual(['test', 'live']);
    expect(seen).toHaveLength(1);
  });

  it('sends only the filters that are set', async () => {
    const seen = answer('get', '/contracts', story.pointsPage());

    await client.contracts({ gap: 'any', q: '', owner: undefined, limit: 50 });

    const { searchParams } = new URL(seen[0].url);
    expect(Object.fromEntries(searchParams)).toEqual({
      gap: 'any',
      limit: '50',
    });
  });

  it.each([
    ['a contract', PATH, () => client.contract(story.API_REF)],
    ['its versions', `${PATH}/versions`, () => client.versions(story.API_REF)],
    [
      'one version',
      `${PATH}/versions/2.4.0`,
      () => client.version(story.API_REF, '2.4.0'),
    ],
    [
      'what a component offers and uses',
      '/components/component/default/payments',
      () => client.ofComponent('component:default/payments'),
    ],
    ['the rules', '/rules', () => client.rules()],
    ['the exceptions', '/exceptions', () => client.exceptions()],
  ])('reads %s', async (_, path, read) => {
    const seen = answer('get', path, { items: ['one'] });

    expect(await read()).toEqual({ items: ['one'] });
    expect(seen).toHaveLength(1);
  });

  it.each([
    [
      `${PATH}/compare`,
      { from: '2.4.0', to: '2.5.0-beta.3' },
      () =>
        client.compare(story.API_REF, { from: '2.4.0', to: '2.5.0-beta.3' }),
    ],
    [
      `${PATH}/consumers`,
      { version: '2.4.0' },
      () => client.consumers(story.API_REF, { version: '2.4.0' }),
    ],
    [
      '/matrix',
      { environment: 'prod', component: 'component:default/payments' },
      () =>
        client.matrix({
          ...{ environment: 'prod', version: undefined },
          component: 'component:default/payments',
        }),
    ],
  ])('asks %s by its query', async (path, query, ask) => {
    const seen = answer('get', path, {});

    await ask();

    const { searchParams } = new URL(seen[0].url);
    expect(Object.fromEntries(searchParams)).toEqual(query);
  });

  it('escapes what it puts into a path', async () => {
    const seen = answer('get', `${PATH}/versions/:version`, {});

    await client.version(story.API_REF, '2.4.0+a/b?c');

    expect(new URL(seen[0].url).pathname).toMatch(
      /versions\/2\.4\.0%2Ba%2Fb%3Fc$/,
    );
  });

  it('sends a new exception as JSON', async () => {
    const [made] = story.exceptions();
    const seen = answer('post', '/exceptions', made);

    expect(await client.createException(made)).toEqual(made);

    expect(seen[0].headers.get('content-type')).toBe('application/json');
    expect(await seen[0].json()).toEqual(made);
  });

  it('asks whether a version may go live', async () => {
    const seen = answer('post', '/can-i', story.canIResult());
    const request = {
      ...{ component: 'component:default/payments', version: '2.2.3' },
      ...{ environment: 'prod', action: 'rollback' as const },
    };

    expect(await client.canI(request)).toEqual(story.canIResult());

    expect(await seen[0].json()).toEqual(request);
  });

  it('ends an exception by its id', async () => {
    const seen = answer('delete', '/exceptions/:id', { id: 'a/b' });

    expect(await client.endException('a/b')).toEqual({ id: 'a/b' });

    expect(new URL(seen[0].url).pathname).toMatch(/exceptions\/a%2Fb$/);
  });

  it('ends a request for which nobody waits any more', async () => {
    answer('get', '/rules', { items: [] });
    const end = new AbortController();
    end.abort();

    const error = await client.rules({ signal: end.signal }).catch(e => e);

    expect(error.name).toBe('AbortError');
  });

  it.each([
    [400, false],
    [401, true],
    [403, true],
    [404, false],
    [503, false],
  ])('keeps the sentence of a %d', async (status, refused) => {
    server.use(
      http.get(`${BASE}/v1/rules`, () =>
        HttpResponse.json(
          {
            error: { name: 'Error', message: 'The sentence' },
            response: { statusCode: status },
          },
          { status },
        ),
      ),
    );

    const error = await client.rules().catch(e => e);

    expect(error).toBeInstanceOf(ResponseError);
    expect(failureMessage(error)).toBe('The sentence');
    expect(failureStatus(error)).toBe(status);
    expect(isRefusal(error)).toBe(refused);
  });

  it('tells a broken network from a refusal', async () => {
    server.use(http.get(`${BASE}/v1/rules`, () => HttpResponse.error()));

    const error = await client.rules().catch(e => e);

    expect(failureStatus(error)).toBe(0);
    expect(isRefusal(error)).toBe(false);
    expect(failureMessage('text')).toBe('text');
  });
});
