import {
  type KubeApiServer,
  describeWithEngine,
  missingKubeApiServer,
  startKubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { join } from 'node:path';
import {
  type KubernetesObject,
  ChartError,
  TEMPLATES,
  describeWithTools,
  dryRunObjects,
  lintChart,
  missingTool,
  objectOf,
  renderChart,
} from '..';

jest.setTimeout(90_000);

const CHART = join(
  TEMPLATES,
  'gitops-repository/skeleton/kubernetes/charts/service',
);
const PLACE = { release: 'web', namespace: 'dev-web' };
const IMAGE = 'image: { repository: registry.example.org/web, tag: "1.2.3" }\n';

function render(values = '', kubeVersion?: string): KubernetesObject[] {
  return renderChart(CHART, { ...PLACE, kubeVersion, values: IMAGE + values });
}

const lint = (values: string) => () => lintChart(CHART, { ...PLACE, values });

const EVERYTHING = `
ingress: { enabled: true, host: web.example.org }
autoscaling: { enabled: true }
monitoring: { enabled: true, port: 9464 }
slo: { enabled: true }
mesh: { linkerd: true }
postgresql: { enabled: true, secretName: database }
rabbitmq: { enabled: true, secretName: bus }
backup: { enabled: true, ownSchedule: true }
files: { a.yaml: "x: {{ y }}" }
networkPolicy:
  from: [{ namespace: dev-shop, name: shop }]
  to: [{ namespace: dev-ledger, name: ledger, port: 8080 }]
  toAddresses: [{ cidr: 10.0.0.0/8, ports: [443] }]
sealedSecrets:
  - { name: database, encryptedData: { password: AgA= } }
  - { name: bus, scope: namespace-wide, encryptedData: { password: AgB= } }
`;

const podOf = (workload: KubernetesObject) => workload.spec.template.spec;
const workloads = (objects: KubernetesObject[]) =>
  objects.filter(({ kind }) =>
    ['Deployment', 'Rollout', 'StatefulSet'].includes(kind),
  );

function selects(selector: object, labels: Record<string, string> = {}) {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

describeWithTools('charts/service', ['helm'], () => {
  describe('what is selected', () => {
    it.each([
      ['a Deployment', ''],
      [
        'a Rollout with stores',
        `rollout: { strategy: blueGreen }${EVERYTHING}`,
      ],
    ])('is exactly what is meant, with %s', (_, values) => {
      const objects = render(values);
      const pods = workloads(objects).map(({ metadata, spec }) => ({
        name: metadata.name,
        labels: spec.template.metadata.labels,
        selector: spec.selector.matchLabels,
      }));

      for (const pod of pods) {
        expect(selects(pod.selector, pod.labels)).toBe(true);
      }
      for (const { metadata, spec } of objects.filter(
        ({ kind }) => kind === 'Service',
      )) {
        const selected = pods.filter(({ labels }) =>
          selects(spec.selector, labels),
        );
        expect(selected.map(({ name }) => name)).toEqual([
          metadata.name.replace('-preview', ''),
        ]);
      }
    });

    it('is found by monitors once, the preview of blue and green left out', () => {
      const objects = render(`rollout: { strategy: blueGreen }${EVERYTHING}`);
      const services = objects.filter(({ kind }) => kind === 'Service');
      const monitor = objectOf(objects, 'ServiceMonitor', 'web');

      const found = services.filter(({ metadata }) =>
        selects(monitor.spec.selector.matchLabels, metadata.labels),
      );

      expect(found.map(({ metadata }) => metadata.name)).toEqual(['web']);
      const ports = found[0].spec.ports.map(
        (port: { name: string }) => port.name,
      );
      expect(ports).toContain(monitor.spec.endpoints[0].port);
    });

    it('does not change with the version, which a Deployment could not take', () => {
      const [one, other] = ['1.2.3', '2.0.0'].map(tag => {
        const values = `image: { repository: web, tag: "${tag}" }`;
        const objects = renderChart(CHART, { ...PLACE, values });
        return objectOf(objects, 'Deployment', 'web');
      });

      expect(one.spec.selector).toEqual(other.spec.selector);
    });
  });

  describe('pods', () => {
    it('run without root, without capabilities and with a read-only root file system', () => {
      for (const workload of workloads(render(EVERYTHING))) {
        const pod = podOf(workload);
        expect(pod.securityContext).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
        for (const container of pod.containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
        }
      }
    });

    it('are asked for their health at start, for requests and while they run', () => {
      for (const workload of workloads(render(EVERYTHING))) {
        const [container] = podOf(workload).containers;
        expect(container).toMatchObject({
          startupProbe: expect.anything(),
          readinessProbe: expect.anything(),
          livenessProbe: expect.anything(),
          resources: { limits: { memory: expect.any(String) } },
        });
      }
    });

    it('have no token of the API unless they ask for it', () => {
      const token = (values: string) =>
        podOf(objectOf(render(values), 'Deployment', 'web'))
          .automountServiceAccountToken;

      expect(token('')).toBe(false);
      expect(token('serviceAccount: { mountToken: true }')).toBe(true);
    });

    it('leave the load balancer before they end', () => {
      const hook = (version: string) =>
        podOf(objectOf(render('', version), 'Deployment', 'web')).containers[0]
          .lifecycle.preStop;

      expect(hook('1.31.0')).toEqual({ sleep: { seconds: 5 } });
      expect(hook('1.27.0')).toEqual({ exec: { command: ['sleep', '5'] } });
    });

    it('are spread over zones and machines', () => {
      const { topologySpreadConstraints } = podOf(
        objectOf(render(), 'Deployment', 'web'),
      );

      expect(
        topologySpreadConstraints.map(
          (constraint: { topologyKey: string }) => constraint.topologyKey,
        ),
      ).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
    });

    it('get files as they were written, template language included', () => {
      const { data } = objectOf(render(EVERYTHING), 'ConfigMap', 'web-files');

      expect(data).toEqual({ 'a.yaml': 'x: {{ y }}' });
    });

    it('say their version, as far as a label can', () => {
      const labels = (tag: string) =>
        renderChart(CHART, {
          ...PLACE,
          values: `image: { repository: web, tag: "${tag}" }`,
        }).find(({ kind }) => kind === 'Deployment')!.metadata.labels!;

      const key = 'app.kubernetes.io/version';
      expect(labels('1.2.3-rc.1')[key]).toBe('1.2.3-rc.1');
      expect(labels(`1.2.3-${'a'.repeat(80)}`)[key]).toHaveLength(63);
      expect(labels('1184')[key]).toBe('1184');
    });
  });

  describe('rollout', () => {
    it('adds one instance before it takes one away', () => {
      expect(objectOf(render(), 'Deployment', 'web').spec.strategy).toEqual({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      });
    });

    it('is blue and green by a Rollout, with both services', () => {
      const objects = render(
        'rollout: { strategy: blueGreen, autoPromotion: false }',
      );

      expect(
        objectOf(objects, 'Rollout', 'web').spec.strategy.blueGreen,
      ).toMatchObject({
        activeService: 'web',
        previewService: 'web-preview',
        autoPromotionEnabled: false,
      });
      expect(objectOf(objects, 'Service', 'web-preview')).toBeDefined();
    });

    it('leaves the number of instances to the autoscaler where there is one', () => {
      const values =
        'autoscaling: { enabled: true, minReplicas: 3 }\nrollout: { strategy: blueGreen }';
      const objects = render(values);

      expect(objectOf(objects, 'Rollout', 'web').spec).not.toHaveProperty(
        'replicas',
      );
      expect(
        objectOf(objects, 'HorizontalPodAutoscaler', 'web').spec,
      ).toMatchObject({
        minReplicas: 3,
        scaleTargetRef: { kind: 'Rollout', name: 'web' },
      });
    });

    it('keeps one instance when a machine is emptied, and does not block a single one', () => {
      expect(
        objectOf(render(), 'PodDisruptionBudget', 'web').spec.maxUnavailable,
      ).toBe(1);
      expect(
        render('replicas: 1').filter(
          ({ kind }) => kind === 'PodDisruptionBudget',
        ),
      ).toEqual([]);
    });
  });

  describe('the network', () => {
    it('is closed, but for names', () => {
      const objects = render();

      expect(objectOf(objects, 'NetworkPolicy', 'default-deny').spec).toEqual({
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
      });
      expect(objectOf(objects, 'NetworkPolicy', 'web').spec).not.toMatchObject({
        ingress: [expect.anything()],
      });
      const dns = objectOf(objects, 'NetworkPolicy', 'dns').spec.egress[0];
      expect(dns.ports.map((port: { port: number }) => port.port)).toEqual([
        53, 53,
      ]);
    });

    it('is opened for the ingress, for monitoring and for declared services', () => {
      const { ingress } = objectOf(
        render(EVERYTHING),
        'NetworkPolicy',
        'web',
      ).spec;

      expect(
        ingress.map(
          (rule: { from: { namespaceSelector: { matchLabels: object } }[] }) =>
            Object.values(rule.from[0].namespaceSelector.matchLabels)[0],
        ),
      ).toEqual(['traefik', 'monitoring', 'dev-shop']);
    });

    it('lets nobody but the service into its stores', () => {
      const objects = render(EVERYTHING);
      const { spec } = objectOf(objects, 'NetworkPolicy', 'web-postgresql');
      const service = objectOf(objects, 'Deployment', 'web');

      expect(spec.ingress).toHaveLength(1);
      expect(
        selects(
          spec.ingress[0].from[0].podSelector.matchLabels,
          service.spec.template.metadata.labels,
        ),
      ).toBe(true);
    });
  });

  describe('what surrounds it', () => {
    it('has a host name, a certificate and a DNS name', () => {
      const ingress = objectOf(render(EVERYTHING), 'Ingress', 'web');

      expect(ingress.metadata.annotations).toEqual({
        'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
        'traefik.ingress.kubernetes.io/router.tls': 'true',
        'cert-manager.io/cluster-issuer': 'letsencrypt',
        'external-dns.alpha.kubernetes.io/hostname': 'web.example.org',
      });
      expect(ingress.spec.tls).toEqual([
        { hosts: ['web.example.org'], secretName: 'web-tls' },
      ]);
    });

    it('has a namespace that enforces the strict profile, with quota and limits', () => {
      const objects = render('namespace: { confirmDeletion: true }');

      const { metadata } = objectOf(objects, 'Namespace', 'dev-web');
      expect(metadata.labels).toMatchObject({
        'pod-security.kubernetes.io/enforce': 'restricted',
      });
      expect(metadata.annotations).toMatchObject({
        'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
      });
      expect(
        objectOf(objects, 'ResourceQuota', 'quota').spec.hard,
      ).toMatchObject({
        'services.loadbalancers': '0',
      });
      expect(
        objectOf(objects, 'LimitRange', 'limits').spec.limits,
      ).toHaveLength(1);
    });

    it('has stores with volumes, and takes their passwords from secrets only', () => {
      const objects = render(EVERYTHING);

      for (const name of ['web-postgresql', 'web-rabbitmq']) {
        const { spec } = objectOf(objects, 'StatefulSet', name);
        expect(spec.volumeClaimTemplates).toHaveLength(1);
        expect(spec.serviceName).toBe(name);
      }
      const [{ env }] = podOf(
        objectOf(objects, 'Deployment', 'web'),
      ).containers;
      const passwords = env.filter(({ name }: { name: string }) =>
        /PASSWORD/.test(name),
      );
      expect(passwords).toHaveLength(2);
      for (const password of passwords) {
        expect(password.valueFrom.secretKeyRef.key).toBe('password');
      }
    });

    it('is kept by Velero, with the volumes', () => {
      const objects = render(EVERYTHING);

      expect(objectOf(objects, 'Schedule', 'dev-web')).toMatchObject({
        metadata: { namespace: 'velero' },
        spec: { template: { includedNamespaces: ['dev-web'] } },
      });
      for (const { metadata } of workloads(objects)) {
        expect(metadata.labels).toMatchObject({
          'slipway.dev/backup': 'nightly',
        });
      }
    });

    it('keeps secrets sealed, in the scope that they were sealed for', () => {
      const objects = render(EVERYTHING);
      const scope = 'sealedsecrets.bitnami.com/namespace-wide';

      expect(
        objectOf(objects, 'SealedSecret', 'database').metadata.annotations,
      ).not.toHaveProperty([scope]);
      expect(objectOf(objects, 'SealedSecret', 'bus')).toMatchObject({
        metadata: { annotations: { [scope]: 'true' } },
        spec: { template: { metadata: { annotations: { [scope]: 'true' } } } },
      });
      expect(render(EVERYTHING).some(({ kind }) => kind === 'Secret')).toBe(
        false,
      );
    });

    it('is in the mesh when asked', () => {
      expect(
        objectOf(render(EVERYTHING), 'Deployment', 'web').spec.template.metadata
          .annotations,
      ).toMatchObject({ 'linkerd.io/inject': 'enabled' });
    });
  });

  describe('values', () => {
    it.each([
      ['a misspelled key', `${IMAGE}replica: 2\n`, 'replica'],
      [
        'a misspelled key inside',
        `${IMAGE}ingress: { enable: true }\n`,
        'enable',
      ],
      [
        'a number for a version',
        'image: { repository: web, tag: 1.2 }\n',
        'tag',
      ],
      ['no version', 'image: { repository: web }\nreplicas: 1\n', 'tag'],
      [
        'a tag within the repository',
        'image: { repository: "web:1", tag: "1" }\n',
        'repository',
      ],
      [
        'an ingress without a host name',
        `${IMAGE}ingress: { enabled: true }\n`,
        'host',
      ],
      [
        'a database without a secret',
        `${IMAGE}postgresql: { enabled: true }\n`,
        'secretName',
      ],
      ['root', `${IMAGE}runAsUser: 0\n`, 'runAsUser'],
      [
        'a strategy that there is not',
        `${IMAGE}rollout: { strategy: canary }\n`,
        'strategy',
      ],
      [
        'an objective of 100 percent',
        `${IMAGE}slo: { availability: 100 }\n`,
        'availability',
      ],
      [
        'a plain value for a sealed one',
        `${IMAGE}sealedSecrets: [{ name: a, encryptedData: { b: "not sealed" } }]\n`,
        'encryptedData',
      ],
    ])('are refused with %s, and the key is named', (_, values, key) => {
      expect(lint(values)).toThrow(ChartError);
      expect(lint(values)).toThrow(key);
    });

    it('pass when they are right', () => {
      expect(lint(IMAGE + EVERYTHING)).not.toThrow();
    });
  });
});

describeWithEngine(
  'charts/service at a real API',
  () => missingTool('helm') ?? missingKubeApiServer(),
  () => {
    let server: KubeApiServer;

    beforeAll(async () => {
      server = await startKubeApiServer();
    });

    afterAll(async () => {
      await server?.stop();
    });

    it('is taken with everything in it', async () => {
      expect(
        await dryRunObjects(server, render(EVERYTHING, '1.20.2'), 'dev-web'),
      ).toEqual([]);
    });

    it('makes the same of newer kinds but for their API version', () => {
      const kinds = (version: string) =>
        render(EVERYTHING, version).filter(({ kind }) =>
          ['HorizontalPodAutoscaler', 'PodDisruptionBudget'].includes(kind),
        );
      const old = kinds('1.20.2');
      const recent = kinds('1.31.0');

      expect(recent.map(({ apiVersion }) => apiVersion).sort()).toEqual([
        'autoscaling/v2',
        'policy/v1',
      ]);
      expect(recent.map(({ spec }) => spec)).toEqual(
        old.map(({ spec }) => spec),
      );
    });
  },
);
