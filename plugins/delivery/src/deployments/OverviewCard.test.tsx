import { screen, within } from '@testing-library/react';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { OverviewCard } from './OverviewCard';

describe('OverviewCard', () => {
  it('shows each deployment in one line with a link to its lane', async () => {
    await renderDelivery(<OverviewCard />, { api: fakeApi() });

    const card = await screen.findByRole('region', { name: 'Deployments' });
    const link = await within(card).findByRole('link', { name: 'prod · acme' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/payments/deployments?deployment=prod-acme',
    );
    expect(within(card).getByText('Degraded')).toBeInTheDocument();
    expect(within(card).getAllByRole('listitem')).toHaveLength(5);
  });

  it('says that nothing is deployed', async () => {
    const api = fakeApi({
      deployments: async () => ({ items: [], totalItems: 0 }),
    });
    await renderDelivery(<OverviewCard />, { api });

    expect(await screen.findByText('Nothing is deployed yet.')).toBeVisible();
  });

  it('says what failed, and what one may not see', async () => {
    const error = await failure(403, 'Only its owners may look');
    const api = fakeApi({ deployments: () => Promise.reject(error) });
    await renderDelivery(<OverviewCard />, { api });

    expect(
      await screen.findByText('You may not see these deployments'),
    ).toBeInTheDocument();
    expect(screen.getByText('Only its owners may look')).toBeInTheDocument();
  });
});

describe('OverviewCard in trouble and in motion', () => {
  it('keeps the place of its rows while it loads', async () => {
    const api = fakeApi({ deployments: () => new Promise(() => {}) });
    await renderDelivery(<OverviewCard />, { api });

    const card = screen.getByRole('region', { name: 'Deployments' });
    expect(within(card).getByText('Loading')).toBeInTheDocument();
    expect(within(card).queryByText(/Nothing is deployed/)).toBeNull();
  });

  it('never says that nothing is deployed when that is not known', async () => {
    const error = await failure(503, 'The database does not answer');
    const api = fakeApi({ deployments: () => Promise.reject(error) });
    await renderDelivery(<OverviewCard />, { api });

    expect(
      await screen.findByText('Slipway itself has trouble'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing is deployed/)).not.toBeInTheDocument();
  });

  it('keeps its rows when a later request fails', async () => {
    const api = fakeApi();
    const signals = fakeSignals();
    await renderDelivery(<OverviewCard />, { api, signals });
    await screen.findByRole('link', { name: 'acc' });
    api.deployments.mockRejectedValue(await failure(503, 'Away'));

    await signals.send({ type: 'sources' });

    expect(
      await screen.findByText('Slipway itself has trouble'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'acc' })).toBeInTheDocument();
  });

  it('says the state that matters most of each, and one only', async () => {
    await renderDelivery(<OverviewCard />, { api: fakeApi() });

    const rows = await screen.findAllByRole('listitem');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^prod · acme2\.4\.0.*Degraded$/),
      expect.stringMatching(/^prod · globex2\.3\.1.*Healthy$/),
      expect.stringMatching(/^acc2\.3\.1.*Held$/),
      expect.stringMatching(/^qa2\.4\.0.*Progressing$/),
      expect.stringMatching(/^dev2\.5\.0-beta\.3.*Stale$/),
    ]);
  });

  it('shows eight at most and leads to all of them', async () => {
    const items = Array.from({ length: 12 }, (_, n) =>
      story.deployment({ tenant: `t${n}` }),
    );
    const api = fakeApi({
      deployments: async () => ({ items, totalItems: 12 }),
    });
    await renderDelivery(<OverviewCard />, { api });

    expect(await screen.findAllByRole('listitem')).toHaveLength(8);
    expect(
      screen.getByRole('link', { name: 'All deployments' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments/deployments',
    );
  });

  it('says which source is silent', async () => {
    await renderDelivery(<OverviewCard />, { api: fakeApi() });

    expect(
      await screen.findByText('1 of 3 sources silent: cluster dev-1'),
    ).toBeInTheDocument();
  });
});
