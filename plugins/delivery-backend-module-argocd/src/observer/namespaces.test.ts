import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import {
  type Answer,
  application,
  bookmark,
  json,
  observerOptions,
  record,
  startScriptedCluster,
  statusObject,
  watch,
} from '../__testUtils__/scriptedCluster';
import { ArgoCdRuntimeObserver } from './ArgoCdRuntimeObserver';

function namespaceOf(url: string | undefined): string {
  return /namespaces\/([^/]+)/.exec(url ?? '')?.[1] ?? '';
}

describe('a cluster with several namespaces', () => {
  const forbidden = new Set<string>();
  let cluster: Awaited<ReturnType<typeof startScriptedCluster>>;
  let parts: Record<string, ReturnType<typeof record>>;

  /** Lists one Application of the namespace, or forbids it. */
  const listed: Answer = (response, request) => {
    const namespace = namespaceOf(request.url);
    const answer = forbidden.has(namespace)
      ? statusObject(403, 'forbidden')
      : json(200, {
          kind: 'ApplicationList',
          metadata: { resourceVersion: '5' },
          items: [application(`of-${namespace}`, '1', namespace)],
        });
    answer(response, request);
  };
  const watched: Answer = (response, request) => {
    const namespace = namespaceOf(request.url);
    const answer = forbidden.has(namespace)
      ? statusObject(403, 'forbidden')
      : watch([bookmark('6')], 'end');
    answer(response, request);
  };

  async function start() {
    cluster = await startScriptedCluster({ list: [listed], watch: [watched] });
    const observers = ArgoCdRuntimeObserver.forCluster(
      observerOptions(cluster.url, { namespaces: ['one', 'two'] }),
    );
    const [one, two] = observers.map(record);
    parts = { one, two };
    return parts;
  }

  beforeEach(() => forbidden.clear());

  afterEach(async () => {
    await Promise.all(Object.values(parts).map(part => part.stop()));
    await cluster.stop();
  });

  it('is a source for each of them, with its own name', async () => {
    const { one, two } = await start();

    expect(
      [one, two].map(({ observer: { id, title } }) => [id, title]),
    ).toEqual([
      ['argocd:eu-1/one', 'Argo CD eu-1, one'],
      ['argocd:eu-1/two', 'Argo CD eu-1, two'],
    ]);
    expect(two.observer.clusters).toEqual(['eu-1']);
  });

  it('says of each namespace only what is in it', async () => {
    const { one, two } = await start();
    await until(
      'both are known',
      () => one.sink.known.size && two.sink.known.size,
    );

    expect([...one.sink.known.keys()]).toEqual(['one/of-one']);
    expect([...two.sink.known.keys()]).toEqual(['two/of-two']);
  });

  it('keeps the others current while one is forbidden from the start', async () => {
    forbidden.add('two');
    const { one, two } = await start();
    await until('it is told twice', () => two.sink.of('silent').length >= 2);
    await until('the other one lives', () => one.sink.of('alive').length >= 2);

    expect(two.cause()).toMatch(/grant it list and watch .* in namespace two/);
    expect(two.sink.calls.every(({ type }) => type === 'silent')).toBe(true);
    expect(one.sink.of('silent')).toEqual([]);
    expect([...one.sink.known.keys()]).toEqual(['one/of-one']);
  });

  it('keeps what it knew of one that becomes forbidden, and says why it is old', async () => {
    const { one, two } = await start();
    await until('both live', () =>
      [one, two].every(({ sink }) => sink.of('alive').length),
    );
    forbidden.add('two');
    await until('it is told', () => two.sink.of('silent').length);
    const before = one.sink.of('alive').length;
    await until(
      'the other one lives on',
      () => one.sink.of('alive').length > before,
    );

    expect([...two.sink.known.keys()]).toEqual(['two/of-two']);
    expect(two.sink.of('remove')).toEqual([]);
    expect(one.sink.of('silent')).toEqual([]);
  });

  it('goes on with one that comes back', async () => {
    forbidden.add('two');
    const { two } = await start();
    await until('it is told', () => two.sink.of('silent').length);
    forbidden.clear();
    await until('it is known', () => two.sink.known.has('two/of-two'));
    await until('it lives', () => two.sink.of('alive').length);

    expect(two.sink.calls.at(-1)?.type).not.toBe('silent');
  });
});

describe('ArgoCdRuntimeObserver.forCluster', () => {
  it.each([
    ['no namespace', undefined],
    ['one namespace', ['argocd']],
  ])('is one source for a cluster with %s', (_, namespaces) => {
    const observers = ArgoCdRuntimeObserver.forCluster(
      observerOptions('http://127.0.0.1:1', { namespaces }),
    );

    expect(observers.map(({ id, title }) => [id, title])).toEqual([
      ['argocd:eu-1', 'Argo CD eu-1'],
    ]);
  });

  it('does not let several namespaces pass for one source', () => {
    const options = observerOptions('http://127.0.0.1:1', {
      namespaces: ['one', 'two'],
    });

    expect(() => ArgoCdRuntimeObserver.create(options)).toThrow(
      'each is a source of its own',
    );
  });
});
