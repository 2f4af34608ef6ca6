import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  type ReviewStepProps,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { deliveryFormsApiRef, type FormsApi } from '../api/FormsApi';
import { fakeApi } from './fakeApi';
import { fakeFormsApi } from './fakeFormsApi';

/** The template of tenants, as the catalog has it. */
export const tenantTemplate = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'tenant', namespace: 'default', title: 'Tenant' },
  spec: {
    ...{ type: 'tenant', owner: 'group:default/slipway' },
    steps: [{ action: 'delivery:environment:copy' }],
  },
};

const steps = [
  {
    mergedSchema: {
      title: 'The tenant',
      properties: {
        name: { title: 'Name' },
        plan: { title: 'Plan', 'ui:field': 'DeliveryPlan' },
      },
    },
  },
  {
    mergedSchema: {
      title: 'Why',
      properties: { reason: { title: 'Reason' } },
    },
  },
] as unknown as ReviewStepProps['steps'];

/** What the wizard hands to its last step. */
export function reviewProps(change: Partial<ReviewStepProps> = {}) {
  return {
    ...{ steps, disableButtons: false },
    formData: { name: 'initech', plan: 'small', reason: 'Contract 4711' },
    handleBack: jest.fn(),
    handleReset: jest.fn(),
    handleCreate: jest.fn(),
    ...change,
  };
}

/** Renders a last step at the address of a template. */
export async function renderReview(
  element: ReactElement,
  change: Partial<FormsApi> = {},
  entities: object[] = [tenantTemplate],
  delivery: Partial<DeliveryApi> = {},
) {
  const forms = fakeFormsApi(change);
  renderInTestApp(
    <SecretsContextProvider initialSecrets={{ word: 'a' }}>
      <Routes>
        <Route path="/create/:namespace/:templateName" element={element} />
      </Routes>
    </SecretsContextProvider>,
    {
      apis: [
        [deliveryApiRef, fakeApi(delivery)],
        [deliveryFormsApiRef, forms],
        [catalogApiRef, catalogApiMock({ entities: entities as never })],
        mockApis.identity(),
      ],
      initialRouteEntries: ['/create/default/tenant'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  await act(async () => {});
  return { forms };
}
