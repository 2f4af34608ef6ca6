import type { TenantTarget } from '@slipway/backstage-plugin-delivery-node';
import {
  describeWithEngine,
  missingPrometheus,
  openMetrics,
  startGateway,
  startPrometheus,
  tenantUsageSourceSuite,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createOptions } from './__testUtils__/createSource';
import { PrometheusTenantUsageSource } from './PrometheusTenantUsageSource';

const GIB = 2 ** 30;
const now = Math.floor(Date.now() / 1000 / 60) * 60;
const backupAt = now - 2_820;

function tenant(
  name: string,
  change: Partial<TenantTarget> = {},
): TenantTarget {
  return {
    ...{ tenant: name, environment: 'prod', backupSchedules: [] },
    namespaces: [{ namespace: `retail-${name}`, cluster: 'eu-1' }],
    ...change,
  };
}

function quota(
  namespace: string,
  resource: string,
  values: { used: number; hard: number },
  more: Record<string, string> = {},
) {
  return (['used', 'hard'] as const).map(type => ({
    name: 'kube_resourcequota',
    labels: {
      ...{ namespace, resource, type, resourcequota: 'quota' },
      ...{ cluster: 'eu-1', instance: 'a' },
      ...more,
    },
    valueAt: () => values[type],
  }));
}

function backup(schedule: string, at: number, cluster = 'eu-1') {
  return {
    name: 'velero_backup_last_successful_timestamp',
    labels: { schedule, cluster },
    valueAt: () => at,
  };
}

function gauge(name: string, value: number, labels: Record<string, string>) {
  return { name, labels: { cluster: 'eu-1', ...labels }, valueAt: () => value };
}

const certificate = (name: string, at: number, labels: object) =>
  gauge('certmanager_certificate_expiration_timestamp_seconds', at, {
    ...{ name, ...labels },
  });

const requested = (
  namespace: string,
  resource: string,
  value: number,
  more: Record<string, string> = {},
) =>
  gauge('kube_pod_container_resource_requests', value, {
    ...{ namespace, resource, pod: `${namespace}-1`, container: 'a', ...more },
  });

/** Two nodes, and what namespaces without a quota ask for. */
const ROOM = [
  ...['a', 'b'].flatMap(node => [
    gauge('kube_node_status_allocatable', 48, { node, resource: 'cpu' }),
    gauge('kube_node_status_allocatable', 192 * GIB, {
      ...{ node, resource: 'memory' },
    }),
  ]),
  gauge('kube_node_status_allocatable', 1_000, {
    ...{ node: 'c', resource: 'cpu', cluster: 'us-1' },
  }),
  ...[
    requested('platform', 'cpu', 3),
    requested('platform', 'cpu', 3, { instance: 'b' }),
    requested('platform', 'memory', 5 * GIB),
  ],
  // Of what has a quota the quota counts, and what has ended counts no more.
  requested('retail-acme', 'cpu', 14),
  requested('platform', 'cpu', 40, { pod: 'job-1' }),
  gauge('kube_pod_status_phase', 1, {
    ...{ namespace: 'platform', pod: 'job-1', phase: 'Succeeded' },
  }),
  gauge('kube_pod_status_phase', 0, {
    ...{ namespace: 'platform', pod: 'platform-1', phase: 'Failed' },
  }),
  gauge('kube_persistentvolumeclaim_resource_requests_storage_bytes', 7 * GIB, {
    ...{ namespace: 'platform', persistentvolumeclaim: 'data' },
  }),
];

const HISTORY = [
  ...ROOM,
  certificate('late', now + 90 * 86_400, { namespace: 'retail-certified' }),
  certificate('soon', now + 9 * 86_400, {
    ...{ namespace: 'cert-manager', exported_namespace: 'retail-certified' },
  }),
  certificate('other', now, {
    ...{ namespace: 'retail-certified', cluster: 'us-1' },
  }),
  ...quota('retail-acme', 'requests.cpu', { used: 14, hard: 24 }),
  // Another replica of who tells it, and a quota that is wider.
  ...quota(
    'retail-acme',
    'requests.cpu',
    { used: 14, hard: 24 },
    { instance: 'b' },
  ),
  ...quota(
    'retail-acme',
    'requests.cpu',
    { used: 14, hard: 99 },
    { resourcequota: 'wide' },
  ),
  ...quota('retail-acme', 'limits.cpu', { used: 1, hard: 2 }),
  ...quota('retail-acme', 'requests.memory', {
    used: 38 * GIB,
    hard: 64 * GIB,
  }),
  ...quota('retail-acme', 'requests.storage', {
    used: 310 * GIB,
    hard: 500 * GIB,
  }),
  // The namespace of the same name in another cluster.
  ...quota(
    'retail-acme',
    'requests.cpu',
    { used: 1, hard: 1 },
    { cluster: 'us-1' },
  ),
  ...quota('retail-partly', 'memory', { used: GIB, hard: 2 * GIB }),
  ...quota('retail-shared', 'requests.cpu', { used: 5, hard: 6 }),
  ...[backup('acme', backupAt), backup('acme', now, 'us-1')],
  ...[
    backup('never', 0),
    backup('retail-two-a', now - 60),
    backup('retail-two-b', now - 900),
  ],
];

describeWithEngine('a real Prometheus', missingPrometheus, () => {
  const start = async () =>
    startPrometheus({
      history: openMetrics(HISTORY, { from: now - 300, to: now, step: 15 }),
    });
  const create = (url: string, server: object = {}) =>
    PrometheusTenantUsageSource.create(
      createOptions({
        ...{ url, now },
        server: {
          ...{ clusters: ['eu-1'], labels: { cluster: '{cluster}' } },
          ...server,
        },
      }),
    );

  tenantUsageSourceSuite({
    name: 'PrometheusTenantUsageSource',
    setup: async () => {
      const prometheus = await start();
      const gateway = await startGateway(prometheus);
      const shared = [{ namespace: 'retail-shared', cluster: 'eu-1' }];
      return {
        ...{ gateway, backupAt, measured: tenant('acme') },
        createSource: () => create(gateway.url),
        ...{ partly: tenant('partly'), unmeasured: tenant('initech') },
        sharing: [
          tenant('one', { namespaces: shared }),
          tenant('two', { namespaces: shared }),
        ],
        foreign: tenant('acme', {
          namespaces: [{ namespace: 'retail-acme', cluster: 'us-1' }],
        }),
        stop: async () => {
          await gateway.stop();
          await prometheus.stop();
        },
      };
    },
  });

  describe('tenants by kube-state-metrics and Velero', () => {
    let prometheus: Awaited<ReturnType<typeof start>>;
    const { signal } = new AbortController();
    const read = async (...targets: TenantTarget[]) => {
      const source = create(prometheus.url);
      const readings = await source.read(targets, { signal });
      await source.close();
      return readings;
    };

    beforeAll(async () => {
      prometheus = await start();
    }, 90_000);

    afterAll(async () => prometheus?.stop());

    it('have the certificate that ends first, whichever label holds its namespace', async () => {
      const [reading] = await read(tenant('certified'));
      expect(reading).toEqual({
        ...{ used: {}, hard: {} },
        certificate: { at: now + 9 * 86_400, name: 'soon' },
      });
    });

    it('reserve of a cluster what their quotas say, and others what they ask for', async () => {
      const source = create(prometheus.url);
      const rooms = await source.readRoom([tenant('acme'), tenant('partly')], {
        signal,
      });
      await source.close();

      expect(rooms).toEqual([
        {
          cluster: 'eu-1',
          capacity: { cpu: 96, memory: 384 * GIB },
          reserved: {
            cpu: 24 + 6 + 3,
            memory: 64 * GIB + 2 * GIB + 5 * GIB,
            storage: 500 * GIB + 7 * GIB,
          },
        },
      ]);
    });

    it('reserve nothing of a cluster that nobody knows', async () => {
      const source = create(prometheus.url);
      const nowhere = tenant('acme', { namespaces: [] });
      expect(await source.readRoom([nowhere], { signal })).toEqual([]);
      await source.close();
    });

    it('are not told by one namespace what another one does not say', async () => {
      const namespaces = ['retail-acme', 'retail-partly'].map(namespace => ({
        ...{ namespace, cluster: 'eu-1' },
      }));
      const [reading] = await read(tenant('both', { namespaces }));

      expect(reading?.used).toEqual({ memory: 39 * GIB });
      expect(reading?.hard).toEqual({ memory: 66 * GIB });
    });

    it('are kept as long ago as the oldest of their namespaces, and not at all when one is not', async () => {
      const two = ['a', 'b'].map(end => ({
        ...{ namespace: `retail-two-${end}`, cluster: 'eu-1' },
      }));
      const lost = { namespace: 'retail-two-c', cluster: 'eu-1' };
      const [both, not] = [
        await read(tenant('two', { namespaces: two })),
        await read(tenant('two', { namespaces: [...two, lost] })),
      ];

      expect(both[0]?.backup).toEqual({
        ...{ at: now - 900, schedule: 'retail-two-b' },
      });
      expect(not[0]).toBeUndefined();
    });

    it('are kept by the schedules that their file names, and no others', async () => {
      const [named, never, none] = await read(
        tenant('x', { backupSchedules: ['retail-two-a'] }),
        tenant('never', { backupSchedules: ['never'] }),
        tenant('acme', { backupSchedules: ['no-such'] }),
      );

      expect(named?.backup?.schedule).toBe('retail-two-a');
      expect(never).toBeUndefined();
      expect(none?.backup).toBeUndefined();
    });

    it('may have names that mean something in a question', async () => {
      const [reading] = await read(
        tenant('a"b|.*{}', {
          namespaces: [{ namespace: '.*|"}', cluster: 'eu-1' }],
        }),
      );
      expect(reading).toBeUndefined();
    });
  });
});
