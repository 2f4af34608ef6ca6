import { SANDBOX_CLUSTERS } from '../reconcile/places';
import { newApplication } from '../reconcile/beginning';
import type { Requests } from '../reconcile/readWorkload';
import { addPod } from '../reconcile/SimulatedWorkload';
import { tenantMetrics } from './tenantMetrics';

const NOW = new Date('2026-11-19T14:07:00Z');
const [EU_1] = SANDBOX_CLUSTERS;

function metrics(
  folders: string[],
  pods: number,
  now = NOW,
  requests: Requests = { cpu: 0.35, memory: 2 ** 30 },
) {
  const applications = folders.map(folder => {
    const application = newApplication(EU_1, folder, now);
    for (let n = 0; n < pods; n++) {
      const workload = {
        ...{ component: 'cart', image: 'cart:1', replicas: 1, hash: 'h' },
        requests,
      };
      addPod(application, workload, now);
    }
    return application;
  });
  const quotas = new Map([
    ['retail-acme', { cpu: 24, memory: 64 * 2 ** 30, storage: 500 * 2 ** 30 }],
    ['retail-initech', { cpu: 4 }],
  ]);
  return tenantMetrics({ cluster: EU_1, applications, quotas }, now).split(
    '\n',
  );
}

const valueOf = (lines: string[], ...parts: string[]) =>
  Number(
    lines
      .find(line => parts.every(part => line.includes(part)))
      ?.split(' ')
      .at(-1),
  );

const nameOf = (line: string) => /type="(\w+)"/.exec(line)?.[1];

describe('what a cluster says of tenants', () => {
  it('is what their pods ask for, of what their quota allows', () => {
    const lines = metrics(['prod/acme/cart', 'prod/acme/payments'], 3);
    const cpu = (type: string) =>
      valueOf(lines, 'retail-acme', '"requests.cpu"', `type="${type}"`);

    expect(cpu('used')).toBeCloseTo(6 * 0.35);
    expect(cpu('hard')).toBe(24);
    expect(lines.join()).not.toContain('retail-globex');
  });

  it('is no core of one that was scaled to none, whose data stays', () => {
    const lines = metrics(['prod/acme/cart'], 0);

    expect(valueOf(lines, '"requests.cpu"', 'type="used"')).toBe(0);
    expect(valueOf(lines, '"requests.storage"', 'type="used"')).toBe(
      310 * 2 ** 30,
    );
  });

  it('is a backup of this hour once it is through', () => {
    const at = (now: string) =>
      valueOf(metrics(['prod/acme/cart'], 1, new Date(now)), 'schedule=');

    expect(at('2026-11-19T14:07:00Z')).toBe(
      Date.parse('2026-11-19T13:13:00Z') / 1000,
    );
    expect(at('2026-11-19T14:14:00Z')).toBe(
      Date.parse('2026-11-19T14:13:00Z') / 1000,
    );
  });

  it('is how much the nodes can give, and what each pod asks for', () => {
    const lines = metrics(['prod/acme/cart', 'dev/cart'], 2);
    const of = (name: string, ...parts: string[]) =>
      lines.filter(
        line => line.startsWith(name) && parts.every(p => line.includes(p)),
      );

    expect(of('kube_node_status_allocatable', 'resource="cpu"')).toHaveLength(
      4,
    );
    expect(
      of('kube_pod_container_resource_requests', 'resource="cpu"'),
    ).toHaveLength(4);
    expect(valueOf(lines, 'kube_persistentvolumeclaim', 'retail-acme')).toBe(
      310 * 2 ** 30,
    );
  });

  it('says nothing of what a container does not ask for', () => {
    const lines = metrics(['prod/acme/cart'], 2, NOW, { cpu: 0.35 }).filter(
      line => line.startsWith('kube_pod_container_resource_requests{'),
    );

    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('memory');
  });

  it('is a certificate that is renewed a month before it ends', () => {
    const day = 86_400;
    for (const at of ['2026-11-19T14:07:00Z', '2027-02-01T00:00:00Z']) {
      const now = new Date(at);
      const ends = valueOf(
        ...([metrics(['prod/acme/cart'], 1, now), 'shop-tls'] as const),
      );
      const left = ends - now.getTime() / 1000;
      expect(left).toBeGreaterThanOrEqual(30 * day);
      expect(left).toBeLessThanOrEqual(90 * day);
    }
  });

  it('is of a tenant that somebody made here what its quota limits, and no backup', () => {
    const lines = metrics(['prod/initech/cart'], 2);
    const own = lines.filter(line => line.includes('retail-initech'));

    expect(
      own.filter(line => !/^kube_pod_container_/.test(line)).map(nameOf),
    ).toEqual(['used', 'hard']);
    expect(valueOf(own, '"requests.cpu"', 'type="used"')).toBeCloseTo(0.7);
    expect(valueOf(own, '"requests.cpu"', 'type="hard"')).toBe(4);
    expect(lines.join()).not.toContain('schedule=');
  });
});
