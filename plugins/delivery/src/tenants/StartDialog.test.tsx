import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { StartDialog } from './StartDialog';

const ME = 'user:default/oncall-1';
const onStarted = jest.fn();
const onClose = jest.fn();

beforeEach(() => jest.clearAllMocks());

async function open(upgrade: Upgrade, change: Partial<DeliveryApi> = {}) {
  const api = fakeApi(change);
  await renderDelivery(
    <DeliveryFrame>
      <StartDialog
        {...{ upgrade, onStarted, onClose }}
        accepted={new Set(['contracts'])}
      />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup(), dialog: screen.getByRole('dialog') };
}

const changes = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the dialog that starts a wave', () => {
  it('says beforehand what changes where, from which version to which, now and later', async () => {
    const { api, dialog } = await open(story.upgrade({ hidden: 2 }));

    expect(dialog).toHaveAccessibleName('Start wave 1?');
    expect(changes(dialog)).toEqual([
      expect.stringMatching(/^prod · globex cart 2\.9\.0 → 2\.9\.1Ready/),
      expect.stringMatching(/^prod · acme cart 2\.9\.0 → 2\.9\.1Blocked/),
    ]);
    expect(dialog).toHaveTextContent(/live and healthy for 30\smin/);
    expect(dialog).toHaveTextContent('2 more that you may not see change');
    expect(api.actOnUpgrade).not.toHaveBeenCalled();
  });

  it.each([
    ['user:default/dev-4', 'let pass by dev-4.'],
    [ME, 'let pass by you.'],
  ])(
    'names versions that stood nowhere and were let pass by %s',
    async (requestedBy, words) => {
      const versionsLetPass = [{ component: 'cart', version: '2.9.1' }];
      await open(story.upgrade({ requestedBy, versionsLetPass }));
      const said = await screen.findAllByText(
        `cart 2.9.1 stood nowhere: ${words}`,
      );
      expect(said).toHaveLength(2);
    },
  );

  it('names checks that could not tell and are let pass, now and before', async () => {
    const unknown = { status: 'unknown', message: 'Away.', tookMs: 1 } as const;
    const checks = [
      { ...unknown, id: 'contracts', title: 'Contracts' },
      { ...unknown, id: 'health', title: 'Health' },
    ];
    const waves = [{ items: [story.upgradeItem({ checks })] }];
    const { dialog } = await open(story.upgrade({ waves }));
    expect(dialog).toHaveTextContent(
      'Contracts could not tell: let pass by you.',
    );
    expect(dialog).not.toHaveTextContent('Health could not tell');
  });

  it('tells what was let pass before from what is let pass now', async () => {
    const check = {
      ...{ id: 'contracts', title: 'Contracts', status: 'unknown' as const },
      ...{ message: 'Away.', tookMs: 1 },
    };
    const waves = [{ items: [story.upgradeItem({ checks: [check] })] }];
    const accepted = ['contracts'];
    const { dialog } = await open(story.upgrade({ waves, accepted }));
    expect(dialog).toHaveTextContent(
      'Contracts could not tell: let pass before.',
    );
  });

  it('starts with what a person accepted, once', async () => {
    const { api, user } = await open(story.upgrade());
    await user.dblClick(screen.getByRole('button', { name: 'Start wave 1' }));

    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(api.actOnUpgrade.mock.calls[0]).toEqual([
      ...['u-1', 'start', { accept: ['contracts'] }],
    ]);
  });

  it('names of a wave that goes on only what is not done yet', async () => {
    const done = story.upgradeItem({ state: 'done' });
    const failed = story.upgradeItem({ tenant: 'acme', state: 'failed' });
    const { dialog } = await open(
      story.upgrade({
        ...{ state: 'stopped', wave: 2 },
        waves: [{ items: [done] }, { items: [failed] }],
      }),
    );
    expect(dialog).toHaveAccessibleName('Go on with wave 2?');
    expect(changes(dialog)).toEqual([
      expect.stringMatching(/^prod · acme .*Failed$/),
    ]);
    expect(
      screen.getByRole('button', { name: 'Go on with wave 2' }),
    ).toBeInTheDocument();
  });

  it('says that what is blocked is waited for, where something is', async () => {
    const { waves } = story.upgrade();
    const { dialog } = await open(story.upgrade({ waves: [waves[1]] }));
    expect(dialog).toHaveTextContent('A service that is blocked');
  });

  it('says nothing of waiting where nothing of the wave is blocked', async () => {
    const { dialog } = await open(story.upgrade());
    expect(dialog).not.toHaveTextContent('A service that is blocked');
  });

  it('changes nothing when it is closed', async () => {
    const { api, user } = await open(story.upgrade());
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(onClose).toHaveBeenCalled();
    expect(api.actOnUpgrade).not.toHaveBeenCalled();
  });

  it('says why it did not begin', async () => {
    const error = await failure(409, 'It is abandoned.', 'ConflictError');
    const { user } = await open(story.upgrade(), {
      actOnUpgrade: () => Promise.reject(error),
    });
    await user.click(screen.getByRole('button', { name: 'Start wave 1' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That did not work: It is abandoned.',
    );
    expect(onStarted).not.toHaveBeenCalled();
  });
});
