import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import { fakeApi } from './__testUtils__/fakeApi';
import { payments } from './__testUtils__/render';
import { deliveryApiRef } from './api/DeliveryApi';
import * as legacy from './legacy';
import plugin, { DeliveryClient, deliveryTranslationRef } from './index';

describe('the plugin', () => {
  it('offers an API, a page, an entity tab and an entity card', () => {
    const names = [
      'api:delivery',
      'page:delivery',
      'entity-content:delivery/deployments',
      'entity-card:delivery/deployments',
    ] as const;

    for (const name of names) {
      expect(plugin.getExtension(name)).toBeDefined();
    }
  });

  it('shows its tab by the name Deployments', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-content:delivery/deployments'),
    );
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(
      'Deployments',
    );

    renderInTestApp(
      <EntityProvider entity={payments}>
        {tester.reactElement()}
      </EntityProvider>,
      {
        apis: [
          [
            deliveryApiRef,
            fakeApi({
              deployments: async () => ({ items: [], totalItems: 0 }),
            }),
          ],
        ],
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'Nothing deployed yet' }),
    ).toBeInTheDocument();
  });

  it('is there for older apps, with the same client', () => {
    const [factory] = [...legacy.deliveryPlugin.getApis()];
    const client = factory.factory({
      discoveryApi: { getBaseUrl: async () => '' },
      fetchApi: { fetch },
    } as never);

    expect(client).toBeInstanceOf(DeliveryClient);
    expect(legacy.DeliveryPage).toBeDefined();
    expect(legacy.EntityDeploymentsContent).toBeDefined();
    expect(legacy.EntityDeploymentsCard).toBeDefined();
  });

  it('lets an app replace its words', () => {
    expect(deliveryTranslationRef.id).toBe('plugin.delivery');
  });
});
