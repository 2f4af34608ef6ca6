import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { TenantsPage } from './TenantsPage';

async function open(
  change: Partial<DeliveryApi> = {},
  path = '/tenants',
  signals = fakeSignals(),
) {
  const api = fakeApi(change);
  const { container } = await renderDelivery(<TenantsPage />, {
    ...{ api, path, signals },
  });
  return { api, container, signals, user: userEvent.setup() };
}

const row = (name: string) =>
  screen.findByRole('row', { name: new RegExp(`Choose ${name}`) });
const address = () => screen.getByLabelText('address').textContent;

describe('the page of tenants', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });

  afterEach(() => jest.restoreAllMocks());

  it('shows who it is, what runs and how it is, in words', async () => {
    await open();

    const acme = await row('acme');
    expect(acme).toHaveTextContent('large · team-care-1');
    expect(acme).toHaveTextContent('shop.acme.example');
    expect(within(acme).getByText('1 burning')).toBeInTheDocument();
    expect(within(acme).getByText('Burning')).toBeInTheDocument();
    const globex = await row('globex');
    expect(globex).toHaveTextContent('CPU 6.1 of 12 vCPU');
    expect(globex).toHaveTextContent('52 min');
    expect(within(globex).getAllByText('Healthy')).toHaveLength(3);
    expect(
      screen.getByText('3 tenants', { exact: false }).closest('span'),
    ).toHaveTextContent('3 tenants: 2 live, 1 suspended');
  });

  it('names who cares for a tenant, however its file writes it', async () => {
    const owner = 'group:default/team-care-2';
    await open({
      tenants: async () => ({ items: [story.tenant({ owner })], hidden: 0 }),
    });
    const globex = await row('globex');
    expect(globex).toHaveTextContent('medium · team-care-2');
    expect(globex).not.toHaveTextContent('group:default');
  });

  it('has columns for the services that there are, each once, and what burns comes first', async () => {
    await open();
    await row('acme');

    const [head] = within(screen.getAllByRole('table')[0]).getAllByRole('row');
    expect(
      within(head)
        .getAllByRole('columnheader')
        .map(each => each.textContent),
    ).toEqual([
      ...['Tenant', 'Quota in use', 'payments', 'cart', 'reports'],
      ...['Newest good backup', 'Acts'],
    ]);
  });

  it('never draws what is not known as zero', async () => {
    const usageProblem = 'Not measured: none of its metrics is there.';
    const unknown = story.tenant({
      ...{ usage: undefined, quota: { cpu: 4 }, backup: undefined },
      usageProblem,
    });
    await open({ tenants: async () => ({ items: [unknown], hidden: 0 }) });

    const globex = await row('globex');
    expect(globex).toHaveTextContent('CPU not known of 4 vCPU');
    expect(globex).toHaveTextContent('Storage not known');
    expect(globex).toHaveTextContent(usageProblem);
    expect(globex).toHaveTextContent('– not known');
    expect(globex).not.toHaveTextContent(/\b0 of/);
  });

  it('says of figures whose source is silent that they are as last seen', async () => {
    const silent = story.tenant();
    const usage = {
      ...silent.usage!,
      silentSince: story.iso(story.STORY_NOW),
      cause: 'Prometheus refuses.',
    };
    await open({
      tenants: async () => ({ items: [{ ...silent, usage }], hidden: 0 }),
    });

    expect(await row('globex')).toHaveTextContent(
      /as last seen .*: Prometheus refuses\./,
    );
  });

  it('shows a suspended tenant with who, why and until when, and no services', async () => {
    await open();

    const hooli = await row('hooli');
    expect(hooli).toHaveTextContent(/Suspended since .* by lead-platform/);
    expect(hooli).toHaveTextContent('Reason: contract ended.');
    expect(hooli).toHaveTextContent('2 Dec 2026 (13 days left)');
    expect(hooli).toHaveTextContent('It would come back with payments 2.2.3.');
    expect(within(hooli).queryByText('Missing')).toBeNull();
  });

  it('lists what of a suspended tenant still runs', async () => {
    const [, , hooli] = story.tenants();
    const on = story.tenantService('hooli', 'cart', '2.9.0');
    on.deployment.health = { status: 'degraded', message: 'It crashes.' };
    const services = [...hooli.services, on];
    await open({
      tenants: async () => ({ items: [{ ...hooli, services }], hidden: 0 }),
    });

    const line = await row('hooli');
    expect(within(line).getByText('Suspended, 1 still on')).toBeInTheDocument();
    const left = within(line).getByRole('list', {
      name: 'What is not known to be off',
    });
    expect(left).toHaveTextContent(
      'cart 2.9.03 of 3 replicas still runDegraded',
    );
    expect(left).not.toHaveTextContent('payments');
  });

  it('tells what is wrong with a file on its tenant, and what is hidden', async () => {
    const message = 'tenants/globex.yaml cannot be read: it is no YAML.';
    const broken = story.tenant({
      ...{ hidden: 2, problems: [{ code: 'unreadable', message }] },
    });
    await open({ tenants: async () => ({ items: [broken], hidden: 3 }) });

    const globex = await row('globex');
    expect(globex).toHaveTextContent(message);
    expect(globex).toHaveTextContent('2 services that you may not see');
    expect(within(globex).getByText('Not known')).toBeInTheDocument();
    expect(screen.getByText(/3 more that you may not see/)).toBeInTheDocument();
  });

  it('keeps the environment in the address, and begins with the one nearest to customers', async () => {
    const { api, user } = await open();
    await row('acme');
    expect(api.tenants).toHaveBeenLastCalledWith(
      ...[{ environment: 'prod' }, expect.anything()],
    );

    await user.click(screen.getByRole('button', { name: 'qa' }));

    await waitFor(() => expect(address()).toBe('/tenants?environment=qa'));
    expect(api.tenants).toHaveBeenLastCalledWith(
      ...[{ environment: 'qa' }, expect.anything()],
    );
  });

  it('finds by name and by host, and clears that in one click', async () => {
    const { user } = await open({}, '/tenants?q=shop.globex');
    await row('globex');
    expect(screen.queryByText('shop.acme.example')).toBeNull();

    const search = screen.getByRole('searchbox', { name: 'Tenant or host' });
    await user.clear(search);
    await user.type(search, 'nobody');
    expect(
      await screen.findByText('No tenant has nobody in its name or host.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await row('acme')).toBeInTheDocument();
    expect(address()).toBe('/tenants');
  });

  it('says what to do where there is none, may not be seen or cannot be had', async () => {
    const none = await open({
      tenants: async () => ({ items: [], hidden: 0 }),
    });
    expect(
      await screen.findByText(/No tenant is deployed in prod/),
    ).toBeInTheDocument();
    none.container.remove();

    const forbidden = await failure(403, 'Ask the owner.', 'NotAllowedError');
    await open({ tenants: () => Promise.reject(forbidden) });
    expect(
      await screen.findByText('You may not see tenants'),
    ).toBeInTheDocument();
  });

  it('keeps what it showed while the portal is in trouble', async () => {
    const trouble = await failure(503, 'The database is away');
    let isAway = false;
    const { signals } = await open({
      tenants: async () => {
        if (isAway) throw trouble;
        return { items: story.tenants(), hidden: 0 };
      },
    });
    await row('acme');
    isAway = true;
    await signals.send({ type: 'sources' });

    expect(
      await screen.findByRole('alert', undefined, { timeout: 9_000 }),
    ).toHaveTextContent('Slipway itself has trouble');
    expect(screen.getByText('shop.acme.example')).toBeInTheDocument();
  });

  it('upgrades who is chosen, and says why not before', async () => {
    const { user } = await open();
    await row('globex');
    const button = () => screen.getByRole('button', { name: 'Upgrade…' });
    expect(button()).toHaveAccessibleDescription('Choose tenants first.');

    await user.click(screen.getByLabelText('Choose all'));
    expect(button()).toHaveAccessibleDescription(
      'hooli is suspended; resume it first.',
    );
    await user.click(screen.getByLabelText('Choose hooli'));
    await user.click(button());
    const dialog = screen.getByRole('dialog', { name: 'Upgrade in waves' });
    expect(within(dialog).getByLabelText('Wave of acme')).toHaveValue('2');
    expect(within(dialog).getByLabelText('Wave of globex')).toHaveValue('1');
  });

  it('is reached and chosen by the keyboard alone', async () => {
    const { user } = await open();
    const globex = await row('globex');
    const box = within(globex).getByRole('checkbox');
    act(() => box.focus());
    await user.keyboard(' ');
    expect(box).toBeChecked();

    const menu = screen.getByRole('button', { name: 'Acts for globex' });
    act(() => menu.focus());
    await user.keyboard('{Enter}');
    expect(
      await screen.findByRole('menuitem', { name: 'Suspend…' }),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(menu).toHaveFocus());
  });

  it('offers to resume who is suspended, and says what cannot be done', async () => {
    const may = { allowed: false, reason: 'Only its owners may.' };
    const mine: Tenant[] = [
      story.tenants()[2],
      story.tenant({ can: { upgrade: may, suspend: may } }),
    ];
    const { user } = await open({
      tenants: async () => ({ items: mine, hidden: 0 }),
    });
    await row('hooli');

    await user.click(screen.getByRole('button', { name: 'Acts for hooli' }));
    expect(screen.getByRole('menuitem', { name: 'Resume…' })).toBeVisible();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Acts for globex' }));
    const item = screen.getByRole('menuitem', { name: /^Suspend…/ });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(item).toHaveTextContent('Only its owners may.');
    await user.click(item);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks again when something of tenants changes', async () => {
    const { api, signals } = await open();
    await row('acme');
    const before = api.tenants.mock.calls.length;
    await signals.send({ type: 'tenants' });
    await waitFor(
      () => expect(api.tenants.mock.calls.length).toBeGreaterThan(before),
      { timeout: 9_000 },
    );
  });

  it('has no fault that axe can find', async () => {
    const { container } = await open({
      upgrades: async () => ({ items: [story.upgrade()] }),
    });
    await row('acme');

    const { violations } = await axe.run(container, {
      // jsdom computes no colours.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
