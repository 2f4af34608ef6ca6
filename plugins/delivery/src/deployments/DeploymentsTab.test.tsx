import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeploymentsTab } from './DeploymentsTab';

describe('DeploymentsTab', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('shows lanes nearest to customers first, tenants by name', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    const card = await screen.findByRole('region', { name: 'What runs where' });
    const lanes = within(card).getAllByRole('listitem');
    expect(lanes.map(lane => lane.getAttribute('aria-label'))).toEqual([
      'prod · acme',
      'prod · globex',
      'acc',
      'qa',
      'dev',
    ]);
  });

  it('says what is wrong first, since when, and where the button goes', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /^2\.4\.0 is degraded in prod · acme since/,
    );
    const button = await screen.findByRole('button', {
      name: 'Roll back to 2.3.1',
      description: '2.3.1 ran for 9 days, until 13:55.',
    });
    expect(button).toBeEnabled();
    const banner = screen.getByRole('region', { name: /2\.4\.0 is degraded/ });
    expect(within(banner).getByText('1 warning')).toBeInTheDocument();
    expect(within(banner).getByText('3 ok')).toBeInTheDocument();
  });

  it('tells drift, hold and a silent source apart, each in words', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    const qa = await screen.findByRole('listitem', { name: 'qa' });
    expect(within(qa).getByText('Drift')).toBeInTheDocument();
    expect(within(qa).getByText('Git wants 2.4.1')).toBeInTheDocument();
    expect(qa).toHaveTextContent('for 26 min: image tag 2.4.1 not found');
    const acc = screen.getByRole('listitem', { name: 'acc' });
    expect(acc).toHaveTextContent(
      /at 2\.3\.1 until .*, by lead-payments: pen test/,
    );
    const dev = screen.getByRole('listitem', { name: 'dev' });
    expect(within(dev).getByText('Stale')).toBeInTheDocument();
    expect(within(dev).queryByText('Healthy')).not.toBeInTheDocument();
    expect(dev).toHaveTextContent(/as last seen/);
    expect(
      screen.getByText('1 of 3 sources silent: cluster dev-1'),
    ).toBeInTheDocument();
  });

  it('says that the cluster is simulated', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    expect(
      await screen.findByText('Sandbox: simulated cluster'),
    ).toBeInTheDocument();
  });

  it('keeps a refused button in sight with the reason beside it', async () => {
    const reason = 'Only team-payments and its on-call may roll back here.';
    const refused = story.deployment({
      can: { rollback: { allowed: false, reason } },
    });
    const api = fakeApi({
      deployments: async () => ({ items: [refused], totalItems: 1 }),
    });
    await renderDelivery(<DeploymentsTab />, { api });

    const button = await screen.findByRole('button', {
      name: 'Roll back, prod',
      description: reason,
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(reason)).toBeVisible();
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers to follow an operation at work and names its step', async () => {
    const items = [story.deployment({ operation: story.operationSummary() })];
    const api = fakeApi({
      deployments: async () => ({ items, totalItems: 1 }),
    });
    await renderDelivery(<DeploymentsTab />, { api });

    const lane = await screen.findByRole('listitem', { name: 'prod' });
    expect(lane).toHaveTextContent('Rolling back');
    expect(lane).toHaveTextContent('to 2.3.1, step 5 of 6, 41 s');
    await userEvent.click(screen.getByRole('button', { name: 'Follow, prod' }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/delivery/operations/op-2f91',
    );
  });

  it('offers Undo after a rollback that stands', async () => {
    const items = [
      story.deployment({
        lastOperation: story.operationSummary({ state: 'completed' }),
      }),
    ];
    const api = fakeApi({
      deployments: async () => ({ items, totalItems: 1 }),
    });
    await renderDelivery(<DeploymentsTab />, { api });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Undo, prod' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Undo the rollback of payments in prod',
    });
    expect(
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
    ).toHaveValue('Undo of the rollback from 2.4.0 to 2.3.1');
  });

  it('opens details by the keyboard and moves the history to the lane', async () => {
    const api = fakeApi();
    await renderDelivery(<DeploymentsTab />, { api });

    const lane = await screen.findByRole('listitem', { name: 'acc' });
    const name = within(lane).getByRole('button', { name: 'acc' });
    name.focus();
    await userEvent.keyboard('{Enter}');

    expect(name).toHaveAttribute('aria-expanded', 'true');
    expect(
      within(lane).getByText('3 of 3 ready · 3 on the wanted version'),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'deployment=acc',
    );
    expect(
      screen.getByRole('button', { name: 'acc', pressed: true }),
    ).toBeVisible();
  });

  it('takes the lane from the address', async () => {
    await renderDelivery(<DeploymentsTab />, {
      api: fakeApi(),
      path: '/?deployment=qa',
    });

    expect(
      await screen.findByRole('button', { name: 'qa', pressed: true }),
    ).toBeInTheDocument();
  });

  it('asks again when the stream says that something changed, and only then', async () => {
    const api = fakeApi();
    const signals = fakeSignals();
    await renderDelivery(<DeploymentsTab />, { api, signals });
    await screen.findByRole('listitem', { name: 'prod · acme' });
    const before = api.deployments.mock.calls.length;
    jest.mocked(api.deployments).mockResolvedValue({
      items: [story.deployment({ tenant: 'acme' })],
      totalItems: 1,
    });

    await signals.send({
      type: 'deployments',
      topics: [story.TOPIC],
    });

    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
    expect(api.deployments).toHaveBeenCalledTimes(before + 1);
  });

  it('says what to do when nothing is deployed', async () => {
    const api = fakeApi({
      deployments: async () => ({ items: [], totalItems: 0 }),
    });
    await renderDelivery(<DeploymentsTab />, { api });

    expect(
      await screen.findByRole('heading', { name: 'Nothing deployed yet' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/argocd\/app-name: payments/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy annotation' }),
    ).toBeEnabled();
  });

  it('says who to ask when the person may not look', async () => {
    const error = await failure(403, 'No', 'NotAllowedError');
    const api = fakeApi({ deployments: () => Promise.reject(error) });
    await renderDelivery(<DeploymentsTab />, { api });

    expect(
      await screen.findByText('You may not see these deployments'),
    ).toBeInTheDocument();
    expect(screen.getByText(/delivery\.deployment\.read/)).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: /team-payments/ }),
    ).toBeInTheDocument();
  });

  it('keeps what was seen when the portal stops answering, and says that it is old', async () => {
    const api = fakeApi();
    const signals = fakeSignals();
    await renderDelivery(<DeploymentsTab />, { api, signals });
    await screen.findByRole('listitem', { name: 'prod · acme' });
    const error = await failure(503, 'The database has not answered');
    jest.mocked(api.deployments).mockRejectedValue(error);

    await signals.send({ type: 'sources' });

    expect(
      await screen.findByText('Slipway itself has trouble'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('listitem', { name: 'prod · acme' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Not live, trying again/)).toBeInTheDocument();
    jest
      .mocked(api.deployments)
      .mockResolvedValue({ items: story.deployments(), totalItems: 5 });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        screen.queryByText('Slipway itself has trouble'),
      ).not.toBeInTheDocument(),
    );
  });

  it('keeps the place of the lanes while it loads', async () => {
    const api = fakeApi({ deployments: () => new Promise(() => {}) });
    await renderDelivery(<DeploymentsTab />, { api });

    expect(screen.getByText('Loading')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    const { container } = await renderDelivery(<DeploymentsTab />, {
      api: fakeApi(),
    });
    const history = await screen.findByRole('region', {
      name: 'Version history',
    });
    await within(history).findByRole('table');

    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });
});
