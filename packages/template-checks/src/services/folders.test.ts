import { cpSync, readFileSync } from 'node:fs';
import type { Entity } from '@backstage/catalog-model';
import { loadAll } from 'js-yaml';
import {
  type KubernetesObject,
  type WrittenFolder,
  buildDependencies,
  describeWithTools,
  lintChart,
  objectOf,
  renderChart,
} from '..';
import { CHART } from '../gitops/serviceChart';
import { SERVICE_KINDS } from './serviceKinds';
import {
  type ServiceAnswers,
  EVERYTHING,
  ServiceTemplates,
  answers,
  combinations,
  describeAnswers,
} from './serviceTemplate';

jest.setTimeout(120_000);

function placeOf({ environment, tenant, name }: ServiceAnswers) {
  return tenant
    ? {
        path: `tenants/${tenant}/${environment}/${name}`,
        namespace: `${tenant}--${environment}--${name}`,
      }
    : {
        path: `deployments/${environment}/${name}`,
        namespace: `${environment}--${name}`,
      };
}

/** A contract as the catalog gives it. */
function apiOf(name: string, type: string, provider: string): Entity {
  return {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API', metadata: { name } },
    ...{ spec: { type } },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/checkout' },
      { type: 'apiProvidedBy', targetRef: `component:default/${provider}` },
    ],
  };
}

describeWithTools('the folder of a deployment', ['helm'], () => {
  let templates: ServiceTemplates;
  const written: WrittenFolder[] = [];

  beforeAll(async () => {
    templates = await ServiceTemplates.start([
      apiOf('payments-api', 'openapi', 'payments'),
      apiOf('stock-api', 'openapi', 'stock'),
      apiOf('ledger-db', 'sql', 'ledger'),
    ]);
  });

  afterAll(async () => {
    await templates?.stop();
  });

  afterEach(() => {
    for (const folder of written.splice(0)) folder.dispose();
  });

  async function deploy(
    template: string,
    given: ServiceAnswers,
  ): Promise<KubernetesObject[]> {
    const { repository } = await templates.render(template, given);
    const folder = repository.write();
    written.push(folder);
    const { path, namespace } = placeOf(given);
    // Where `delivery:deployment:create` puts it in a repository of gitops-repository.
    cpSync(CHART, folder.path('charts/service'), { recursive: true });
    cpSync(folder.path('deployment'), folder.path(path), { recursive: true });
    const options = { release: given.name, namespace };
    buildDependencies(folder.path(path));
    lintChart(folder.path(path), options);
    return renderChart(folder.path(path), options);
  }

  it.each(
    combinations().map(given => [describeAnswers(given), given] as const),
  )(
    'lints and renders by the chart of the GitOps repository: %s',
    async (_, given) => {
      const objects = await deploy('service-node', given);

      const kinds = objects.map(object => object.kind);
      expect(objectOf(objects, 'Deployment', 'orders')).toBeDefined();
      expect(kinds.includes('Ingress')).toBe(given.ingress !== 'none');
      expect(kinds.includes('HorizontalPodAutoscaler')).toBe(given.autoscaling);
      expect(kinds.filter(kind => kind === 'StatefulSet')).toHaveLength(
        Number(given.database !== 'none') + Number(given.bus === 'rabbitmq'),
      );
      expect(kinds.includes('ServiceMonitor')).toBe(given.metrics);
      expect(kinds.includes('PrometheusRule')).toBe(
        given.alerts || given.slo !== 'none',
      );
    },
  );

  it.each(SERVICE_KINDS)(
    '$template runs by it',
    async ({ template, fixed }) => {
      for (const given of [answers(fixed), { ...EVERYTHING, ...fixed }]) {
        const objects = await deploy(template, given);
        const { containers } = objectOf(objects, 'Deployment', 'orders').spec
          .template.spec;

        expect(containers[0].image).toBe(
          'registry.example.org/retail/orders:0.1.0',
        );
        expect(containers[0].readinessProbe.httpGet.path).toBe('/readyz');
      }
    },
  );

  it('reaches its stores by the secrets that are sealed for it', async () => {
    templates.takeCalls();
    const objects = await deploy('service-node', EVERYTHING);
    const [container] = objectOf(objects, 'Deployment', 'orders').spec.template
      .spec.containers;

    const secrets = container.env
      .map((each: any) => each.valueFrom?.secretKeyRef?.name)
      .filter(Boolean);

    expect([...new Set(secrets)]).toEqual(['orders-database', 'orders-bus']);
    expect(
      templates.takeCalls()['delivery:secret:seal'].map(call => call.name),
    ).toEqual(secrets.filter((_: string, at: number) => at % 2 === 0));
  });

  const NAMESPACE = 'kubernetes.io/metadata.name';
  const NAME = 'app.kubernetes.io/name';

  /** Namespace, name and port of whom its policy lets in, or what it lets it reach. */
  const peersOf = (objects: KubernetesObject[], side: 'from' | 'to') =>
    objectOf(objects, 'NetworkPolicy', 'orders').spec[
      side === 'from' ? 'ingress' : 'egress'
    ].flatMap((rule: any) =>
      rule[side].map((peer: any) => [
        peer.namespaceSelector?.matchLabels[NAMESPACE] ?? peer.ipBlock?.cidr,
        peer.podSelector?.matchLabels[NAME],
        rule.ports[0].port,
      ]),
    );

  it('is closed but for whom people named', async () => {
    const quiet = { metrics: false, alerts: false, slo: 'none' };
    const objects = await deploy(
      'service-node',
      answers({
        ...quiet,
        callers: ['shop', 'qa--shop/shop', 'tools/*'],
        calls: ['stock', 'qa--rates/rates:9000'],
      }),
    );

    expect(peersOf(objects, 'from')).toEqual([
      ['dev--shop', 'shop', 8080],
      ['qa--shop', 'shop', 8080],
      ['tools', undefined, 8080],
    ]);
    expect(peersOf(objects, 'to')).toEqual([
      ['dev--stock', 'stock', 8080],
      ['qa--rates', 'rates', 9000],
    ]);
  });

  it('reaches who keeps the contracts that it needs, as the catalog knows them', async () => {
    const objects = await deploy(
      'service-node',
      answers({
        needs: ['payments-api', 'api:default/ledger-db', 'stock-api', 'gone'],
        calls: ['stock:9000'],
      }),
    );

    // Messages and tables are not called, and what was said otherwise stays so.
    expect(peersOf(objects, 'to')).toEqual([
      ['dev--stock', 'stock', 9000],
      ['dev--payments', 'payments', 8080],
    ]);
  });

  it.each<[string, Partial<ServiceAnswers>, unknown[]]>([
    [
      'another component',
      { bus: 'component', busComponent: 'shop' },
      ['acme--dev--shop', 'shop-rabbitmq', 5672],
    ],
    [
      'one elsewhere',
      {
        ...{ bus: 'address', busHost: 'bus.example.org' },
        busNetwork: '10.20.0.0/16',
      },
      ['10.20.0.0/16', undefined, 5672],
    ],
  ])('reaches the bus of %s', async (_, bus, peer) => {
    const objects = await deploy(
      'worker',
      answers({
        ...{ tenant: 'acme', contract: 'asyncapi', slo: 'none' },
        ...{ secrets: 'existing', follows: 'shop', ...bus },
      }),
    );

    expect(peersOf(objects, 'to')).toEqual([peer]);
    // The preview of a removal reads it so: no bus goes with it.
    const [values] = loadAll(
      readFileSync(
        written[0].path('tenants/acme/dev/orders/values.yaml'),
        'utf8',
      ),
    ) as { service: { rabbitmq: { enabled: boolean } } }[];
    expect(values.service.rabbitmq.enabled).toBe(false);
  });

  it('keeps its metrics without alerts', async () => {
    const objects = await deploy(
      'service-node',
      answers({ alerts: false, slo: 'none' }),
    );
    const kinds = objects.map(({ kind }) => kind);

    expect(kinds).toContain('ServiceMonitor');
    expect(kinds).not.toContain('PrometheusRule');
  });

  it.each([
    ['batch', ['VolumeAlmostFull', 'FilesFailed']],
    ['worker', ['MessagesRejected']],
  ])('of %s is watched for what goes wrong there', async (template, alerts) => {
    const { fixed } = SERVICE_KINDS.find(kind => kind.template === template)!;
    const objects = await deploy(template, answers(fixed));
    const [{ rules }] = objectOf(objects, 'PrometheusRule', 'orders').spec
      .groups;

    expect(rules.map(({ alert }: { alert: string }) => alert)).toEqual(
      expect.arrayContaining(alerts),
    );
  });

  it('watches the objective by the metric that the service has', async () => {
    const objects = await deploy('service-node', answers({ slo: '99.5' }));

    const rules = JSON.stringify(
      objects.filter(({ kind }) => kind === 'PrometheusRule'),
    );

    expect(rules).toContain('http_request_duration_seconds_count');
    expect(rules).toContain('status_code');
  });
});
