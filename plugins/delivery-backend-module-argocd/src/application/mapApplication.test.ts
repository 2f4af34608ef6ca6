import { mapApplication } from './mapApplication';

const CONTEXT = {
  cluster: 'eu-1',
  clusterNames: { 'https://10.0.0.1': 'eu-2', staging: 'eu-acc' },
  argocdUrl: 'https://argocd.example.org',
};
const COMMIT = 'a'.repeat(40);
const OTHER_COMMIT = 'b'.repeat(40);
const REPOSITORY = 'https://git.example.org/gitops.git';

function application(more: {
  metadata?: object;
  spec?: object;
  status?: unknown;
}) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'payments', namespace: 'argocd', ...more.metadata },
    spec: {
      project: 'default',
      source: {
        repoURL: REPOSITORY,
        path: 'prod/acme/payments',
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'payments',
      },
      ...more.spec,
    },
    ...('status' in more && { status: more.status }),
  };
}

function map(more: Parameters<typeof application>[0]) {
  return mapApplication(application(more), CONTEXT)!;
}

describe('mapApplication', () => {
  it('says where it is, what it runs and how that is', () => {
    const observation = map({
      metadata: {
        labels: { team: 'payments' },
        annotations: { 'backstage.io/entity-ref': 'component:payments' },
      },
      status: {
        sync: { status: 'Synced', revision: COMMIT },
        health: {
          status: 'Degraded',
          message: 'it fails',
          lastTransitionTime: '2026-11-19T12:56:00Z',
        },
        summary: { images: ['registry.example.org/payments:2.4.0'] },
        reconciledAt: '2026-11-19T13:00:00Z',
      },
    });

    expect(observation).toEqual({
      key: 'argocd/payments',
      locator: {
        sources: [
          {
            repoUrl: REPOSITORY,
            path: 'prod/acme/payments',
            targetRevision: 'main',
          },
        ],
        entityRef: 'component:payments',
        name: 'payments',
        labels: { team: 'payments' },
      },
      cluster: 'eu-1',
      namespace: 'payments',
      images: ['registry.example.org/payments:2.4.0'],
      chartVersion: undefined,
      sync: { status: 'in-sync', message: undefined, revision: COMMIT },
      health: {
        status: 'degraded',
        message: 'it fails',
        since: '2026-11-19T12:56:00Z',
      },
      operation: undefined,
      history: [],
      url: 'https://argocd.example.org/applications/argocd/payments',
      reconciledAt: '2026-11-19T13:00:00Z',
    });
    expect(observation).not.toHaveProperty('replicas');
  });

  it.each([
    [undefined, 'unknown'],
    [{}, 'unknown'],
    [{ health: {} }, 'unknown'],
    [{ health: { status: 'Unheard-of' } }, 'unknown'],
    [{ health: { status: 'Healthy' } }, 'healthy'],
    [{ health: { status: 'Progressing' } }, 'progressing'],
    [{ health: { status: 'Suspended' } }, 'suspended'],
    [{ health: { status: 'Missing' } }, 'missing'],
  ])(
    'never takes an absent health for a good one: %j is %s',
    (status, health) => {
      expect(map({ status }).health.status).toBe(health);
    },
  );

  it.each([
    ['Synced', 'in-sync'],
    ['OutOfSync', 'out-of-sync'],
    ['Unknown', 'unknown'],
    [undefined, 'unknown'],
  ])('reads the sync status %s as %s', (status, expected) => {
    expect(map({ status: { sync: { status } } }).sync.status).toBe(expected);
  });

  it('takes the cause from the resource that has the same health', () => {
    const { health } = map({
      status: {
        health: { status: 'Degraded' },
        resources: [
          { kind: 'Service', health: { status: 'Healthy', message: 'fine' } },
          {
            kind: 'Deployment',
            health: {
              status: 'Degraded',
              message: 'Deployment "payments" exceeded its progress deadline',
            },
          },
        ],
      },
    });

    expect(health.message).toBe(
      'Deployment "payments" exceeded its progress deadline',
    );
  });

  it('says the errors among the conditions, and not the warnings', () => {
    const { sync } = map({
      status: {
        sync: { status: 'Unknown' },
        conditions: [
          { type: 'ComparisonError', message: 'values.yaml is broken' },
          { type: 'OrphanedResourceWarning', message: 'one is orphaned' },
          { type: 'SyncError', message: 'it was refused' },
        ],
      },
    });

    expect(sync.message).toBe('values.yaml is broken; it was refused');
  });

  it('says that it is being deleted', () => {
    const { sync } = map({
      metadata: { deletionTimestamp: '2026-11-19T13:00:00Z' },
    });

    expect(sync.message).toBe('The Application is being deleted.');
  });

  it('finds the folder of values that lie in another source', () => {
    const { locator, sync } = map({
      spec: {
        source: undefined,
        sources: [
          {
            repoURL: 'https://charts.example.org',
            chart: 'service',
            targetRevision: '3.2.0',
            helm: {
              valueFiles: [
                '$values/prod/acme/payments/values.yaml',
                '$nobody/else/values.yaml',
                'https://elsewhere.example.org/values.yaml',
              ],
            },
          },
          { repoURL: REPOSITORY, targetRevision: 'main', ref: 'values' },
        ],
      },
      status: { sync: { status: 'Synced', revisions: ['3.2.0', COMMIT] } },
    });

    expect(locator.sources).toEqual([
      {
        repoUrl: REPOSITORY,
        path: 'prod/acme/payments',
        targetRevision: 'main',
      },
    ]);
    expect(sync.revision).toBe(COMMIT);
  });

  it('follows values that lie beside the chart, and names each folder once', () => {
    const { locator } = map({
      spec: {
        source: {
          repoURL: REPOSITORY,
          path: '/charts/service/',
          helm: {
            valueFiles: [
              'values.yaml',
              'values-prod.yaml',
              '../../prod/acme/payments/values.yaml',
            ],
          },
        },
      },
    });

    expect(locator.sources.map(({ path }) => path)).toEqual([
      'charts/service',
      'prod/acme/payments',
    ]);
  });

  it('points to what people write when a hydrator writes the rest', () => {
    const { locator } = map({
      spec: {
        source: undefined,
        sourceHydrator: {
          drySource: {
            repoURL: REPOSITORY,
            path: 'prod/acme/payments',
            targetRevision: 'main',
          },
        },
      },
    });

    expect(locator.sources[0].path).toBe('prod/acme/payments');
  });

  it('gives the history newest first, with commits and not chart versions', () => {
    const chart = {
      repoURL: 'https://charts.example.org',
      chart: 'service',
      targetRevision: '3.x',
    };
    const sources = [chart, { repoURL: REPOSITORY, path: 'prod/a' }];
    const { history, chartVersion } = map({
      spec: { source: undefined, sources },
      status: {
        sync: { status: 'OutOfSync', revisions: ['3.3.0', OTHER_COMMIT] },
        history: [
          {
            id: 0,
            revision: OTHER_COMMIT,
            deployedAt: '2026-11-01T10:00:00Z',
            source: { repoURL: REPOSITORY, path: 'prod/a' },
            initiatedBy: { username: 'oncall-1' },
          },
          {
            id: 1,
            revisions: ['3.2.0', COMMIT],
            deployedAt: '2026-11-02T10:00:00Z',
            initiatedBy: { automated: true },
          },
          { id: 2, revisions: ['3.2.1', COMMIT] },
        ],
      },
    });

    expect(history).toEqual([
      {
        revisions: [COMMIT],
        deployedAt: '2026-11-02T10:00:00Z',
        initiatedBy: 'automated sync',
      },
      {
        revisions: [OTHER_COMMIT],
        deployedAt: '2026-11-01T10:00:00Z',
        initiatedBy: 'oncall-1',
      },
    ]);
    expect(chartVersion).toBe('3.2.1');
  });

  it('knows a chart version only by what was deployed', () => {
    const source = { repoURL: 'oci://charts', chart: 'service' };
    const synced = map({
      spec: { source },
      status: { sync: { status: 'Synced', revision: '3.2.0' } },
    });
    const wanted = map({
      spec: { source },
      status: { sync: { status: 'OutOfSync', revision: '3.3.0' } },
    });

    expect(synced.chartVersion).toBe('3.2.0');
    expect(synced.sync.revision).toBeUndefined();
    expect(wanted.chartVersion).toBeUndefined();
  });

  it.each([
    ['Running', 'running'],
    ['Terminating', 'running'],
    ['Succeeded', 'succeeded'],
    ['Failed', 'failed'],
    ['Error', 'failed'],
  ])('reads the operation phase %s as %s', (phase, expected) => {
    const { operation } = map({
      status: {
        operationState: {
          phase,
          message: 'words',
          startedAt: '2026-11-19T13:00:00Z',
          operation: { sync: { revision: COMMIT } },
        },
      },
    });

    expect(operation).toEqual({
      phase: expected,
      message: 'words',
      revisions: [COMMIT],
      startedAt: '2026-11-19T13:00:00Z',
      finishedAt: undefined,
    });
  });

  it('prefers the result of a sync to what was asked for', () => {
    const { operation } = map({
      status: {
        operationState: {
          phase: 'Succeeded',
          operation: { sync: { revision: 'main' } },
          syncResult: { revision: COMMIT },
        },
      },
    });

    expect(operation?.revisions).toEqual([COMMIT]);
  });

  it.each([
    [{ server: 'https://kubernetes.default.svc' }, 'eu-1'],
    [{ name: 'in-cluster' }, 'eu-1'],
    [{ server: 'https://10.0.0.1' }, 'eu-2'],
    [{ name: 'staging' }, 'eu-acc'],
    [{ name: 'unmapped' }, 'unmapped'],
    [{ server: 'https://10.9.9.9' }, undefined],
    [undefined, undefined],
  ])('finds the cluster of the destination %j: %s', (destination, cluster) => {
    expect(map({ spec: { destination } }).cluster).toBe(cluster);
  });

  it('keeps an Application that cannot be read, as not known', () => {
    const observation = map({ status: { history: 'none' } });

    expect(observation).toMatchObject({
      key: 'argocd/payments',
      images: [],
      sync: { status: 'unknown' },
      health: { status: 'unknown' },
    });
    expect(observation.health.message).toContain('its field status.history');
  });

  it.each([undefined, 'text', {}, { metadata: { name: 'a' } }])(
    'skips what has not even a name: %j',
    value => {
      expect(mapApplication(value, CONTEXT)).toBeUndefined();
    },
  );

  it('lives with null where a list is empty', () => {
    const observation = map({
      metadata: { labels: null, annotations: null },
      status: {
        history: null,
        summary: { images: null },
        conditions: null,
        operationState: null,
      },
    });

    expect(observation.history).toEqual([]);
    expect(observation.images).toEqual([]);
  });
});
