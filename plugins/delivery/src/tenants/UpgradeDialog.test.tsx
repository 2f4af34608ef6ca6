import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { ChangePlanDialog } from './ChangePlanDialog';
import { UpgradeDialog } from './UpgradeDialog';

const onClose = jest.fn();
const onDone = jest.fn();

beforeEach(() => jest.clearAllMocks());

/** cart as qa wants it, and as acc does. */
const elsewhere = () => {
  const items = ['2.9.1', '2.9.2'].map((version, index) => {
    const { deployment } = story.tenantService('', 'cart', version);
    const environment = ['qa', 'acc'][index];
    return { ...deployment, id: `${environment}-cart`, environment };
  });
  return { items, totalItems: items.length };
};
const fake = (change: Partial<DeliveryApi>) =>
  fakeApi({ deployments: async () => elsewhere(), ...change });

async function openUpgrade(
  change: Partial<DeliveryApi> = {},
  tenants: Tenant[] = [story.tenant({ name: 'acme' }), story.tenant()],
) {
  const api = fake(change);
  await renderDelivery(
    <DeliveryFrame>
      <UpgradeDialog {...{ tenants, onClose }} onPlanned={onDone} />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup() };
}

async function openChange(change: Partial<DeliveryApi> = {}) {
  const api = fake(change);
  await renderDelivery(
    <DeliveryFrame>
      <ChangePlanDialog
        upgrade={story.upgrade()}
        {...{ onClose }}
        onPlanned={onDone}
      />
    </DeliveryFrame>,
    { api },
  );
  return { api, user: userEvent.setup() };
}

const rowsOfWaves = () =>
  screen
    .getAllByRole('combobox', { name: /^Wave of/ })
    .map(box => box.closest('li')!.textContent);
const planIt = () => screen.getByRole('button', { name: 'Plan it' });

describe('the dialog that plans an upgrade', () => {
  it('says what is missing, and plans what was on the screen', async () => {
    const { user, api } = await openUpgrade();
    const button = screen.getByRole('button', { name: 'Plan it' });
    expect(button).toHaveAccessibleDescription(/^Choose at least one service/);

    await user.type(screen.getByLabelText('Version of cart'), '2.9.1');
    expect(button).toHaveAccessibleDescription('Say why.');
    await user.type(screen.getByLabelText('Reason'), 'CVE');
    await user.selectOptions(screen.getByLabelText('Wave of acme'), 'Wave 2');
    await user.selectOptions(screen.getByLabelText('Wave of globex'), 'Wave 1');
    await user.click(button);

    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    const [request] = api.planUpgrade.mock.calls[0];
    expect(
      request.waves.map(({ targets }) =>
        targets.map(({ deploymentId }) => deploymentId),
      ),
    ).toEqual([['prod-globex-cart'], ['prod-acme-cart']]);
  });

  it('takes the place of the plan that is changed, which is abandoned', async () => {
    const { api, user } = await openChange();
    const version = await screen.findByLabelText('Version of cart');
    expect(version).toHaveValue('2.9.1');
    expect(screen.getByLabelText('Wave of acme')).toHaveValue('2');
    expect(screen.getByLabelText('Reason')).toHaveValue('CVE-2026-1');
    await user.clear(version);
    await user.type(version, '2.9.2');
    fireEvent.change(screen.getByLabelText('Begins at'), {
      target: { value: '2999-01-01T10:00' },
    });
    await user.click(screen.getByRole('button', { name: 'Plan it' }));

    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    const [[request]] = api.planUpgrade.mock.calls;
    expect(request.waves[0].targets[0].version).toBe('2.9.2');
    expect(Date.parse(request.startsAt!)).toBe(Date.parse('2999-01-01T10:00'));
    expect(api.actOnUpgrade).toHaveBeenCalledWith('u-1', 'abandon');
    expect(api.planUpgrade.mock.invocationCallOrder[0]).toBeLessThan(
      api.actOnUpgrade.mock.invocationCallOrder[0],
    );
  });

  it('says that the plan before stays when only the new one could be made', async () => {
    await openChange({
      actOnUpgrade: async () => {
        throw new Error('It runs already');
      },
    });
    await screen.findByLabelText('Version of cart');
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The new plan is made, and the one before could not be abandoned: It runs already. Abandon it yourself.',
    );
  });

  it('closes by Escape and changes nothing', async () => {
    const { user, api } = await openUpgrade();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
    expect(api.planUpgrade).not.toHaveBeenCalled();
  });

  it('says why it was not planned', async () => {
    const error = await failure(
      403,
      'You may not change cart.',
      'NotAllowedError',
    );
    const { user } = await openUpgrade({
      planUpgrade: () => Promise.reject(error),
    });
    await user.type(screen.getByLabelText('Version of cart'), '2.9.1');
    await user.type(screen.getByLabelText('Reason'), 'CVE');
    await user.click(screen.getByRole('button', { name: 'Plan it' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not planned: You may not change cart',
    );
  });

  it('proposes least risky first, and says why', async () => {
    const [acme] = story.tenants();
    await openUpgrade({}, [
      acme,
      story.tenant({ name: 'hooli', hidden: 1 }),
      story.tenant({ name: 'initech', quota: { cpu: 48 }, plan: 'large' }),
      story.tenant(),
    ]);

    expect(screen.getByRole('dialog')).toHaveTextContent(
      'Proposed so that the least is risked first',
    );
    expect(rowsOfWaves().map(words => words?.split('Wave')[0])).toEqual([
      ...['globex medium · healthy', 'initech large · healthy'],
      'hooli medium · not known to be healthy',
      'acme large · in trouble now',
    ]);
    expect(screen.getByLabelText('Wave of globex')).toHaveValue('1');
    expect(screen.getByLabelText('Wave of acme')).toHaveValue('4');
  });

  it('says in words why nothing changes at a tenant, once something is chosen', async () => {
    const only = story.tenant({
      ...{ name: 'initech' },
      services: [story.tenantService('initech', 'reports', '0.9.4')],
    });
    const done = story.tenant({
      services: [story.tenantService('globex', 'cart', '2.9.1')],
    });
    const all = [story.tenant({ name: 'acme' }), done, only];
    const { user } = await openUpgrade({}, all);
    expect(rowsOfWaves().join()).not.toContain('Nothing changes here');

    await user.type(screen.getByLabelText('Version of cart'), '2.9.1');
    const rows = rowsOfWaves();
    const of = (name: string) => rows.find(words => words?.startsWith(name));
    expect(of('globex')).toContain(
      'Nothing changes here: it has the chosen version already.',
    );
    expect(of('initech')).toContain(
      'Nothing changes here: it has none of the chosen services.',
    );
    expect(of('acme')).not.toContain('Nothing changes here');
  });

  it('warns of a version that stands nowhere, and waits for a person who knows it', async () => {
    const { user, api } = await openUpgrade();
    await user.type(screen.getByLabelText('Version of cart'), '9.9.9');
    await user.type(screen.getByLabelText('Reason'), 'CVE');
    expect(
      await screen.findByText(/wants or runs cart 9\.9\.9: it may not exist/),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(planIt()).toHaveAccessibleDescription(
        /^A chosen version stands nowhere yet/,
      ),
    );
    await user.click(planIt());
    expect(api.planUpgrade).not.toHaveBeenCalled();

    await user.click(
      screen.getByRole('checkbox', {
        name: /^I know that cart 9\.9\.9 exists/,
      }),
    );
    await user.click(planIt());
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    const [[request]] = api.planUpgrade.mock.calls;
    expect(request.versionsLetPass).toEqual([
      { component: 'cart', version: '9.9.9' },
    ]);
  });

  it('says which tenants have which version, where they differ', async () => {
    const of = (name: string, version: string) =>
      story.tenant({
        name,
        services: [
          story.tenantService(name, 'cart', version),
          story.tenantService(name, 'payments', '2.3.1'),
        ],
      });
    const names = ['acme', 'globex', 'hooli', 'initech', 'umbrella'];
    await openUpgrade({}, [
      of('wayne', '2.8.0'),
      ...names.map(name => of(name, '2.9.0')),
    ]);
    const services = screen.getByRole('group', { name: 'Services' });
    expect(services).toHaveTextContent(
      'cart now 2.8.0 (wayne), 2.9.0 (acme, globex, hooli and 2 more)',
    );
    expect(services).toHaveTextContent(/payments now 2\.3\.1$/);
  });

  it('says that it could not be looked up where a version stands', async () => {
    const { user } = await openUpgrade({
      deployments: async () => {
        throw new Error('The database is away');
      },
    });
    await user.type(screen.getByLabelText('Version of cart'), '2.9.1');

    expect(
      await screen.findByText(
        'Whether cart 2.9.1 stands anywhere could not be looked up: The database is away.',
      ),
    ).toBeInTheDocument();
    expect(planIt()).toHaveAttribute('aria-disabled', 'true');
  });

  it('says how long is watched when nobody says so', async () => {
    await openUpgrade();
    expect(
      screen.getByLabelText('Soak time in minutes'),
    ).toHaveAccessibleDescription(/^So long each wave .* 30 minutes/);
  });
});
