import { screen, within } from '@testing-library/react';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
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
