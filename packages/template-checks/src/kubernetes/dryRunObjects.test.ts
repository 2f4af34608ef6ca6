import {
  type KubeApiServer,
  describeWithEngine,
  missingKubeApiServer,
  startKubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { KubernetesObject } from '../helm/renderChart';
import { dryRunObjects, isBuiltIn, lostFields, pathOf } from './dryRunObjects';

function object(
  apiVersion: string,
  kind: string,
  more: object = {},
): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'web' }, ...more };
}

describe('lostFields', () => {
  it('finds nothing when all comes back, and more', () => {
    expect(
      lostFields({ a: [{ b: 1 }], c: {} }, { a: [{ b: 1, d: 2 }], c: {} }),
    ).toEqual([]);
  });

  it('names the place of what does not come back', () => {
    expect(
      lostFields(
        { spec: { ports: [{ nmae: 'x' }] } },
        { spec: { ports: [{}] } },
      ),
    ).toEqual(['spec.ports[0].nmae']);
  });

  it('does not mind a value in another notation', () => {
    expect(lostFields({ memory: '1024Mi' }, { memory: '1Gi' })).toEqual([]);
  });
});

describe('pathOf', () => {
  it.each([
    [object('v1', 'Namespace'), '/api/v1/namespaces'],
    [object('v1', 'Service'), '/api/v1/namespaces/shop/services'],
    [
      object('networking.k8s.io/v1', 'Ingress'),
      '/apis/networking.k8s.io/v1/namespaces/shop/ingresses',
    ],
  ])('knows where %j is served', (value, path) => {
    expect(pathOf(value, 'shop')).toBe(path);
  });

  it('leaves kinds alone that something else brings', () => {
    expect(isBuiltIn(object('argoproj.io/v1alpha1', 'Rollout'))).toBe(false);
    expect(isBuiltIn(object('apps/v1', 'Deployment'))).toBe(true);
  });
});

describeWithEngine('dryRunObjects', missingKubeApiServer, () => {
  let server: KubeApiServer;

  beforeAll(async () => {
    server = await startKubeApiServer();
  }, 90_000);

  afterAll(async () => {
    await server?.stop();
  });

  it('says nothing against an object that is right, and creates nothing', async () => {
    const right = object('v1', 'ConfigMap', { data: { a: 'b' } });

    const problems = await dryRunObjects(server, [right], 'shop');

    expect(problems).toEqual([]);
    const { body } = await server.client.call(
      '/api/v1/namespaces/shop/configmaps',
    );
    expect(body.items.map(item => item.metadata.name)).not.toContain('web');
  });

  it('reports a field that the API does not know, and a value that it refuses', async () => {
    const problems = await dryRunObjects(
      server,
      [
        object('v1', 'Service', {
          spec: { prots: [], ports: [{ port: 80 }], selecter: { a: 'b' } },
        }),
        object('v1', 'Service', { spec: { ports: [{ port: 99_999 }] } }),
      ],
      'shop',
    );

    expect(problems).toEqual([
      'Service web: the API does not know spec.selecter.a',
      expect.stringMatching(/^Service web: 422 .*99999/),
    ]);
  });
});
