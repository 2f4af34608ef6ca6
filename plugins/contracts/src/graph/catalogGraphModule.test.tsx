import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';
import module from '../catalogGraph';
import contractsPlugin from '..';

const component = 'component:default/payments';
const relation = (type: string, targetRef: string) => ({ type, targetRef });

const entities = [
  {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name: 'payments', namespace: 'default' },
    spec: {},
    relations: [
      relation('providesApi', 'api:default/payments-api'),
      relation('consumesApi', 'api:default/ledger-api'),
    ],
  },
  ...['payments-api', 'ledger-api'].map(name => ({
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API' },
    metadata: { name, namespace: 'default' },
    spec: {},
    relations: [
      relation(
        name === 'ledger-api' ? 'apiConsumedBy' : 'apiProvidedBy',
        component,
      ),
    ],
  })),
];

function show(api: jest.Mocked<ContractsApi>) {
  renderTestApp({
    features: [catalogPlugin, catalogGraphPlugin, module, contractsPlugin],
    apis: [
      [contractsApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
    initialRouteEntries: [
      `/catalog-graph?rootEntityRefs%5B%5D=${encodeURIComponent(component)}`,
    ],
  });
}

/** The whole page is loaded first, which takes longer than a second. */
const patiently = (look: () => void) => waitFor(look, { timeout: 15_000 });

jest.setTimeout(30_000);

describe('the module for the graph of the catalog', () => {
  it('asks for what stands with the contracts of the page', async () => {
    const api = fakeApi();
    show(api);

    await patiently(() =>
      expect(api.ofComponent).toHaveBeenCalledWith(component),
    );
    expect(
      await screen.findByRole('heading', { name: 'Catalog Graph', level: 1 }),
    ).toBeInTheDocument();
  });
});
