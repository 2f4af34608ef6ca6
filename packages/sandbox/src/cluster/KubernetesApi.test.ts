import { KubernetesApi, parseTarget } from './KubernetesApi';
import { ObjectStore } from './ObjectStore';
import { resourceKind } from './resources';

const NOW = new Date('2026-11-19T13:07:00.250Z');
const PODS = resourceKind('pods');
const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

const query = (text = '') => new URLSearchParams(text);
const code = (expected: number, reason?: string) =>
  expect.objectContaining(
    reason ? { code: expected, reason } : { code: expected },
  );

describe('parseTarget', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['/api/v1/pods', 'pods', undefined, undefined],
    ['/api/v1/namespaces/a/pods', 'pods', 'a', undefined],
    ['/api/v1/namespaces/a/pods/x', 'pods', 'a', 'x'],
    ['/api/v1/namespaces', 'namespaces', undefined, undefined],
    ['/api/v1/namespaces/a', 'namespaces', undefined, 'a'],
    [
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/p%2Da',
      'applications',
      'argocd',
      'p-a',
    ],
  ])('reads %s', (path, plural, namespace, name) => {
    expect(parseTarget(path)).toEqual({
      resource: resourceKind(plural),
      namespace,
      name,
    });
  });

  it.each([
    '/api/v2/pods',
    '/apis/apps/v1/pods',
    '/api/v1/deployments',
    '/api/v1/namespaces/a/pods/x/status',
    '/api/v1/',
    '/healthz',
    '//',
  ])('serves nothing at %s', path => {
    expect(parseTarget(path)).toBeUndefined();
  });

  it('refuses an escape that is none', () => {
    expect(() => parseTarget('/api/v1/namespaces/a/pods/%zz')).toThrow(
      code(400, 'BadRequest'),
    );
  });
});

describe('KubernetesApi', () => {
  let store: ObjectStore;
  let api: KubernetesApi;
  const at = (name?: string) => ({ resource: PODS, namespace: 'a', name });

  beforeEach(() => {
    store = new ObjectStore({ now: () => NOW });
    api = new KubernetesApi(store);
    for (const name of ['c', 'a', 'b']) {
      store.create(PODS, {
        metadata: { name, namespace: 'a', labels: { name } },
        spec: { containers: [{ image: `r/${name}:1` }] },
      });
    }
  });

  const names = (list: ReturnType<KubernetesApi['list']>) =>
    list.items.map(({ metadata }) => metadata.name);

  describe('list', () => {
    it('is in order, of its kind, and at the newest version', () => {
      const list = api.list(at(), query());

      expect(names(list)).toEqual(['a', 'b', 'c']);
      expect(list).toMatchObject({ kind: 'PodList', apiVersion: 'v1' });
      expect(list.metadata.resourceVersion).toBe(String(store.resourceVersion));
    });

    it.each([
      ['limit=0', 3],
      ['limit=-1', 3],
      ['limit=2', 2],
      ['limit=99', 3],
    ])('gives for %s %i of three', (text, count) => {
      expect(api.list(at(), query(text)).items).toHaveLength(count);
    });

    it('refuses a limit that is no number', () => {
      expect(() => api.list(at(), query('limit=many'))).toThrow(code(400));
    });

    it('goes on where a page ended, as of the version of its first page', () => {
      const first = api.list(at(), query('limit=1'));
      store.remove(PODS, 'a', 'b');
      const next = new URLSearchParams({
        limit: '5',
        continue: first.metadata.continue ?? '',
      });

      const rest = api.list(at(), next);

      expect(names(rest)).toEqual(['c']);
      expect(first.metadata.remainingItemCount).toBe(2);
      expect(rest.metadata.continue).toBeUndefined();
      expect(rest.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('says that a page is too old when what came before it is forgotten', () => {
      const first = api.list(at(), query('limit=1'));
      store.change(PODS, 'a', 'c', pod => ({ ...pod, spec: {} }));
      store.forget();
      const next = new URLSearchParams({
        continue: first.metadata.continue ?? '',
      });

      expect(() => api.list(at(), next)).toThrow(code(410, 'Expired'));
    });

    it.each(['x', 'e30', Buffer.from('[1]').toString('base64url'), '%00'])(
      'refuses %j, which it never gave',
      token => {
        const asked = new URLSearchParams({ continue: token });
        expect(() => api.list(at(), asked)).toThrow(code(400));
      },
    );

    it('takes no label for another that every object inherits', () => {
      const labelled = (selector: string) =>
        names(api.list(at(), new URLSearchParams({ labelSelector: selector })));

      expect(labelled('constructor')).toEqual([]);
      expect(labelled('!toString')).toEqual(['a', 'b', 'c']);
      expect(labelled('name in (a, c)')).toEqual(['a', 'c']);
    });
  });

  describe('create', () => {
    it.each([undefined, null, 'pod', [], {}, { metadata: { name: '' } }])(
      'refuses %j',
      body => {
        expect(() => api.create(at(), body)).toThrow(code(400));
      },
    );

    it('refuses a body for another namespace', () => {
      const body = { metadata: { name: 'x', namespace: 'b' } };
      expect(() => api.create(at(), body)).toThrow(code(400));
    });

    it('shares nothing with what it was given', () => {
      const labels: Record<string, string> = { tier: 'web' };
      api.create(at(), { metadata: { name: 'x', labels } });

      labels.tier = 'changed';

      expect(api.get(at('x')).metadata.labels).toEqual({ tier: 'web' });
    });

    it('gives each life of a name a uid of its own', () => {
      const first = api.get(at('a')).metadata.uid;
      api.delete(at('a'));
      const second = api.create(at(), {
        metadata: { name: 'a', uid: 'mine', resourceVersion: '1' },
      }).metadata;

      expect(second.uid).not.toBe(first);
      expect(second.uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(second.resourceVersion).toBe(String(store.resourceVersion));
      expect(second.creationTimestamp).toBe('2026-11-19T13:07:00Z');
    });
  });

  describe('patch', () => {
    it.each([
      [JSON_PATCH, [{ op: 'replace', path: '/spec/replicas', value: 2 }]],
      [MERGE_PATCH, { spec: { replicas: 2 } }],
      [
        'Application/Merge-Patch+JSON; charset=utf-8',
        { spec: { replicas: 2 } },
      ],
    ])('understands %s', (type, body) => {
      store.change(PODS, 'a', 'a', pod => ({ ...pod, spec: { replicas: 1 } }));
      const before = api.get(at('a')).metadata;

      const patched = api.patch(at('a'), type, body);

      expect(patched.spec).toEqual({ replicas: 2 });
      expect(patched.metadata.generation).toBe(before.generation! + 1);
      expect(patched.metadata.uid).toBe(before.uid);
      expect(Number(patched.metadata.resourceVersion)).toBeGreaterThan(
        Number(before.resourceVersion),
      );
    });

    it.each([
      'application/strategic-merge-patch+json',
      'application/apply-patch+yaml',
      'application/json',
      'constructor',
      '',
    ])('says of %j what it takes instead', type => {
      expect(() => api.patch(at('a'), type, {})).toThrow(
        expect.objectContaining({
          code: 415,
          reason: 'UnsupportedMediaType',
          message: expect.stringContaining(`${JSON_PATCH}, ${MERGE_PATCH}`),
        }),
      );
    });

    it.each<[string, unknown]>([
      [MERGE_PATCH, null],
      [MERGE_PATCH, []],
      [MERGE_PATCH, 'x'],
      [MERGE_PATCH, { metadata: null }],
      [MERGE_PATCH, { metadata: { name: 'z' } }],
      [MERGE_PATCH, { metadata: { namespace: 'z' } }],
      [JSON_PATCH, [{ op: 'remove', path: '/metadata' }]],
      [JSON_PATCH, [{ op: 'replace', path: '', value: null }]],
      [JSON_PATCH, [{ op: 'replace', path: '/metadata/name', value: 'z' }]],
    ])('leaves no object without its name: %s %j', (type, body) => {
      const before = structuredClone(api.get(at('a')));

      expect(() => api.patch(at('a'), type, body)).toThrow(code(400));

      expect(api.get(at('a'))).toEqual(before);
    });

    it('compares and sets where the patch names a version', () => {
      const { resourceVersion } = api.get(at('a')).metadata;
      const patch = (value: string) =>
        api.patch(at('a'), JSON_PATCH, [
          { op: 'test', path: '/metadata/resourceVersion', value },
          { op: 'add', path: '/spec/x', value: 1 },
        ]);

      expect(() => patch('0')).toThrow(code(422, 'Invalid'));
      expect(patch(resourceVersion!).spec).toMatchObject({ x: 1 });
      expect(() =>
        api.patch(at('a'), MERGE_PATCH, {
          metadata: { resourceVersion },
          spec: { x: 2 },
        }),
      ).toThrow(code(409, 'Conflict'));
    });

    it('tells nobody of a patch that changes nothing', () => {
      const version = store.resourceVersion;
      const told = jest.fn();
      store.subscribe(PODS, version, told);

      api.patch(at('a'), MERGE_PATCH, { metadata: { labels: { name: 'a' } } });

      expect(store.resourceVersion).toBe(version);
      expect(told).not.toHaveBeenCalled();
    });

    it('keeps a key that looks like a prototype a key', () => {
      const body = JSON.parse('{"spec":{"__proto__":{"admin":true}}}');

      const { spec } = api.patch(at('a'), MERGE_PATCH, body);

      expect(Object.keys(spec as object)).toContain('__proto__');
      expect((spec as { admin?: boolean }).admin).toBeUndefined();
    });

    it('finds nothing to patch, or to delete, where nothing is', () => {
      expect(() => api.patch(at('none'), MERGE_PATCH, {})).toThrow(
        code(404, 'NotFound'),
      );
      expect(() => api.delete(at('none'))).toThrow(code(404, 'NotFound'));
    });
  });

  describe('replace', () => {
    it('refuses another name, and a version that is not the newest', () => {
      const object = api.get(at('a'));
      store.change(PODS, 'a', 'a', pod => ({ ...pod, spec: {} }));

      expect(() =>
        api.replace(at('a'), { metadata: { name: 'other' } }),
      ).toThrow(code(400));
      expect(() => api.replace(at('a'), object)).toThrow(code(409));
    });

    it('keeps what is the server’s own', () => {
      const before = api.get(at('a')).metadata;

      const { metadata } = api.replace(at('a'), {
        metadata: { name: 'a', uid: 'mine', creationTimestamp: 'never' },
        spec: {},
      });

      expect(metadata).toMatchObject({
        uid: before.uid,
        creationTimestamp: before.creationTimestamp,
        generation: 2,
      });
    });
  });
});
