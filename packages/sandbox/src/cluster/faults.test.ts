import {
  KubernetesTestClient,
  until,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { KubernetesServer } from './KubernetesServer';
import { ObjectStore } from './ObjectStore';
import { resourceKind } from './resources';

const TOKEN = 'a token for this test alone';
const PODS = '/api/v1/namespaces/a/pods';

describe('the simulated API, when it is asked the wrong way', () => {
  const listed: string[] = [];
  let store: ObjectStore;
  let server: KubernetesServer;
  let client: KubernetesTestClient;

  beforeEach(async () => {
    store = new ObjectStore({ now: () => new Date() });
    server = new KubernetesServer({
      store,
      token: TOKEN,
      onListed: plural => listed.push(plural),
    });
    await server.start();
    client = new KubernetesTestClient({ url: server.url, token: TOKEN });
  });

  afterEach(async () => server.stop());

  const raw = (method: string, path: string, body?: string) =>
    fetch(`${server.url}${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${TOKEN}` },
    });

  it.each([
    ['POST', PODS, 'no json', 400, 'BadRequest'],
    ['POST', PODS, '{"metadata":{}}', 400, 'BadRequest'],
    ['POST', PODS, '[]', 400, 'BadRequest'],
    ['PUT', PODS, '{}', 405, 'MethodNotAllowed'],
    ['POST', PODS, `"${'x'.repeat(3_200_000)}"`, 413, 'RequestEntityTooLarge'],
    ['GET', `${PODS}/%zz`, undefined, 400, 'BadRequest'],
    ['GET', `${PODS}?limit=many`, undefined, 400, 'BadRequest'],
    ['GET', `${PODS}?labelSelector=a%3Db%3Dc`, undefined, 400, 'BadRequest'],
    ['GET', `${PODS}?fieldSelector=spec.x%3D1`, undefined, 400, 'BadRequest'],
    [
      'GET',
      `${PODS}?watch=true&resourceVersion=new`,
      undefined,
      400,
      'BadRequest',
    ],
  ])(
    'answers %s %s with a Status',
    async (method, path, body, code, reason) => {
      const response = await raw(method, path, body);

      expect(response.status).toBe(code);
      expect(await response.json()).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason,
        code,
      });
    },
  );

  it.each(['//', '//api/v1/pods', '/api/v1/unknown', '/api/v1/pods/a/b/c'])(
    'serves nothing at %s, and stands',
    async path => {
      expect((await raw('GET', path)).status).toBe(404);
      expect((await client.call(PODS)).status).toBe(200);
    },
  );

  it('stands when a watch ends while much changes', async () => {
    const resource = resourceKind('pods');
    const watches = await Promise.all(
      Array.from({ length: 5 }, () =>
        client.watch(`${PODS}?watch=true&timeoutSeconds=1`),
      ),
    );
    let made = 0;
    await until('the watches have ended', () => {
      for (let n = 0; n < 20; n++) {
        store.create(resource, {
          metadata: { name: `p${made++}`, namespace: 'a' },
        });
      }
      return watches.every(watch => watch.ended);
    });

    expect((await client.call(`${PODS}?limit=1`)).status).toBe(200);
  });

  it('refuses a caller without a token, also where it says what it is', async () => {
    for (const path of ['/version', '/apis', PODS, '/nowhere']) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(401);
    }
  });

  it('is found at the same address after a pause, and breaks watches before', async () => {
    const watch = await client.watch(`${PODS}?watch=true`);
    const { url } = server;
    await server.stop();
    await until('the watch is broken', () => watch.ended);
    await expect(client.call(PODS)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await server.start();

    expect(server.url).toBe(url);
    expect((await client.call(PODS)).status).toBe(200);
  });

  it('says that a list was read when its last page was', async () => {
    const resource = resourceKind('pods');
    store.create(resource, { metadata: { name: 'a', namespace: 'a' } });
    store.create(resource, { metadata: { name: 'b', namespace: 'a' } });
    listed.length = 0;
    const first = await client.call(`${PODS}?limit=1`);
    expect(listed).toEqual([]);
    await client.call(
      `${PODS}?limit=1&continue=${first.body.metadata.continue}`,
    );

    expect(listed).toEqual(['pods']);
  });

  it('tells nothing of other namespaces', async () => {
    const watch = await client.watch(`${PODS}?watch=true`);
    const resource = resourceKind('pods');
    store.create(resource, { metadata: { name: 'x', namespace: 'b' } });
    store.create(resource, { metadata: { name: 'y', namespace: 'a' } });
    await until('one is told', () => watch.events.length);
    watch.close();

    expect(watch.events.map(({ object }) => object.metadata.name)).toEqual([
      'y',
    ]);
  });
});
