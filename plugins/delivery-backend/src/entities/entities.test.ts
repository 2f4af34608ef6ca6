import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { observation, startDelivery } from '../__testUtils__/startDelivery';
import { EntityAnnotations } from './EntityAnnotations';

jest.setTimeout(60_000);

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'shop', annotations },
  };
}

const ENTITIES = [
  component('pay-by-name', { 'argocd/app-name': 'payments-acme' }),
  component('pay-by-label', { 'argocd/app-selector': 'team=pay, tier = web' }),
  component('pay-by-id', { 'backstage.io/kubernetes-id': 'payments' }),
];

const locator = (change: object) => ({
  sources: [],
  name: 'x',
  labels: {},
  ...change,
});

describe('EntityAnnotations', () => {
  const annotations = EntityAnnotations.create(ENTITIES);

  it.each([
    [
      'what the runtime’s object names itself',
      locator({ entityRef: 'Component:default/X', name: 'payments-acme' }),
      'component:default/x',
    ],
    [
      'argocd/app-name',
      locator({ name: 'payments-acme' }),
      'component:shop/pay-by-name',
    ],
    [
      'argocd/app-selector, when all pairs match',
      locator({ labels: { team: 'pay', tier: 'web' } }),
      'component:shop/pay-by-label',
    ],
    [
      'backstage.io/kubernetes-id',
      locator({ labels: { team: 'pay' } }),
      'component:shop/pay-by-id',
    ],
  ])('goes by %s', (_, found, ref) => {
    expect(
      annotations.resolve({ component: 'payments', locators: [found] }),
    ).toBe(ref);
  });

  it('gives nothing to two who claim the same', () => {
    const twice = EntityAnnotations.create([
      component('one', { 'argocd/app-name': 'payments-acme' }),
      component('other', { 'argocd/app-name': 'payments-acme' }),
    ]);
    const locators = [locator({ name: 'payments-acme' })];
    expect(twice.resolve({ component: 'payments', locators })).toBe(
      'component:default/payments',
    );
  });

  it.each(['team!=pay', 'team in (pay)', 'env=prod,team', ''])(
    'selects nothing by %j, which it does not understand',
    selector => {
      const index = EntityAnnotations.create([
        component('greedy', { 'argocd/app-selector': selector }),
      ]);
      const locators = [locator({ labels: { env: 'prod', team: 'pay' } })];
      expect(index.resolve({ component: 'x', locators })).toBe(
        'component:default/x',
      );
    },
  );

  it('goes by the name of the folder when nothing else says more', () => {
    expect(annotations.resolve({ component: 'Cart', locators: [] })).toBe(
      'component:default/cart',
    );
  });
});

describe('EntityResolver', () => {
  it('gives a folder to the entity whose annotation points at it, but never one that names its own', async () => {
    const git = GitFixture.create();
    git.commit({
      files: {
        'prod/acme/payments/values.yaml': helmValues('2.4.0'),
        'qa/payments/values.yaml': helmValues('2.4.0'),
        'qa/payments/delivery.yaml': 'entityRef: component:default/own\n',
      },
    });
    const started = await startDelivery({
      url: git.url,
      catalog: [catalogServiceMock.factory({ entities: ENTITIES })],
    });
    const page = (ref: string) =>
      started.until<DeploymentsPage>(
        `/deployments?entityRef=${ref}`,
        body => body.items.length === 1,
      );

    expect((await page('component:shop/pay-by-id')).items[0].environment).toBe(
      'prod',
    );
    expect((await page('component:default/own')).items[0].environment).toBe(
      'qa',
    );

    const sink = await started.observer.sink();
    const seen = observation(git.url, 'prod/acme/payments');
    await sink.replace([
      { ...seen, locator: { ...seen.locator, name: 'payments-acme' } },
    ]);
    git.commit({
      files: { 'prod/acme/payments/values.yaml': helmValues('2.5.0') },
    });
    expect(
      (await page('component:shop/pay-by-name')).items[0].environment,
    ).toBe('prod');
    await started.backend.stop();
    git.dispose();
  });
});
