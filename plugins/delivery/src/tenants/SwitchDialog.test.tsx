import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { SwitchDialog } from './SwitchDialog';

const onClose = jest.fn();
const onDone = jest.fn();

beforeEach(() => jest.clearAllMocks());

async function openSwitch(
  kind: 'suspend' | 'resume' = 'suspend',
  change: Partial<DeliveryApi> = {},
) {
  const api = fakeApi(change);
  await renderDelivery(
    <DeliveryFrame>
      <SwitchDialog
        ask={{ tenant: story.tenant(), kind }}
        {...{ onClose, onDone }}
      />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup() };
}

describe('the dialog that suspends a tenant', () => {
  it('shows each line and what is left beforehand, and waits for a reason', async () => {
    const { user, api } = await openSwitch();
    const dialog = screen.getByRole('dialog', { name: 'Suspend globex?' });
    expect(await within(dialog).findByText('- replicas: 3')).toBeVisible();
    expect(within(dialog).getByText('+ replicas: 0')).toBeVisible();
    expect(dialog).toHaveTextContent('cart in prod: 3 → 0');
    expect(dialog).toHaveTextContent('values.yaml names no replicas');
    expect(within(dialog).getByLabelText('Reason')).toHaveFocus();
    const button = screen.getByRole('button', { name: 'Suspend globex' });
    expect(button).toHaveAccessibleDescription('Say why.');

    await user.click(button);
    expect(api.switchTenant).not.toHaveBeenCalled();
  });

  it('sends what was on the screen, once', async () => {
    const { user, api } = await openSwitch();
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid');
    await user.type(screen.getByLabelText('Data is kept until'), '2026-12-02');
    await user.dblClick(screen.getByRole('button', { name: 'Suspend globex' }));

    await waitFor(() => expect(onDone).toHaveBeenCalled());
    // Pressed twice it is one intent, by its key.
    const asked = api.switchTenant.mock.calls.map(
      ([, , , { idempotencyKey }]) => idempotencyKey,
    );
    expect(new Set(asked).size).toBe(1);
    expect(api.switchTenant).toHaveBeenCalledWith(
      ...['suspend', 'globex'],
      {
        ...{ reason: 'unpaid', dataKeptUntil: '2026-12-02' },
        base: story.COMMITS.v231,
      },
      { idempotencyKey: expect.stringMatching(/^.{30,}$/) },
    );
  });

  it('looks again at what would be written, with the reason in it', async () => {
    const { user, api } = await openSwitch();
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid');

    await waitFor(() =>
      expect(api.planTenantSwitch).toHaveBeenLastCalledWith(
        ...['suspend', 'globex', { reason: 'unpaid' }],
      ),
    );
  });

  it('says why nothing was changed', async () => {
    const error = await failure(
      409,
      'dev-9 changed it first.',
      'ConflictError',
    );
    const { user } = await openSwitch('suspend', {
      switchTenant: () => Promise.reject(error),
    });
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid{Control>}{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was changed: dev-9 changed it first',
    );
    expect(onDone).not.toHaveBeenCalled();
  });

  it('says why it is not known what would change, and looks again', async () => {
    const error = await failure(503, 'The mirror is away');
    let isAway = true;
    const { user, api } = await openSwitch('suspend', {
      planTenantSwitch: async () => {
        if (isAway) throw error;
        return story.switchPlan();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was changed: The mirror is away',
    );
    expect(
      screen.getByRole('button', { name: 'Suspend globex' }),
    ).toHaveAccessibleDescription('What would change is not known; try again.');

    isAway = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('+ replicas: 0')).toBeVisible();
    expect(api.planTenantSwitch).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('looks anew at what would change when somebody was faster', async () => {
    const error = await failure(409, 'dev-9 changed it first.', 'Conflict');
    const heads = [story.COMMITS.v231, story.COMMITS.v231, story.COMMITS.v240];
    const { user, api } = await openSwitch('suspend', {
      planTenantSwitch: async () =>
        story.switchPlan({ head: heads.shift() ?? story.COMMITS.v240 }),
      switchTenant: async (_, __, { base }) => {
        if (base === story.COMMITS.v231) throw error;
        return story.committedChange();
      },
    });
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid');
    const confirm = screen.getByRole('button', { name: 'Suspend globex' });
    await waitFor(() => expect(api.planTenantSwitch).toHaveBeenCalledTimes(2));
    await user.click(confirm);
    await screen.findByRole('alert');
    await waitFor(() => expect(api.planTenantSwitch).toHaveBeenCalledTimes(3));

    await waitFor(() =>
      expect(confirm).not.toHaveAttribute('aria-disabled', 'true'),
    );
    await user.click(confirm);
    await waitFor(() => expect(onDone).toHaveBeenCalled());
  });

  it('asks for no day when a tenant is resumed', async () => {
    await openSwitch('resume');
    expect(
      screen.getByRole('dialog', { name: 'Resume globex?' }),
    ).toBeVisible();
    expect(screen.queryByLabelText('Data is kept until')).toBeNull();
  });
});
