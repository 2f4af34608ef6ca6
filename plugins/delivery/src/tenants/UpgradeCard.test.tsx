import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { formatMoment } from '../time/format';
import { UpgradeCard } from './UpgradeCard';
import { keys } from '../__testUtils__/words';
import { itemLook, upgradeLook } from './upgradeLooks';

const refresh = jest.fn();

const onChange = jest.fn();

async function show(upgrades: Upgrade[], change: Partial<DeliveryApi> = {}) {
  const api = fakeApi(change);
  const { unmount } = await renderDelivery(
    <DeliveryFrame>
      <UpgradeCard
        upgrades={{ value: upgrades, loading: false, refresh }}
        onChange={onChange}
      />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup(), unmount };
}

const confirm = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(within(screen.getByRole('dialog')).getByRole('button', { name }));

describe('an upgrade that left somebody out', () => {
  it('is not said to be completed as a whole', async () => {
    const waves = [{ items: [story.upgradeItem({ state: 'set-aside' })] }];
    const endedAt = story.iso(story.STORY_NOW);
    const left = story.upgrade({ state: 'completed', endedAt, waves });
    expect(upgradeLook(left, keys)).toMatchObject({
      ...{ tone: 'warning', label: 'upgradeState.completedAside|1' },
    });
    expect(itemLook(waves[0].items[0], 'completed', keys)).toMatchObject({
      ...{ tone: 'idle', label: 'upgradeItem.aside' },
    });
  });
});

describe('the card of upgrades in waves', () => {
  beforeEach(() => {
    jest.clearAllMocks();
    localStorage.clear();
  });

  it('says what goes where, who asked, how long is watched, and who waits for what', async () => {
    await show([story.upgrade()]);

    const card = screen.getByRole('article');
    expect(card).toHaveTextContent(
      'cart 2.9.0 → 2.9.1, asked by dev-4. Each wave waits until the one before is healthy for 30 min.',
    );
    expect(card).toHaveTextContent('Planned, not started');
    const [first, second] = screen.getAllByRole('listitem', { name: /^Wave/ });
    expect(first).toHaveTextContent(/globex.*11 checks ok\..*Ready/);
    expect(second).toHaveTextContent(/acme.*payments is burning.*Blocked/);
  });

  it('starts with what a person accepts although nobody could tell', async () => {
    const item = story.upgradeItem({
      state: 'blocked',
      checks: [
        {
          ...{ id: 'contracts', title: 'Contracts', status: 'unknown' },
          ...{ message: 'Nobody answers.', tookMs: 1 },
        },
      ],
    });
    const { api, user } = await show([
      story.upgrade({ waves: [{ items: [item] }] }),
    ]);
    expect(screen.getByText('Could not tell')).toBeInTheDocument();
    await user.click(screen.getByLabelText('Checks of cart, prod · globex'));
    await user.click(screen.getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Start wave 1' }));
    expect(api.actOnUpgrade).not.toHaveBeenCalled();
    await confirm(user, 'Start wave 1');

    await waitFor(() => expect(refresh).toHaveBeenCalled());
    expect(api.actOnUpgrade).toHaveBeenCalledWith(
      ...(['u-1', 'start', { accept: ['contracts'] }] as const),
    );
  });

  it('goes on while it runs with what a person accepts, without being stopped', async () => {
    const can = { start: false, stop: true, abandon: false };
    const item = story.upgradeItem({
      state: 'blocked',
      checks: [
        {
          ...{ id: 'contracts', title: 'Contracts', status: 'unknown' },
          ...{ message: 'Nobody answers.', tookMs: 1 },
        },
      ],
    });
    const { api, user } = await show([
      story.upgrade({ state: 'running', can, waves: [{ items: [item] }] }),
    ]);
    // Nothing runs of it.
    expect(screen.getByText('Waits: see what is blocked')).toBeInTheDocument();
    const goOn = { name: 'Go on although it could not be told' };
    expect(screen.queryByRole('button', goOn)).not.toBeInTheDocument();
    await user.click(screen.getByLabelText('Checks of cart, prod · globex'));
    await user.click(screen.getByRole('checkbox'));
    await user.click(screen.getByRole('button', goOn));

    expect(api.actOnUpgrade).toHaveBeenCalledWith(
      ...(['u-1', 'start', { accept: ['contracts'] }] as const),
    );
  });

  it('can be stopped while it runs, and goes on at its wave', async () => {
    const can = { start: false, stop: true, abandon: false };
    const { api, user } = await show([
      story.upgrade({ state: 'running', can }),
      story.upgrade({ id: 'u-2', state: 'stopped', wave: 2 }),
    ]);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(api.actOnUpgrade).toHaveBeenCalledWith('u-1', 'stop', undefined);
    expect(
      screen.getByRole('button', { name: 'Go on with wave 2' }),
    ).toBeInTheDocument();
  });

  it('says since when it is planned, and opens its plan', async () => {
    const { user } = await show([story.upgrade()]);
    expect(screen.getByRole('article')).toHaveTextContent(
      /Planned .*\d\d:\d\d/,
    );
    await user.click(screen.getByRole('button', { name: 'Change plan' }));
    expect(onChange).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'u-1' }),
    );
  });

  it('says when it begins by itself', async () => {
    const startsAt = story.iso(story.STORY_NOW + story.HOUR);
    await show([story.upgrade({ startsAt })]);
    expect(screen.getByRole('article')).toHaveTextContent(
      `begins by itself ${formatMoment(startsAt, Date.now())}`,
    );
  });

  it('does not open a plan that the form could not show', async () => {
    const { user } = await show([story.upgrade({ hidden: 1 })]);
    const button = screen.getByRole('button', { name: 'Change plan' });
    expect(button).toHaveAccessibleDescription(/^The form of this page cannot/);
    await user.click(button);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('takes no second act while one is sent, and says so', async () => {
    let answer: (upgrade: Upgrade) => void = () => {};
    const { api, user } = await show([story.upgrade()], {
      actOnUpgrade: () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    });
    const abandon = screen.getByRole('button', { name: 'Abandon' });
    await user.click(abandon);
    expect(abandon).toHaveAttribute('aria-disabled', 'true');
    expect(
      screen
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .join(),
    ).toContain('It is being sent.');
    await user.click(abandon);
    expect(api.actOnUpgrade).toHaveBeenCalledTimes(1);

    answer(story.upgrade({ state: 'abandoned' }));
    await waitFor(() => expect(refresh).toHaveBeenCalledTimes(1));
  });

  it('says who may act where one may not', async () => {
    const can = { start: false, stop: false, abandon: false };
    const { api, user } = await show([story.upgrade({ can, hidden: 2 })]);
    const button = screen.getByRole('button', { name: 'Start wave 1' });

    expect(button).toHaveAccessibleDescription(/^Only who may change each/);
    await user.click(button);
    expect(api.actOnUpgrade).not.toHaveBeenCalled();
    expect(screen.getByText('2 that you may not see')).toBeInTheDocument();
  });

  it('says what did not work', async () => {
    const error = await failure(409, 'It is abandoned.', 'ConflictError');
    const { user } = await show([story.upgrade()], {
      actOnUpgrade: () => Promise.reject(error),
    });
    await user.click(screen.getByRole('button', { name: 'Abandon' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That did not work: It is abandoned',
    );
  });

  const ended = (id: string) =>
    story.upgrade({ id, state: 'abandoned', endedAt: story.iso(0) });
  const earlier = () =>
    screen.queryByText(/^Earlier upgrades/)?.closest('details');

  it('keeps two that have ended in sight, and folds the others away', async () => {
    await show(['a', 'b', 'c'].map(ended));

    expect(screen.getAllByText('Abandoned')).toHaveLength(3);
    expect(within(earlier()!).getAllByText('Abandoned')).toHaveLength(1);
    expect(earlier()).not.toHaveAttribute('open');
    expect(screen.queryByRole('button', { name: 'Abandon' })).toBeNull();
  });

  it('lets a person put one away that has ended, and remembers it', async () => {
    const { user, unmount } = await show([
      story.upgrade(),
      story.upgrade({ id: 'u-2', state: 'abandoned', endedAt: story.iso(0) }),
    ]);
    expect(earlier()).toBeUndefined();
    await user.click(screen.getByRole('button', { name: /^Put away cart/ }));

    expect(earlier()).toHaveTextContent('Earlier upgrades (1)');
    expect(screen.queryByRole('button', { name: /^Put away/ })).toBeNull();
    unmount();
    await show([ended('u-2')]);
    expect(earlier()).toHaveTextContent('Earlier upgrades (1)');
  });

  it('says what to press where none is planned', async () => {
    await show([]);
    expect(screen.getByText(/^None is planned/)).toBeInTheDocument();
  });
});
