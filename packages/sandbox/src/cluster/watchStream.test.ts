import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Target } from './KubernetesApi';
import { ObjectStore } from './ObjectStore';
import { resourceKind } from './resources';
import { streamWatch } from './watchStream';

const PODS = resourceKind('pods');

/** Takes what is written, and fails like a real one where that is too late. */
class FakeResponse extends EventEmitter {
  readonly lines: string[] = [];
  writableEnded = false;

  begun = false;

  writeHead() {
    this.begun = true;
  }

  flushHeaders() {}

  write(text: string) {
    if (this.writableEnded) {
      throw new Error('write after end');
    }
    this.lines.push(text);
  }

  end() {
    this.writableEnded = true;
  }

  get events() {
    return this.lines.map(line => JSON.parse(line));
  }
}

describe('streamWatch', () => {
  let store: ObjectStore;
  beforeEach(() => {
    jest.useFakeTimers();
    store = new ObjectStore({ now: () => new Date() });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function watch(
    text = '',
    target: Partial<Target> = {},
    response = new FakeResponse(),
  ) {
    streamWatch({
      store,
      target: { resource: PODS, namespace: 'a', ...target },
      query: new URLSearchParams(text),
      response: response as unknown as ServerResponse,
    });
    return response;
  }
  const create = (name: string, labels: Record<string, string> = {}) =>
    store.create(PODS, { metadata: { name, namespace: 'a', labels } });
  const label = (name: string, labels: Record<string, string>) =>
    store.change(PODS, 'a', name, pod => {
      pod.metadata.labels = labels;
    });
  const told = ({ events }: FakeResponse) =>
    events.map(({ type, object }) => `${type} ${object.metadata.name}`);

  it.each(['', 'resourceVersion=0'])(
    'begins with all there is for %j, then goes on',
    text => {
      create('x');
      const response = watch(text);

      create('y');

      expect(told(response)).toEqual(['ADDED x', 'ADDED y']);
    },
  );

  it('tells what came after a version, once each, in order', () => {
    const { resourceVersion } = create('x').metadata;
    create('y');
    label('x', { a: '1' });
    store.remove(PODS, 'a', 'y');

    const response = watch(`resourceVersion=${resourceVersion}`);

    expect(told(response)).toEqual(['ADDED y', 'MODIFIED x', 'DELETED y']);
    const versions = response.events.map(({ object }) =>
      Number(object.metadata.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('adds what comes into a selection, and deletes what leaves it', () => {
    create('x');
    const response = watch('labelSelector=tier%3Dweb');
    expect(told(response)).toEqual([]);

    label('x', { tier: 'web' });
    label('x', { tier: 'web', more: '1' });
    label('x', {});
    store.remove(PODS, 'a', 'x');

    expect(told(response)).toEqual(['ADDED x', 'MODIFIED x', 'DELETED x']);
  });

  it('watches one object where the path names one', () => {
    const response = watch('', { name: 'y' });

    create('x');
    create('y');

    expect(told(response)).toEqual(['ADDED y']);
  });

  it('says that a version is too old, and ends', () => {
    const { resourceVersion } = create('x').metadata;
    create('y');
    store.forget();

    const response = watch(`resourceVersion=${resourceVersion}`);

    expect(response.events).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({ code: 410, reason: 'Expired' }),
      },
    ]);
    expect(response.writableEnded).toBe(true);
  });

  it('ends when its time is over, and says nothing after that', () => {
    const response = watch('timeoutSeconds=5');
    jest.advanceTimersByTime(4_999);
    expect(response.writableEnded).toBe(false);
    jest.advanceTimersByTime(1);
    expect(response.writableEnded).toBe(true);

    expect(() => create('late')).not.toThrow();

    expect(told(response)).toEqual([]);
  });

  it.each(['timeoutSeconds=-3', 'timeoutSeconds=0', ''])(
    'lasts its usual time for %j',
    text => {
      const response = watch(text);

      jest.advanceTimersByTime(1_799_000);
      expect(response.writableEnded).toBe(false);
      jest.advanceTimersByTime(1_000);
      expect(response.writableEnded).toBe(true);
    },
  );

  it('does not end at once when it is asked to last for months', () => {
    const response = watch('timeoutSeconds=99999999999');

    jest.advanceTimersByTime(1_800_000);

    expect(response.writableEnded).toBe(false);
    response.emit('close');
  });

  it('sends bookmarks only to who asked, also just before the end', () => {
    create('x');
    const version = String(store.resourceVersion);
    const asked = watch(
      `resourceVersion=${version}&allowWatchBookmarks=true&timeoutSeconds=90`,
    );
    const silent = watch(`resourceVersion=${version}&timeoutSeconds=90`);

    jest.advanceTimersByTime(90_000);

    expect(silent.events).toEqual([]);
    expect(asked.events).toEqual([
      expect.objectContaining({ type: 'BOOKMARK' }),
      expect.objectContaining({ type: 'BOOKMARK' }),
    ]);
    expect(asked.events[0].object).toEqual({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { resourceVersion: version },
    });
  });

  it('leaves no timer and no listener when the client goes', () => {
    const response = watch('allowWatchBookmarks=true');

    response.emit('close');
    create('x');

    expect(response.lines).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    'resourceVersion=new',
    'timeoutSeconds=soon',
    'labelSelector=a%3Db%3Dc',
  ])('refuses %s before it begins', text => {
    const response = new FakeResponse();

    expect(() => watch(text, {}, response)).toThrow(
      expect.objectContaining({ code: 400 }),
    );

    create('x');
    expect(response.begun).toBe(false);
    expect(response.lines).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
