import { belongingsReaders, readBelongings } from './readBelongings';

const yaml = (...lines: string[]) => `${lines.join('\n')}\n`;
const read = (files: Record<string, string | undefined>) => {
  const { belongings, untold } = readBelongings(
    Object.entries(files).map(([name, text]) => ({ name, text })),
  );
  return {
    found: belongings.map(({ kind, name, detail }) =>
      [kind, name, detail].filter(Boolean).join(' '),
    ),
    untold,
  };
};

describe('what a folder owns', () => {
  it('has a reader for each format, each with a name of its own', () => {
    const ids = belongingsReaders().map(({ id }) => id);
    expect(ids).toEqual(['helm', 'kubernetes', 'compose']);
  });

  it('is told from values of a chart, as far as they are switched on', () => {
    const { found, untold } = read({
      'Chart.yaml': yaml('name: a', 'dependencies:', '  - name: service'),
      'values.yaml': yaml(
        'service:',
        '  image: { repository: r/orders, tag: "1.0.0" }',
        '  volume: { enabled: true, storage: 10Gi }',
        '  ingress: { enabled: true, host: Shop.Example.org, tls: true }',
        '  postgresql:',
        '    enabled: true',
        '    secretName: orders-database',
        '    persistence: { size: 20Gi }',
        '  rabbitmq: { enabled: false }',
        '  backup: { enabled: true }',
      ),
    });

    expect(found).toEqual([
      'volume service.volume 10Gi',
      'host shop.example.org',
      'database service.postgresql 20Gi',
      'backup service.backup',
    ]);
    expect(untold).toEqual(['the chart service may make more of its values']);
  });

  it('reads the several ways in which charts write host names', () => {
    const { found } = read({
      'values.yaml': yaml(
        'a: { ingress: { hosts: [{ host: a.example.org }, b.example.org] } }',
        'b: { ingress: { enabled: "true", hostname: c.example.org } }',
        'c: { ingress: { enabled: false, host: d.example.org } }',
      ),
    });
    expect(found).toEqual([
      ...['host a.example.org', 'host b.example.org', 'host c.example.org'],
    ]);
  });

  it('is told from objects of Kubernetes', () => {
    const { found, untold } = read({
      'all.yaml': yaml(
        'apiVersion: v1',
        'kind: PersistentVolumeClaim',
        'metadata: { name: data }',
        'spec: { resources: { requests: { storage: 5Gi } } }',
        '---',
        'apiVersion: apps/v1',
        'kind: StatefulSet',
        'metadata: { name: store }',
        'spec:',
        '  volumeClaimTemplates:',
        '    - metadata: { name: disk }',
        '      spec: { resources: { requests: { storage: 8Gi } } }',
        '---',
        'apiVersion: networking.k8s.io/v1',
        'kind: Ingress',
        'metadata: { name: web }',
        'spec: { rules: [{ host: web.example.org }] }',
        '---',
        'apiVersion: traefik.io/v1alpha1',
        'kind: IngressRoute',
        'metadata: { name: route }',
        "spec: { routes: [{ match: 'Host(`x.example.org`) && Path(`/a`)' }] }",
        '---',
        'apiVersion: postgresql.cnpg.io/v1',
        'kind: Cluster',
        'metadata: { name: orders }',
        'spec: { storage: { size: 30Gi } }',
      ),
      'secret.yaml': yaml(
        'apiVersion: bitnami.com/v1alpha1',
        'kind: SealedSecret',
        'metadata: { name: orders-db }',
      ),
      'cluster.yaml': yaml(
        'apiVersion: cluster.x-k8s.io/v1beta1',
        'kind: Cluster',
        'metadata: { name: no-database }',
      ),
    });

    expect(found).toEqual([
      'volume data 5Gi',
      'volume disk of store 8Gi',
      'host web.example.org',
      'host x.example.org',
      'database orders 30Gi',
      'secret orders-db',
    ]);
    expect(untold).toEqual([]);
  });

  it('is told from a stack of Swarm, without what only is used by it', () => {
    const { found } = read({
      'stack.yaml': yaml(
        'services:',
        '  web:',
        '    image: registry.example.org/web:1.0.0',
        '    deploy:',
        '      labels:',
        '        - traefik.http.routers.web.rule=Host(`acme.example.org`, `a.example.org`)',
        '  db:',
        '    image: postgres:16',
        '  mq:',
        '    image: rabbitmq:3-management',
        'volumes:',
        '  db-data:',
        '  shared: { external: true }',
        'secrets:',
        '  password: { file: ./x }',
      ),
    });
    expect(found).toEqual([
      ...['volume db-data', 'secret password'],
      ...['host acme.example.org', 'host a.example.org'],
      ...['database db', 'bus mq'],
    ]);
  });

  it('is said to be unknown where nobody can read it', () => {
    const { found, untold } = read({
      'templates/all.yaml': 'kind: {{ .Values.kind }}\n',
      'job.nomad.hcl': 'job "a" {}\n',
      'values.yaml': 'a: [\n',
      'big.yaml': undefined,
      'README.md': '# a\n',
      'delivery.yaml': 'hold: {}\n',
    });

    expect(found).toEqual([]);
    expect(untold).toEqual([
      'job.nomad.hcl is of a format that is not understood',
      'big.yaml is of a format that is not understood',
      'templates/all.yaml is a template that only Helm can read',
      'values.yaml cannot be read',
    ]);
  });

  it('names what it cannot read of Kubernetes', () => {
    const { untold } = read({
      'a.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: [\n',
    });
    expect(untold).toEqual(['a.yaml cannot be read as it stands there']);
  });
});
