import { describeWithTools, objectOf, renderChart } from '..';
import {
  CHART,
  PLACE,
  EVERYTHING,
  render,
  workloads,
  podOf,
  selects,
} from './serviceChart';

describeWithTools('charts/service: what runs', ['helm'], () => {
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
});
