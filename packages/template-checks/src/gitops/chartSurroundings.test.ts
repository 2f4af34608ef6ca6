import { describeWithTools, objectOf } from '..';
import { EVERYTHING, render, workloads, podOf } from './serviceChart';

describeWithTools('charts/service: what surrounds it', ['helm'], () => {
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

      const { metadata } = objectOf(objects, 'Namespace', 'dev--web');
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

    it('has a volume of its own, which one pod has at a time', () => {
      const objects = render(
        'replicas: 1\nvolume: { enabled: true, path: /files, storage: 2Gi, storageClass: fast }\nbackup: { enabled: true }',
      );
      const { spec } = objectOf(objects, 'Deployment', 'web');
      const [container] = podOf(
        objectOf(objects, 'Deployment', 'web'),
      ).containers;

      expect(spec.strategy).toEqual({ type: 'Recreate' });
      expect(spec.template.metadata.annotations).toMatchObject({
        'backup.velero.io/backup-volumes': 'data',
      });
      expect(spec.template.spec.volumes).toContainEqual({
        ...{ name: 'data', persistentVolumeClaim: { claimName: 'web-data' } },
      });
      expect(container.volumeMounts).toContainEqual({
        ...{ name: 'data', mountPath: '/files' },
      });
      expect(
        objectOf(objects, 'PersistentVolumeClaim', 'web-data').spec,
      ).toEqual({
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '2Gi' } },
      });
    });

    it.each([
      'replicas: 2',
      'replicas: 1\nautoscaling: { enabled: true }',
      'replicas: 1\nrollout: { strategy: blueGreen }',
    ])('refuses a volume for several pods: %j', values => {
      expect(() => render(`volume: { enabled: true }\n${values}`)).toThrow(
        'one pod has it at a time',
      );
    });

    it('is kept by Velero, with the volumes', () => {
      const objects = render(EVERYTHING);

      expect(objectOf(objects, 'Schedule', 'dev--web')).toMatchObject({
        metadata: { namespace: 'velero' },
        spec: { template: { includedNamespaces: ['dev--web'] } },
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
});
