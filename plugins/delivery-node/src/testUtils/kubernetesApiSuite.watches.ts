// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { SuiteParts } from './kubernetesApiSuite';
import type { KubernetesTestWatch } from './KubernetesTestClient';
import { until } from './until';

const WATCH_MS = 20_000;

function typesOf(watch: KubernetesTestWatch, name: string): string[] {
  return watch.events
    .filter(({ object }) => object.metadata?.name === name)
    .map(({ type }) => type);
}

/** How a watch is opened. */
function watching({ client, path, pathOfAll }: SuiteParts) {
  return {
    currentVersion: async (): Promise<string> => {
      const { body } = await client().call(pathOfAll);
      return body.metadata.resourceVersion;
    },
    watchFrom: (resourceVersion: string, more = '') =>
      client().watch(
        `${path}?watch=true&resourceVersion=${resourceVersion}${more}`,
      ),
  };
}

/** What is told, and in which order. */
function describeEvents(parts: SuiteParts): void {
  const { client, create, path: collection, resource } = parts;
  const { currentVersion, watchFrom } = watching(parts);

  it('tells what happens after a version, in order', async () => {
    const watch = await watchFrom(await currentVersion());
    const path = `${collection}/watched`;
    await create('watched');
    await client().patch(path, resource.change(1));
    await client().delete(path);
    await until('all is told', () => typesOf(watch, 'watched').length === 3);
    watch.close();

    expect(typesOf(watch, 'watched')).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(watch.events[0].object).toMatchObject({
      kind: resource.kind,
      apiVersion: resource.apiVersion,
    });
  });

  it('gives each event a version to go on from, later than the one before', async () => {
    const start = await currentVersion();
    await create('resumed');
    await client().patch(`${collection}/resumed`, resource.change(1));
    const whole = await watchFrom(start);
    await until('both are told', () => typesOf(whole, 'resumed').length === 2);
    whole.close();
    const versions = whole.events
      .filter(({ object }) => object.metadata.name === 'resumed')
      .map(({ object }) => object.metadata.resourceVersion);
    const rest = await watchFrom(versions[0]);
    await until('the second is told', () => typesOf(rest, 'resumed').length);
    rest.close();

    expect(Number(versions[1])).toBeGreaterThan(Number(versions[0]));
    expect(typesOf(rest, 'resumed')).toEqual(['MODIFIED']);
  });
}

/** Where a watch begins, and what it is of. */
function describeBeginnings(parts: SuiteParts): void {
  const { client, create, run, path: collection } = parts;
  const { currentVersion, watchFrom } = watching(parts);

  it('begins with all there is when no version is named', async () => {
    await create('present');
    const watch = await client().watch(`${collection}?watch=1`);
    await until('it is told', () => typesOf(watch, 'present').length);
    watch.close();

    expect(typesOf(watch, 'present')).toEqual(['ADDED']);
  });

  it('tells by a selector what comes into it and what leaves it', async () => {
    await create('leaving');
    const selector = encodeURIComponent(`run=${run},gone!=yes`);
    const watch = await watchFrom(
      await currentVersion(),
      `&labelSelector=${selector}`,
    );
    const path = `${collection}/leaving`;
    await client().patch(path, { metadata: { labels: { gone: 'yes' } } });
    await client().patch(path, { metadata: { labels: { gone: null } } });
    await until('both are told', () => typesOf(watch, 'leaving').length === 2);
    watch.close();

    expect(typesOf(watch, 'leaving')).toEqual(['DELETED', 'ADDED']);
  });
}

/** How a watch ends, and what is forgotten. */
function describeEnds(parts: SuiteParts): void {
  const { client, create, pathOfAll, resource } = parts;
  const { currentVersion, watchFrom } = watching(parts);

  it(
    'ends a watch after its time, with a bookmark before',
    async () => {
      const watch = await watchFrom(
        await currentVersion(),
        '&allowWatchBookmarks=true&timeoutSeconds=5',
      );
      // A server may keep silent about a version that it told already.
      await create('newer');
      await until('the watch has ended', () => watch.ended);

      const bookmark = watch.events.find(({ type }) => type === 'BOOKMARK');
      expect(bookmark?.object).toMatchObject({
        kind: resource.kind,
        metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
      });
    },
    WATCH_MS,
  );

  it('says by an event that a version is too old', async () => {
    await create('forgotten');
    await parts.forget(await currentVersion());
    const watch = await client().watch(
      '/apis/apps/v1/namespaces/argocd/replicasets?watch=true&resourceVersion=1',
    );
    await until('the error is told', () => watch.events.length);
    watch.close();

    expect(watch.status).toBe(200);
    expect(watch.events[0]).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });

  it('answers 410 to a continue token whose version it has forgotten', async () => {
    await create('early-a');
    await create('early-b');
    const first = await client().call(`${pathOfAll}?limit=1`);
    await create('late');
    await parts.forget(await currentVersion());
    const token = encodeURIComponent(first.body.metadata.continue);
    const { status, body } = await client().call(
      `${pathOfAll}?limit=1&continue=${token}`,
    );

    expect(status).toBe(410);
    expect(body).toMatchObject({ kind: 'Status', reason: 'Expired' });
  });
}

/** What a client hears that keeps a watch open. */
export function describeWatches(parts: SuiteParts): void {
  describeEvents(parts);
  describeBeginnings(parts);
  describeEnds(parts);
}
