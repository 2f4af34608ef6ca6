import { describeWithTools, objectOf } from '..';
import { EVERYTHING, render, selects } from './serviceChart';

describeWithTools('charts/service: rollout and network', ['helm'], () => {
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
      ).toEqual(['traefik', 'monitoring', 'dev--shop']);
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
});
