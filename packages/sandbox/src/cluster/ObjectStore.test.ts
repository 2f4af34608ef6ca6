import type { StoreEvent } from './KubernetesObject';
import { ObjectStore } from './ObjectStore';
import { resourceKind } from './resources';

const PODS = resourceKind('pods');
const EVENTS = resourceKind('events');
const NOW = new Date('2026-11-19T13:00:00.123Z');

function pod(name: string, namespace = 'a') {
  return { metadata: { name, namespace }, spec: { node: 1 } };
}

describe('ObjectStore', () => {
  let store: ObjectStore;

  beforeEach(() => {
    store = new ObjectStore({ now: () => NOW });
  });

  it('lists by namespace and name, whatever the order they came in', () => {
    store.create(PODS, pod('z', 'a'));
    store.create(PODS, pod('a', 'b'));
    store.create(PODS, pod('a', 'a'));
    const names = (namespace?: string) =>
      store
        .list(PODS, namespace)
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

    expect(names()).toEqual(['a/a', 'a/z', 'b/a']);
    expect(names('b')).toEqual(['b/a']);
    expect(store.list(EVENTS)).toEqual([]);
  });

  it('gives versions from one counter for all kinds, and times without parts of a second', () => {
    const first = store.create(PODS, pod('a'));
    const second = store.create(EVENTS, pod('a'));

    expect(Number(second.metadata.resourceVersion)).toBe(
      Number(first.metadata.resourceVersion) + 1,
    );
    expect(first.metadata.creationTimestamp).toBe('2026-11-19T13:00:00Z');
    expect(first.metadata.uid).not.toBe(second.metadata.uid);
  });

  it('does not let a caller change what it holds', () => {
    const given = pod('a');
    store.create(PODS, given);
    given.spec.node = 2;

    expect(store.get(PODS, 'a', 'a').spec).toEqual({ node: 1 });
  });

  it('keeps who an object is, whatever a change says', () => {
    const { metadata } = store.create(PODS, pod('a'));
    const changed = store.change(PODS, 'a', 'a', object => ({
      ...object,
      kind: 'Other',
      metadata: { name: 'b', namespace: 'c', uid: 'mine', labels: { x: 'y' } },
    }));

    expect(changed.kind).toBe('Pod');
    expect(changed.metadata).toMatchObject({
      name: 'a',
      namespace: 'a',
      uid: metadata.uid,
      labels: { x: 'y' },
    });
  });

  it('tells a subscriber what was before, then what happens, until it leaves', () => {
    const start = store.resourceVersion;
    store.create(PODS, pod('a'));
    const heard: StoreEvent[] = [];
    const leave = store.subscribe(PODS, start, event => heard.push(event));
    store.create(EVENTS, pod('a'));
    store.change(PODS, 'a', 'a', object => {
      object.spec = { node: 2 };
    });
    leave();
    store.remove(PODS, 'a', 'a');

    expect(heard.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED']);
    expect(heard[1].previous?.spec).toEqual({ node: 1 });
  });

  it('drops the oldest events when there are too many, and says so', () => {
    store.create(PODS, pod('a'));
    for (let node = 2; node < 5_010; node++) {
      store.change(PODS, 'a', 'a', object => {
        object.spec = { node };
      });
    }

    expect(() => store.subscribe(PODS, 1, () => undefined)).toThrow(
      /too old resource version: 1/,
    );
    expect(() =>
      store.subscribe(PODS, store.resourceVersion - 10, () => undefined),
    ).not.toThrow();
  });

  it('forgets everything before now when it is told to', () => {
    store.create(PODS, pod('a'));
    const { resourceVersion } = store;
    store.forget();

    expect(() => store.checkVersion(PODS, resourceVersion)).not.toThrow();
    expect(() => store.checkVersion(PODS, resourceVersion - 1)).toThrow(
      /too old/,
    );
    expect(() => store.checkVersion(EVENTS, 1)).toThrow(/too old/);
  });
});
