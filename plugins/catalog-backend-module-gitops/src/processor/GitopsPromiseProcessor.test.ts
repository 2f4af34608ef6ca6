import type { Entity } from '@backstage/catalog-model';
import { GitopsPromiseProcessor } from './GitopsPromiseProcessor';

const OURS = { type: 'gitops', target: 'gitops-retail/dev/orders' };
const OTHER = { type: 'url', target: 'https://git.example.org' };

async function relationsOf(kind: string, provider?: string, location = OURS) {
  const emit = jest.fn();
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      ...{ name: 'orders-db', namespace: 'default' },
      annotations: provider ? { 'slipway.dev/provided-by': provider } : {},
    },
  };
  const processor = new GitopsPromiseProcessor();
  expect(await processor.postProcessEntity(entity, location, emit)).toBe(
    entity,
  );
  return emit.mock.calls.map(([{ relation }]) => relation);
}

describe('the keeper of an API', () => {
  it('is related to it, in both directions', async () => {
    const api = { kind: 'API', namespace: 'default', name: 'orders-db' };
    const orders = { kind: 'component', namespace: 'default', name: 'orders' };

    expect(await relationsOf('API', 'component:default/orders')).toEqual([
      { source: api, type: 'apiProvidedBy', target: orders },
      { source: orders, type: 'providesApi', target: api },
    ]);
  });

  it.each([
    ['nothing is said', 'API', undefined],
    ['it is no API', 'Resource', 'component:default/orders'],
    ['what is said is no component', 'API', 'group:default/team-a'],
    ['what is said is no reference', 'API', ':'],
  ])('is not there when %s', async (_, kind, provider) => {
    expect(await relationsOf(kind, provider)).toEqual([]);
  });

  it('is not believed of an API from elsewhere', async () => {
    expect(await relationsOf('API', 'component:default/orders', OTHER)).toEqual(
      [],
    );
  });
});
