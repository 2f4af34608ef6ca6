import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import type { Resource } from '../live/useResource';
import { LanesCard } from './LanesCard';
import type { DeploymentList } from './readDeployments';

async function show(
  sorted: Deployment[],
  change: Partial<Resource<DeploymentList>> = {},
) {
  const refresh = jest.fn();
  await renderDelivery(
    <DeliveryFrame>
      <LanesCard
        resource={{
          value: { items: sorted, total: sorted.length },
          loading: false,
          loadedAt: story.STORY_NOW,
          refresh,
          ...change,
        }}
        sorted={sorted}
        sources={story.sources()}
        newest={new Map()}
        onChoose={() => {}}
        onRollBack={() => {}}
        onUndo={() => {}}
      />
    </DeliveryFrame>,
    { api: fakeApi() },
  );
  return refresh;
}

const tenants = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    story.deployment({ tenant: `t${n}` }),
  );
const lanes = () =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map(lane => lane.getAttribute('aria-label') ?? lane.textContent);

describe('LanesCard', () => {
  it('folds many fine tenants into one row that opens', async () => {
    await show([...tenants(9), story.acme()]);
    expect(lanes()).toEqual([
      'prod · acme',
      'prod · 9 more tenantsAll of them are healthy and in sync.Show',
    ]);

    await userEvent.click(screen.getByRole('button', { name: 'Show' }));

    expect(lanes()).toHaveLength(10);
  });

  it('opens the details of a lane and closes them again', async () => {
    await show([story.deployment()]);
    const name = screen.getByRole('button', { name: 'prod' });

    await userEvent.click(name);
    expect(name).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('In Git')).toBeVisible();
    await userEvent.click(name);

    expect(name).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('In Git')).not.toBeInTheDocument();
  });

  it('keeps several lanes open at once, to compare them', async () => {
    await show([story.deployment(), story.deployment({ environment: 'acc' })]);

    await userEvent.click(screen.getByRole('button', { name: 'prod' }));
    await userEvent.click(screen.getByRole('button', { name: 'acc' }));

    expect(screen.getAllByText('In Git')).toHaveLength(2);
  });

  it('says how many there are when not all are shown', async () => {
    const sorted = [story.deployment()];
    await show(sorted, { value: { items: sorted, total: 1200 } });

    expect(
      screen.getByText('1 of 1200 deployments are shown.'),
    ).toBeInTheDocument();
  });

  it('says nothing of that when all are shown', async () => {
    await show([story.deployment()]);

    expect(screen.queryByText(/deployments are shown/)).toBeNull();
  });

  it('keeps the lanes under the failure, and tries again on request', async () => {
    const error = await failure(503, 'The database is away');
    const refresh = await show([story.deployment()], { error });
    expect(screen.getByRole('alert')).toHaveTextContent(
      /may be old: The database is away\./,
    );
    expect(lanes()).toEqual(['prod']);

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(refresh).toHaveBeenCalledTimes(1);
  });
});
