import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { rootRouteRef, templateRouteRef, tenantsRouteRef } from '../routes';

/** The component of the story. */
export const payments = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'service', owner: 'team-payments', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-payments' }],
};

/** A template, as the catalog has it. */
export function template(name: string) {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, namespace: 'default' },
    spec: { type: 'tenant', steps: [] },
  };
}

/** A stream of changes that the test speaks into. */
export function fakeSignals() {
  const listeners = new Set<(message: never) => void>();
  return {
    api: {
      subscribe: (_: string, onMessage: (message: never) => void) => {
        listeners.add(onMessage);
        return { unsubscribe: () => listeners.delete(onMessage) };
      },
    },
    send: (signal: DeliverySignal) =>
      act(async () => {
        for (const listener of listeners) {
          listener(signal as never);
        }
      }),
  };
}

function Where() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

/** Renders a part of the plugin as an app does. */
export async function renderDelivery(
  element: ReactElement,
  options: {
    api: DeliveryApi;
    signals?: ReturnType<typeof fakeSignals>;
    path?: string;
    /** What the catalog has. */
    entities?: object[];
  },
) {
  const signals = options.signals ?? fakeSignals();
  const result = renderInTestApp(
    <EntityProvider entity={payments}>
      {element}
      <Where />
    </EntityProvider>,
    {
      apis: [
        [deliveryApiRef, options.api],
        [signalApiRef, signals.api],
        [
          catalogApiRef,
          catalogApiMock({ entities: (options.entities ?? []) as never }),
        ],
        mockApis.identity({
          userEntityRef: 'user:default/oncall-1',
          ownershipEntityRefs: ['group:default/team-payments'],
        }),
      ],
      initialRouteEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/delivery': rootRouteRef,
        '/tenants': tenantsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
    },
  );
  await act(async () => {});
  return result;
}
