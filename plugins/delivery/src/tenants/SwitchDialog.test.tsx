import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { SwitchDialog } from './SwitchDialog';

const onClose = jest.fn();
const onDone = jest.fn();

beforeEach(() => jest.clearAllMocks());

type Props = Parameters<typeof SwitchDialog>[0];

async function openSwitch(
  kind: 'suspend' | 'resume' = 'suspend',
  change: Partial<DeliveryApi> = {},
  props: Partial<Props> & { tenant?: Tenant } = {},
) {
  const { tenant = story.tenant(), ...more } = props;
  const api = fakeApi(change);
  await renderDelivery(
    <DeliveryFrame>
      <SwitchDialog
        ask={{ tenant, kind }}
        environments={story.environments()}
        upgrades={{ value: [] }}
        {...{ onClose, onDone, ...more }}
      />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup() };
}

const writeName = (user: UserEvent) =>
  user.type(screen.getByLabelText('Type globex to confirm'), 'globex');

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
    await user.type(screen.getByLabelText('Data is kept until'), '2999-12-02');
    await writeName(user);
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
        ...{ reason: 'unpaid', dataKeptUntil: '2999-12-02' },
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
    await writeName(user);
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
    await writeName(user);
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

  it('says in words what stops for the customer, and what stays', async () => {
    await openSwitch('suspend', {
      planTenantSwitch: async () => story.switchPlan({ left: [] }),
    });
    const dialog = screen.getByRole('dialog');
    await screen.findByText('These services stop: cart in prod.');
    expect(dialog).toHaveTextContent(
      'Nothing answers any more under shop.globex.example.',
    );
    expect(dialog).toHaveTextContent(
      'What stays: its data, its volumes and its backups.',
    );
  });

  it.each([
    [
      { left: ['ledger says no replicas.'] },
      /at most that answers which is left/,
    ],
    [{ scaled: [] }, /No service is scaled by it, so none stops/],
  ])(
    'does not say that all stops where the plan is %j',
    async (plan, words) => {
      await openSwitch('suspend', {
        planTenantSwitch: async () => story.switchPlan(plan),
      });
      await screen.findByText('+ replicas: 0');
      const dialog = screen.getByRole('dialog');
      expect(dialog).toHaveTextContent(words);
      expect(dialog).not.toHaveTextContent(/These services stop: \./);
    },
  );

  it('does not look on for ever for what could not be read', async () => {
    await openSwitch('suspend', {
      planTenantSwitch: async () => {
        throw new Error('The mirror is away');
      },
    });
    await screen.findByText(/^Which services stop is not known/);
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent(
      'Its host names are shop.globex.example; what still answers there is not known yet.',
    );
    expect(dialog).not.toHaveTextContent('is being looked up');
  });

  it('does not guess which host names stop', async () => {
    const tenant = story.tenant({ hosts: [] });
    await openSwitch('suspend', {}, { tenant });
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'which ones stop answering is not known',
    );
  });

  it('waits for the typed name where customers are', async () => {
    const { user, api } = await openSwitch();
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid');
    const confirm = screen.getByRole('button', { name: 'Suspend globex' });
    await waitFor(() =>
      expect(confirm).toHaveAccessibleDescription('Type globex first.'),
    );
    await user.click(confirm);
    expect(api.switchTenant).not.toHaveBeenCalled();

    await writeName(user);
    await user.click(confirm);
    await waitFor(() => expect(onDone).toHaveBeenCalled());
  });

  it('asks for no name where no customer is', async () => {
    const { deployment } = story.tenantService('globex', 'cart', '2.9.0');
    const inDev = { ...deployment, environment: 'dev' };
    const tenant = story.tenant({ services: [{ deployment: inDev }] });
    const scaled = story
      .switchPlan()
      .scaled.map(each => ({ ...each, environment: 'dev' }));
    const change = {
      planTenantSwitch: async () => story.switchPlan({ scaled }),
    };
    await openSwitch('suspend', change, { tenant });
    await screen.findByText('+ replicas: 0');
    expect(screen.queryByLabelText('Type globex to confirm')).toBeNull();
  });

  it('refuses a day that is over, and sends none', async () => {
    const { user, api } = await openSwitch();
    await screen.findByText('+ replicas: 0');
    await user.type(screen.getByLabelText('Reason'), 'unpaid');
    await user.type(screen.getByLabelText('Data is kept until'), '2020-01-01');
    const confirm = screen.getByRole('button', { name: 'Suspend globex' });
    await waitFor(() =>
      expect(confirm).toHaveAccessibleDescription(
        'The day until which data is kept is over; say a later one, or none.',
      ),
    );
    const asked = api.planTenantSwitch.mock.calls.map(([, , each]) => each);
    expect(JSON.stringify(asked)).not.toContain('2020');
  });

  it('says which upgrade has it still to do, or that nobody could tell', async () => {
    await openSwitch(
      'suspend',
      {},
      { upgrades: { value: [story.upgrade({ state: 'running' })] } },
    );
    expect(
      screen.getByText(
        'Wave 1 of the upgrade to cart 2.9.1 has globex still to do; once it is suspended, it is set aside there.',
      ),
    ).toBeVisible();
  });

  it('says when it could not be read whether an upgrade has it to do', async () => {
    const error = new Error('The database is away');
    await openSwitch('suspend', {}, { upgrades: { value: undefined, error } });
    expect(
      screen.getByText(
        /^Whether an upgrade .* could not be read: The database is away/,
      ),
    ).toBeVisible();
  });

  it('asks for no day when a tenant is resumed', async () => {
    await openSwitch('resume');
    expect(screen.queryByLabelText('Type globex to confirm')).toBeNull();
    expect(
      screen.getByRole('dialog', { name: 'Resume globex?' }),
    ).toBeVisible();
    expect(screen.queryByLabelText('Data is kept until')).toBeNull();
  });
});
