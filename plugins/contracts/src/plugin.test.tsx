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
import { payments, paymentsApi } from './__testUtils__/render';
import { contractsApiRef } from './api/ContractsApi';
import plugin, { ContractsClient } from './index';
import * as legacy from './legacy';
import { rootRouteRef } from './routes';

const TAB = 'entity-content:contracts/contract';
const CARD = 'entity-card:contracts/contracts';

const renderExtension = (
  id: typeof TAB | typeof CARD,
  entity: typeof payments | typeof paymentsApi,
) =>
  renderInTestApp(
    <EntityProvider entity={entity}>
      {createExtensionTester(plugin.getExtension(id)).reactElement()}
    </EntityProvider>,
    {
      apis: [[contractsApiRef, fakeApi()], mockApis.identity()],
      mountedRoutes: {
        '/contracts': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

describe('the plugin', () => {
  it('has its tab on APIs only, at its own address', () => {
    const tester = createExtensionTester(plugin.getExtension(TAB));
    const shows = tester.get(EntityContentBlueprint.dataRefs.filterFunction);

    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe('Contract');
    expect(tester.get(coreExtensionData.routePath)).toBe('/contract');
    expect(shows?.(paymentsApi)).toBe(true);
    expect(shows?.(payments)).toBe(false);
  });

  it('has its card on components only', () => {
    const shows = createExtensionTester(plugin.getExtension(CARD)).get(
      EntityCardBlueprint.dataRefs.filterFunction,
    );

    expect(shows?.(payments)).toBe(true);
    expect(shows?.(paymentsApi)).toBe(false);
  });

  it('renders its tab', async () => {
    renderExtension(TAB, paymentsApi);

    expect(
      await screen.findByRole('region', { name: 'Versions' }),
    ).toBeInTheDocument();
  });

  it('renders its card', async () => {
    renderExtension(CARD, payments);

    expect(
      await screen.findByRole('link', { name: 'payments-api' }),
    ).toBeInTheDocument();
  });

  it('has a page of its own', () => {
    const tester = createExtensionTester(plugin.getExtension('page:contracts'));

    expect(tester.get(coreExtensionData.routePath)).toBe('/contracts');
    expect(Object.keys(plugin.routes)).toEqual(['root']);
  });

  it('brings its API, made of the portal’s own discovery and fetch', () => {
    expect(plugin.getExtension('api:contracts')).toBeDefined();
  });
});

describe('the entry for older apps', () => {
  const renderLegacy = (
    element: ReactElement,
    entity: typeof payments | typeof paymentsApi,
  ) =>
    renderInOlderApp(
      <TestApiProvider apis={[[contractsApiRef, fakeApi()]]}>
        <EntityProvider entity={entity}>{element}</EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/contracts': legacy.contractsPlugin.routes.root,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );

  it('has the same client', () => {
    const [factory] = [...legacy.contractsPlugin.getApis()];
    const client = factory.factory({
      discoveryApi: { getBaseUrl: async () => '' },
      fetchApi: { fetch },
    } as never);

    expect(client).toBeInstanceOf(ContractsClient);
  });

  it('renders the tab of an API', async () => {
    await renderLegacy(<legacy.EntityContractContent />, paymentsApi);

    expect(
      await screen.findByRole('region', { name: 'Versions' }),
    ).toBeInTheDocument();
  });

  it('renders the card of a component', async () => {
    await renderLegacy(<legacy.EntityContractsCard />, payments);

    expect(
      await screen.findByRole('link', { name: 'payments-api' }),
    ).toBeInTheDocument();
  });

  it('renders the page where the app mounts it', async () => {
    await renderInOlderApp(
      <TestApiProvider apis={[[contractsApiRef, fakeApi()]]}>
        <Routes>
          <Route path="/contracts" element={<legacy.ContractsPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/contracts'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Contracts' }),
    ).toBeInTheDocument();
  });
});
