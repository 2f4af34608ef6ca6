import {
  type KubernetesObject,
  describeWithTools,
  objectOf,
  renderChart,
} from '..';
import { CHART, IMAGE, podOf, render } from './serviceChart';

interface Peer {
  namespaceSelector?: { matchLabels: Record<string, string> };
  podSelector?: { matchLabels: Record<string, string> };
  ipBlock?: { cidr: string };
}

interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port: number }[];
}

const NAMESPACE = 'kubernetes.io/metadata.name';
const NAME = 'app.kubernetes.io/name';

/** Namespace, name of the pods, or range of addresses; and the first port. */
const peersOf = (rules: Rule[], side: 'from' | 'to') =>
  rules.flatMap(rule =>
    (rule[side] ?? []).map(peer => [
      peer.ipBlock?.cidr ?? peer.namespaceSelector?.matchLabels[NAMESPACE],
      peer.podSelector?.matchLabels[NAME],
      rule.ports?.[0].port,
    ]),
  );

function envOf(objects: KubernetesObject[]): Record<string, unknown> {
  const [{ env }] = podOf(objectOf(objects, 'Deployment', 'web')).containers;
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }: any) => [
      name,
      value ?? valueFrom.secretKeyRef?.name,
    ]),
  );
}

const ofTenant = (values: string) =>
  renderChart(CHART, {
    ...{ release: 'web', namespace: 'acme--dev--web', values: IMAGE + values },
  });

describeWithTools('charts/service: who talks to whom', ['helm'], () => {
  const FROM =
    'networkPolicy: { from: [{ name: shop }, { namespace: tools }, { namespace: qa--a, name: b }] }';

  it('lets in what is named, beside it or elsewhere, or all of a namespace', () => {
    const { spec } = objectOf(render(FROM), 'NetworkPolicy', 'web');

    expect(peersOf(spec.ingress, 'from')).toEqual([
      ['dev--shop', 'shop', 8080],
      ['tools', undefined, 8080],
      ['qa--a', 'b', 8080],
    ]);
  });

  it('means components of the same tenant in the folder of a tenant', () => {
    const { spec } = objectOf(ofTenant(FROM), 'NetworkPolicy', 'web');

    expect(peersOf(spec.ingress, 'from')[0][0]).toBe('acme--dev--shop');
  });

  it('lets out to what is named, at its port', () => {
    const { spec } = objectOf(
      render('networkPolicy: { to: [{ name: ledger, port: 9000 }] }'),
      'NetworkPolicy',
      'web',
    );

    expect(peersOf(spec.egress, 'to')).toEqual([
      ['dev--ledger', 'ledger', 9000],
    ]);
  });

  it('refuses a name alone where the namespace cannot be told by it', () => {
    expect(() =>
      renderChart(CHART, {
        ...{ release: 'web', namespace: 'elsewhere', values: IMAGE + FROM },
      }),
    ).toThrow("this one, 'elsewhere', does not end with '--web'");
  });

  it.each(['{}', '{ port: 80 }'])('refuses to let in %s', entry => {
    expect(() => render(`networkPolicy: { from: [${entry}] }`)).toThrow(
      /minProperties|additional properties/i,
    );
  });
});

describeWithTools('charts/service: the bus', ['helm'], () => {
  it('lets only its own service in, unless others are named', () => {
    const own = 'rabbitmq: { enabled: true, secretName: bus';
    const policyOf = (values: string) =>
      objectOf(render(values), 'NetworkPolicy', 'web-rabbitmq').spec.ingress;

    expect(peersOf(policyOf(`${own} }`), 'from')).toEqual([
      [undefined, 'web', 5672],
    ]);
    expect(
      peersOf(policyOf(`${own}, from: [{ name: mailer }] }`), 'from'),
    ).toEqual([
      [undefined, 'web', 5672],
      ['dev--mailer', 'mailer', 5672],
    ]);
  });

  it('is that of another component, which is then reached, and none of its own', () => {
    const objects = render('rabbitmq: { of: shop, secretName: bus }');
    const { spec } = objectOf(objects, 'NetworkPolicy', 'web');

    expect(envOf(objects)).toMatchObject({
      RABBITMQ_HOST: 'shop-rabbitmq.dev--shop.svc',
      RABBITMQ_PORT: '5672',
      RABBITMQ_PASSWORD: 'bus',
    });
    expect(peersOf(spec.egress, 'to')).toEqual([
      ['dev--shop', 'shop-rabbitmq', 5672],
    ]);
    expect(objects.map(({ kind }) => kind)).not.toContain('StatefulSet');
  });

  it('lets in by one side what the other side asks for', () => {
    const asks = render('rabbitmq: { of: shop, secretName: bus }');
    const gives = renderChart(CHART, {
      ...{ release: 'shop', namespace: 'dev--shop' },
      values: `${IMAGE}rabbitmq: { enabled: true, secretName: bus, from: [{ name: web }] }`,
    });
    const [asked] = peersOf(
      objectOf(asks, 'NetworkPolicy', 'web').spec.egress,
      'to',
    );
    const { spec } = objectOf(gives, 'NetworkPolicy', 'shop-rabbitmq');
    const { labels } = objectOf(asks, 'Deployment', 'web').spec.template
      .metadata;

    expect(asked[1]).toBe(spec.podSelector.matchLabels[NAME]);
    expect(peersOf(spec.ingress, 'from')[1]).toEqual([
      'dev--web',
      labels[NAME],
      5672,
    ]);
    expect(envOf(asks).RABBITMQ_HOST).toBe(
      `${objectOf(gives, 'Service', 'shop-rabbitmq').metadata.name}.dev--shop.svc`,
    );
  });

  it('is one elsewhere, by its name, port and addresses', () => {
    const objects = render(
      'rabbitmq: { host: bus.example.org, port: 5671, addresses: [10.20.0.0/16], secretName: bus }',
    );
    const { spec } = objectOf(objects, 'NetworkPolicy', 'web');

    expect(envOf(objects)).toMatchObject({
      RABBITMQ_HOST: 'bus.example.org',
      RABBITMQ_PORT: '5671',
      RABBITMQ_USER: 'bus',
    });
    expect(peersOf(spec.egress, 'to')).toEqual([
      ['10.20.0.0/16', undefined, 5671],
    ]);
  });

  it.each([
    ['{ of: shop }', /secretName/],
    ['{ host: a.example.org, secretName: bus }', /addresses/],
    ['{ enabled: true, of: shop, secretName: bus }', /not two of them/],
    [
      '{ of: shop, host: a.example.org, addresses: [10.0.0.0/8], secretName: bus }',
      /not two of them/,
    ],
  ])('refuses %s', (values, words) => {
    expect(() => render(`rabbitmq: ${values}`)).toThrow(words);
  });

  it('is asked what is in each queue, which the page of health shows', () => {
    const { spec } = objectOf(
      render(
        'monitoring: { enabled: true }\nrabbitmq: { enabled: true, secretName: bus }',
      ),
      'ServiceMonitor',
      'web-rabbitmq',
    );

    expect(spec.endpoints).toContainEqual(
      expect.objectContaining({
        path: '/metrics/detailed',
        params: { family: ['queue_coarse_metrics', 'queue_consumer_count'] },
      }),
    );
  });
});
