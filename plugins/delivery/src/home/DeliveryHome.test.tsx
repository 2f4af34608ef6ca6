import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { payments, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryHome } from './DeliveryHome';

function openHome(change: Partial<DeliveryApi> = {}) {
  const catalog = catalogApiMock({ entities: [payments] });
  return renderDelivery(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      <DeliveryHome />
    </TestApiProvider>,
    { api: fakeApi(change) },
  );
}

describe('DeliveryHome', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lists what needs attention, worst first, and silent sources once', async () => {
    await openHome();

    const card = await screen.findByRole('region', { name: 'Needs attention' });
    await within(card).findByText('Degraded');
    const items = within(card).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^Degradedpayments 2\.4\.0 · prod · acme/),
      expect.stringMatching(/^Driftpayments 2\.4\.1 · qa/),
      expect.stringMatching(/^Stalecluster dev-1 silent since/),
    ]);
  });

  it('opens the lane that is wrong', async () => {
    await openHome();

    await userEvent.click(
      await screen.findByRole('link', { name: /^payments 2\.4\.0/ }),
    );

    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/catalog/default/component/payments/deployments?deployment=prod-acme',
    );
  });

  it('shows what others need when nothing of mine is wrong', async () => {
    const other = {
      ...story.acme(),
      entityRef: 'component:default/ledger',
      component: 'ledger',
    };
    await openHome({
      deployments: async () => ({
        items: [story.deployment(), other],
        totalItems: 2,
      }),
    });

    expect(
      await screen.findByRole('button', { name: /^Roll back, ledger 2\.4\.0/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(
      screen.queryByRole('button', { name: /^Roll back, ledger/ }),
    ).not.toBeInTheDocument();
  });

  it('is one calm line when nothing is wrong', async () => {
    await openHome({
      deployments: async () => ({
        items: [story.deployment()],
        totalItems: 1,
      }),
      sources: async () => ({ items: [] }),
    });

    expect(await screen.findByText(/^Nothing needs you\./)).toHaveTextContent(
      /Last change .*: payments 2\.3\.1 · prod\.$/,
    );
  });

  it('shows what I own where it is nearest to customers', async () => {
    await openHome();

    const mine = await screen.findByRole('region', { name: 'My services' });
    const rows = await within(mine).findAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'payments prod · acmeDegraded2.4.0',
      'payments prod · globexHealthy2.3.1',
    ]);
  });

  it('shows operations at work and the newest changes', async () => {
    await openHome();

    const running = await screen.findByRole('region', {
      name: 'Running operations',
    });
    expect(
      await within(running).findByRole('link', {
        name: 'payments in prod · acme: 2.4.0 → 2.3.1',
      }),
    ).toBeInTheDocument();
    const changes = screen.getByRole('region', { name: 'What changed last' });
    expect(within(changes).getAllByRole('row')[1]).toHaveTextContent(
      /prod · acmepayments2\.4\.0dev-3Degraded$/,
    );
  });

  it('never calls it calm when the deployments could not be read', async () => {
    const error = await failure(503, 'The database does not answer');
    await openHome({ deployments: () => Promise.reject(error) });

    expect(
      await screen.findByText('Slipway itself has trouble'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing needs you/)).not.toBeInTheDocument();
  });
});
