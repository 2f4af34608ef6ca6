import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import {
  application,
  bookmark,
  json,
  list,
  observe,
  startScriptedCluster,
  statusObject,
  watch,
  type Answer,
} from '../__testUtils__/scriptedCluster';

const changed = (name: string, version: string) => ({
  type: 'MODIFIED',
  object: application(name, version),
});
const gone = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' },
};

describe('ArgoCdRuntimeObserver', () => {
  let cluster: Awaited<ReturnType<typeof startScriptedCluster>>;
  let observing: ReturnType<typeof observe>;

  async function start(
    script: Parameters<typeof startScriptedCluster>[0],
    ...options: [Parameters<typeof observe>[1]?, Parameters<typeof observe>[2]?]
  ) {
    cluster = await startScriptedCluster(script);
    observing = observe(cluster.url, ...options);
    return observing;
  }

  afterEach(async () => {
    await observing.stop();
    await cluster.stop();
  });

  const watches = () =>
    cluster.requests.filter(request => request.includes('watch=true'));
  const lists = () =>
    cluster.requests.filter(request => !request.includes('watch=true'));
  const versionOf = (request: string) =>
    new URL(request.split(' ')[1], 'http://x').searchParams.get(
      'resourceVersion',
    );

  it('lists page by page, and says the whole once', async () => {
    const { sink } = await start({
      list: [list(['a'], '5', 'next page'), list(['b'], '5')],
      watch: [watch([])],
    });
    await until('the list arrives', () => sink.known.size === 2);

    expect(sink.of('replace')).toHaveLength(1);
    expect(lists()).toEqual([
      'GET /apis/argoproj.io/v1alpha1/applications?limit=250',
      'GET /apis/argoproj.io/v1alpha1/applications?limit=250&continue=next+page',
    ]);
  });

  it('watches from the version of the list, and asks for bookmarks and an end', async () => {
    await start({ list: [list(['a'], '5')], watch: [watch([])] });
    await until('it watches', () => watches().length);

    const query = new URL(watches()[0].split(' ')[1], 'http://x').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: '5',
      timeoutSeconds: '60',
    });
  });

  it('goes on from the last version after the connection broke off', async () => {
    const { sink } = await start({
      list: [list(['a'], '5')],
      watch: [watch([changed('a', '7'), bookmark('9')], 'drop'), watch([])],
    });
    await until('it watches again', () => watches().length >= 2);

    expect(watches().slice(0, 2).map(versionOf)).toEqual(['5', '9']);
    expect(lists()).toHaveLength(1);
    expect(sink.of('replace')).toHaveLength(1);
  });

  it('opens the next watch after one that ended in time, without a word of silence', async () => {
    const { sink } = await start({
      list: [list(['a'], '5')],
      watch: [watch([changed('a', '6')], 'end'), watch([])],
    });
    await until('it watches again', () => watches().length >= 2);

    expect(versionOf(watches()[1])).toBe('6');
    expect(sink.of('silent')).toEqual([]);
  });

  it.each([
    ['an event', watch([gone])],
    ['an answer', statusObject(410, 'too old')],
  ])('lists anew when %s says that its version is gone', async (_, answer) => {
    const { sink } = await start({
      list: [list(['a'], '5'), list(['b'], '50')],
      watch: [answer, watch([])],
    });
    await until('the second list is known', () => sink.known.has('argocd/b'));

    expect(sink.known.has('argocd/a')).toBe(false);
    expect(sink.of('silent')).toEqual([]);
    await until('it watches', () => watches().length >= 2);
    expect(versionOf(watches()[1])).toBe('50');
  });

  it('lists anew when a watch says nothing for too long', async () => {
    await start(
      { list: [list(['a'], '5')], watch: [watch([])] },
      {},
      { idleMs: 100 },
    );

    await until('it lists again', () => lists().length >= 2, {
      timeoutMs: 8_000,
    });
    expect(lists().length).toBeGreaterThan(1);
  }, 15_000);

  it('lists anew after a while, whatever the watch said', async () => {
    const { sink } = await start(
      { list: [list(['a'], '5')], watch: [watch([changed('a', '6')], 'end')] },
      { reconcileIntervalMs: 50 },
    );

    await until('it lists again', () => sink.of('replace').length >= 2);
    expect(sink.of('silent')).toEqual([]);
  });

  it('says that it lives at each bookmark', async () => {
    const { sink } = await start({
      list: [list([], '5')],
      watch: [watch([bookmark('6'), bookmark('7')])],
    });

    await until('both are told', () => sink.of('alive').length >= 3);
    expect(sink.of('update')).toEqual([]);
  });

  it('says what was deleted', async () => {
    const { sink } = await start({
      list: [list(['a', 'b'], '5')],
      watch: [watch([{ type: 'DELETED', object: application('a', '6') }])],
    });

    await until('it is told', () => sink.of('remove').length);
    expect(sink.of('remove')[0].keys).toEqual(['argocd/a']);
    expect([...sink.known.keys()]).toEqual(['argocd/b']);
  });

  it('keeps the list when one of its items is bad', async () => {
    const bad = { ...application('bad', '1'), spec: 7 };
    const { sink, logger } = await start({
      list: [
        json(200, {
          kind: 'ApplicationList',
          metadata: { resourceVersion: '5' },
          items: [application('good', '1'), bad, { metadata: {} }, null],
        }),
      ],
      watch: [watch([])],
    });
    await until('the list arrives', () => sink.known.size === 2);

    expect(sink.known.get('argocd/good')?.health.status).toBe('healthy');
    expect(sink.known.get('argocd/bad')?.health.status).toBe('unknown');
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  const html: Answer = response => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>Please sign in</html>');
  };
  const redirect: Answer = response => {
    response.writeHead(302, { location: 'https://login.example.org/' });
    response.end();
  };
  const plain404: Answer = response => {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('404 page not found\n');
  };
  const hangs: Answer = () => undefined;
  const drips: Answer = response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  };
  const breaksOff: Answer = response => response.destroy();

  it.each<[string, Answer, RegExp]>([
    ['refuses the token', statusObject(401, 'Unauthorized'), /Renew the token/],
    [
      'forbids',
      statusObject(403, 'forbidden'),
      /grant it list and watch on applications\.argoproj\.io in all namespaces/,
    ],
    ['has no Argo CD', plain404, /Argo CD is not installed there/],
    ['is overloaded', statusObject(429, 'slow down'), /asked less often/],
    ['has trouble', statusObject(503, 'etcd is away'), /etcd is away/],
    [
      'answers with a web page',
      html,
      /not a Kubernetes API: it answered 200 with text\/html/,
    ],
    ['redirects', redirect, /redirects to https:\/\/login\.example\.org\//],
    [
      'answers with no JSON',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"kind":');
      },
      /its answer is not JSON/,
    ],
    [
      'answers with other JSON',
      json(200, { ok: true }),
      /has not the form of a Kubernetes object/,
    ],
    ['hangs', hangs, /does not answer: no answer in time/],
    ['answers drop by drop', drips, /does not answer: no answer in time/],
    ['breaks off', breaksOff, /does not answer: the connection broke off/],
  ])(
    'says in a sentence that the cluster %s, and goes on',
    async (_, answer, words) => {
      const { sink, cause } = await start({
        list: [answer, list(['a'], '5')],
        watch: [watch([])],
      });
      await until('it has recovered', () => sink.known.has('argocd/a'));

      expect(cause()).toMatch(words);
      expect(cause()).toMatch(/^[A-Z].*\.$/);
      expect(cause()).not.toContain('secret');
      expect(sink.calls[0].type).toBe('silent');
    },
  );

  it('gives up a list that never comes to an end', async () => {
    const { cause } = await start({
      list: [list(['a'], '5', 'one more')],
      watch: [watch([])],
    });
    await until('it is told', cause);

    expect(cause()).toMatch(/does not end after 400 pages/);
  });

  it('does not follow a redirect', async () => {
    const { sink } = await start({ list: [redirect], watch: [watch([])] });
    await until('it is told', () => sink.of('silent').length);

    expect(cluster.requests.every(request => request.includes('/apis/'))).toBe(
      true,
    );
  });

  it.each<[string, unknown[], RegExp]>([
    ['no JSON', ['{"type":"MODI'], /not JSON/],
    ['no event', [{ kind: 'Application' }], /not an event/],
  ])(
    'says so and goes on when a line of the watch is %s',
    async (_, lines, words) => {
      const { sink, cause } = await start({
        list: [list(['a'], '5')],
        watch: [watch(lines), watch([changed('a', '6')])],
      });
      await until('the change is known', () => sink.of('update').length);

      expect(cause()).toMatch(words);
      expect(lists()).toHaveLength(1);
    },
  );

  it('cuts off a line that does not end', async () => {
    const endless: Answer = response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    const { sink, cause } = await start({
      list: [list(['a'], '5')],
      watch: [endless, watch([changed('a', '6')])],
    });
    await until('the change is known', () => sink.of('update').length);

    expect(cause()).toMatch(/sent more than is accepted at once/);
  });

  it('lists anew when what it read could not be stored', async () => {
    cluster = await startScriptedCluster({
      list: [list(['a'], '5')],
      watch: [watch([changed('a', '6')]), watch([])],
    });
    observing = observe(cluster.url);
    const { sink, logger } = observing;
    jest.spyOn(sink, 'update').mockRejectedValueOnce(new Error('disk full'));
    await until('it lists again', () => sink.of('replace').length === 2);

    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(sink.of('silent')).toEqual([]);
  });
});
