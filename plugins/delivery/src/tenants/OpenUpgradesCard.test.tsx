import { screen, within } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { OpenUpgradesCard } from './OpenUpgradesCard';

async function open(change: Partial<DeliveryApi>) {
  await renderDelivery(
    <DeliveryFrame>
      <OpenUpgradesCard />
    </DeliveryFrame>,
    { api: fakeApi(change) },
  );
}

const card = () => screen.findByRole('region', { name: /^Open upgrades/ });

describe('upgrades in waves on the Delivery page', () => {
  it('are said with their wave and state, and lead to the page of their tenants', async () => {
    const running = story.upgrade({ state: 'running', message: 'Goes well.' });
    await open({ upgrades: async () => ({ items: [running] }) });

    const shown = await card();
    expect(
      within(shown).getByRole('link', { name: 'cart 2.9.0 → 2.9.1' }),
    ).toHaveAttribute('href', '/tenants?environment=prod');
    expect(shown).toHaveTextContent('Wave 1 of 2');
    expect(shown).toHaveTextContent('Running');
    expect(shown).toHaveTextContent('Goes well.');
  });

  it('are not shown once they have ended', async () => {
    const endedAt = story.iso(story.STORY_NOW);
    const ended = story.upgrade({ state: 'completed', endedAt });
    const items = [ended, story.upgrade({ id: 'u-2' })];
    await open({ upgrades: async () => ({ items }) });
    expect(within(await card()).getAllByRole('row')).toHaveLength(1);
  });

  it('take no place where there is none', async () => {
    await open({ upgrades: async () => ({ items: [] }) });
    expect(screen.queryByRole('region', { name: /^Open upgrades/ })).toBeNull();
  });

  it('are not taken for none when they could not be read', async () => {
    const error = await failure(503, 'The database is away');
    await open({ upgrades: () => Promise.reject(error) });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
  });
});
