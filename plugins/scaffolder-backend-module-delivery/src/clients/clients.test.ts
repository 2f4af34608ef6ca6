import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ContractsClient } from './ContractsClient';
import { DeliveryClient } from './DeliveryClient';

describe('the clients', () => {
  let server: Server;
  let answer: RequestListener;
  const asked: { url?: string; authorization?: string; key?: unknown }[] = [];
  const options = { credentials: mockCredentials.user() };

  function access() {
    const { port } = server.address() as AddressInfo;
    return {
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
    };
  }

  const json =
    (status: number, body: object): RequestListener =>
    (_, res) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };

  beforeEach(async () => {
    asked.length = 0;
    server = createServer((req, res) => {
      const { authorization } = req.headers;
      const key = req.headers['idempotency-key'];
      asked.push({ url: req.url, authorization, key });
      answer(req, res);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );

  it('ask as the person, and escape what they put into an address', async () => {
    answer = json(200, {});
    await DeliveryClient.create(access()).deployment('a/b?c', options);

    expect(asked[0].url).toBe('/api/delivery/v1/deployments/a%2Fb%3Fc');
    expect(asked[0].authorization).toContain('user:default/mock');
    expect(asked[0].authorization).toContain('delivery');
  });

  it.each([
    [{ hiddenItems: 2 }, 2],
    [{ hiddenItems: 0 }, 0],
    [{}, undefined],
  ])('take %j for what it says of the hidden', async (body, hidden) => {
    answer = json(200, { items: [], totalItems: 1, ...body });
    const client = DeliveryClient.create(access());

    const place = { environment: 'qa' };
    expect(await client.hiddenDeployments(place, options)).toBe(hidden);
  });

  it('read all pages', async () => {
    answer = (req, res) =>
      json(200, {
        items: [{ id: req.url!.includes('cursor=n') ? 'b' : 'a' }],
        ...(!req.url!.includes('cursor=n') && { nextCursor: 'n' }),
      })(req, res);
    const found = await DeliveryClient.create(access()).deployments(
      { environment: 'dev' },
      options,
    );

    expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    ['InputError', 400],
    ['NotAllowedError', 403],
    ['NotFoundError', 404],
    ['ConflictError', 409],
  ])('keep the sentence and the kind of an %s', async (name, status) => {
    answer = json(status, {
      ...{ error: { name, message: 'What to do.' } },
      ...{ request: {}, response: { statusCode: status } },
    });
    await expect(
      DeliveryClient.create(access()).change('x', options),
    ).rejects.toMatchObject({
      name,
      message: expect.stringMatching(/^What to do\./),
    });
  });

  it('say which plugin is in trouble', async () => {
    answer = json(500, { error: { name: 'TypeError', message: 'Oh.' } });
    await expect(
      DeliveryClient.create(access()).change('x', options),
    ).rejects.toThrow(/^The plugin delivery answered 500/);
  });

  it('tell a plugin that is not there from one that knows nothing', async () => {
    answer = (_, res) => res.writeHead(404).end();
    await expect(
      ContractsClient.create(access()).canI({} as never, options),
    ).rejects.toMatchObject({
      name: 'NotInstalledError',
      message: 'The plugin contracts is not part of this portal.',
    });
  });

  it('end with the task', async () => {
    answer = () => {};
    const cancel = new AbortController();
    const waiting = DeliveryClient.create(access()).repositories({
      ...{ ...options, signal: cancel.signal },
    });
    cancel.abort();
    await expect(waiting).rejects.toThrow(/aborted/);
  });

  it('write short references of contracts out', async () => {
    answer = json(200, {});
    await ContractsClient.create(access()).publish(
      ...(['order-schema', { version: '1', document: '' }, options] as const),
    );
    expect(asked[0].url).toBe(
      '/api/contracts/v1/contracts/api/default/order-schema/versions',
    );
  });
});
