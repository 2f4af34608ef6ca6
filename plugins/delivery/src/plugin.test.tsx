import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  TestApiProvider,
  renderInTestApp as renderInOlderApp,
} from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { fakeApi } from './__testUtils__/fakeApi';
import { payments } from './__testUtils__/render';
import { deliveryApiRef } from './api/DeliveryApi';
import * as legacy from './legacy';
import plugin, { DeliveryClient } from './index';
import { rootRouteRef } from './routes';

const TAB = 'entity-content:delivery/deployments';
const CARD = 'entity-card:delivery/deployments';

const renderExtension = (element: ReactElement) =>
  renderInTestApp(
    <EntityProvider entity={payments}>{element}</EntityProvider>,
    {
      apis: [[deliveryApiRef, fakeApi()], mockApis.identity()],
      mountedRoutes: {
        '/delivery': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

describe('the plugin', () => {
  it('has its tab beside the component, at its own address', () => {
    const tester = createExtensionTester(plugin.getExtension(TAB));

    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(
      'Deployments',
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/deployments');
  });

  it('shows tab and card on components only', () => {
    const filters = [
      createExtensionTester(plugin.getExtension(TAB)).get(
        EntityContentBlueprint.dataRefs.filterFunction,
      ),
      createExtensionTester(plugin.getExtension(CARD)).get(
        EntityCardBlueprint.dataRefs.filterFunction,
      ),
    ];

    for (const filter of filters) {
      expect(filter?.(payments)).toBe(true);
      expect(filter?.({ ...payments, kind: 'API' })).toBe(false);
    }
  });

  it('renders its tab', async () => {
    renderExtension(
      createExtensionTester(plugin.getExtension(TAB)).reactElement(),
    );

    expect(
      await screen.findByRole('region', { name: 'What runs where' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('listitem', { name: 'prod · acme' }),
    ).toBeInTheDocument();
  });

  it('renders its card', async () => {
    renderExtension(
      createExtensionTester(plugin.getExtension(CARD)).reactElement(),
    );

    expect(
      await screen.findByRole('link', { name: 'prod · acme' }),
    ).toBeInTheDocument();
  });

  it('has a page of its own', () => {
    const tester = createExtensionTester(plugin.getExtension('page:delivery'));

    expect(tester.get(coreExtensionData.routePath)).toBe('/delivery');
  });

  it('has a page of tenants', () => {
    const tester = createExtensionTester(
      plugin.getExtension('page:delivery/tenants'),
    );

    expect(tester.get(coreExtensionData.routePath)).toBe('/tenants');
  });

  it('brings its API, made of the portal’s own discovery and fetch', () => {
    expect(plugin.getExtension('api:delivery')).toBeDefined();
  });

  it('names the addresses that other plugins may link to', () => {
    expect(Object.keys(plugin.routes)).toEqual([
      ...['root', 'environments', 'environment', 'operation', 'tenants'],
    ]);
    expect(Object.keys(plugin.externalRoutes)).toEqual(['template', 'task']);
  });
});

describe('the entry for older apps', () => {
  const renderLegacy = (element: ReactElement) =>
    renderInOlderApp(
      <TestApiProvider apis={[[deliveryApiRef, fakeApi()]]}>
        <EntityProvider entity={payments}>{element}</EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/delivery': legacy.deliveryPlugin.routes.root,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );

  it('has the same client', () => {
    const [factory] = [...legacy.deliveryPlugin.getApis()];
    const client = factory.factory({
      discoveryApi: { getBaseUrl: async () => '' },
      fetchApi: { fetch },
    } as never);

    expect(client).toBeInstanceOf(DeliveryClient);
  });

  it('renders the entity tab', async () => {
    await renderLegacy(<legacy.EntityDeploymentsContent />);

    expect(
      await screen.findByRole('listitem', { name: 'prod · acme' }),
    ).toBeInTheDocument();
  });

  it('renders the entity card', async () => {
    await renderLegacy(<legacy.EntityDeploymentsCard />);

    expect(
      await screen.findByRole('link', { name: 'prod · acme' }),
    ).toBeInTheDocument();
  });

  it('renders the page where the app mounts it', async () => {
    await renderInOlderApp(
      <TestApiProvider apis={[[deliveryApiRef, fakeApi()]]}>
        <Routes>
          <Route path="/delivery" element={<legacy.DeliveryPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/delivery'] },
    );

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Delivery' }),
    ).toBeInTheDocument();
  });
});
