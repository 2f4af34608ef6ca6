import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, within } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';
import { rootRouteRef } from '../routes';
import { fakeApi } from './fakeApi';

/** The API of the story, as the catalog has it. */
export const paymentsApi = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'payments-api', namespace: 'default' },
  spec: { type: 'openapi', owner: 'team-payments', definition: 'openapi: 3' },
};

/** The component that offers it. */
export const payments = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'service', owner: 'team-payments', lifecycle: 'production' },
};

/** A stream of changes that the test speaks into. */
export function fakeSignals() {
  type Listener = [channel: string, tell: (message: never) => void];
  const listeners = new Set<Listener>();
  return {
    api: {
      subscribe: (...listener: Listener) => {
        listeners.add(listener);
        return { unsubscribe: () => listeners.delete(listener) };
      },
    },
    send: (channel: string) =>
      act(async () => {
        for (const [name, tell] of listeners) {
          if (name === channel) tell({ type: 'changed' } as never);
        }
      }),
    listening: () => listeners.size,
  };
}

function Where() {
  const { pathname, search } = useLocation();
  return (
    <div role="note" aria-label="address">
      {`${pathname}${search}`}
    </div>
  );
}

/** Renders a part of the plugin as an app does. */
export async function renderContracts(
  element: ReactElement,
  options: {
    api?: jest.Mocked<ContractsApi>;
    signals?: ReturnType<typeof fakeSignals>;
    path?: string;
    entity?: typeof payments | typeof paymentsApi;
  } = {},
) {
  const signals = options.signals ?? fakeSignals();
  const api = options.api ?? fakeApi();
  const result = renderInTestApp(
    <EntityProvider entity={options.entity ?? paymentsApi}>
      {element}
      <Where />
    </EntityProvider>,
    {
      apis: [
        [contractsApiRef, api],
        [signalApiRef, signals.api],
        mockApis.identity(),
      ],
      initialRouteEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/contracts': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  await act(async () => {});
  return { container: result.container as HTMLElement, api };
}

/** What axe finds wrong; colours cannot be judged without a browser. */
export async function violationsIn(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

/** The levels of the headings, in their order. */
export const headingLevels = (element: HTMLElement): number[] =>
  within(element)
    .getAllByRole('heading')
    .map(heading => Number(heading.tagName.slice(1)));

/** The cells of each row of the body of a table, as they are read. */
export const rowsOf = (table: HTMLElement): string[][] =>
  within(table)
    .getAllByRole('row')
    .map(row => within(row).queryAllByRole('cell'))
    .filter(cells => cells.length)
    .map(cells => cells.map(cell => cell.textContent ?? ''));
