import type { Operation } from '@slipway/backstage-plugin-delivery-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { Route, Routes } from 'react-router-dom';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryPage } from './DeliveryPage';

const page = (
  <Routes>
    <Route path="/delivery/*" element={<DeliveryPage />} />
    <Route path="*" element={null} />
  </Routes>
);

async function openPage(
  operation: Partial<Operation> = {},
  change: Partial<DeliveryApi> = {},
) {
  const signals = fakeSignals();
  const api = fakeApi({
    operation: async () => story.operation(operation),
    ...change,
  });
  const result = await renderDelivery(page, {
    api,
    signals,
    path: '/delivery/operations/op-2f91',
  });
  return { api, signals, ...result };
}

describe('OperationPage', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('says what happens, since when, and that one may leave', async () => {
    await openPage();

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'payments in prod · acme: 2.4.0 → 2.3.1',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /^Rolling back, 41\ss$/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '2 of 3 replicas run 2.3.1. You can leave this page, it goes on.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('progressbar', { name: 'Step 5 of 6' }),
    ).toHaveAttribute('aria-valuenow', '4');
  });

  it('lists all steps with their times, also those that wait', async () => {
    await openPage();

    const steps = await screen.findByRole('region', { name: 'Steps' });
    const items = within(steps).getAllByRole('listitem');
    expect(items).toHaveLength(7);
    expect(items[2]).toHaveTextContent('Argo CD saw it, done2.9 s');
    expect(items[4]).toHaveTextContent('Replicas, running');
    expect(items[5]).toHaveTextContent('Healthy, waiting');
    expect(items[6]).toHaveTextContent('Verifying, waiting');
    expect(within(steps).getByRole('list')).toHaveAttribute(
      'aria-live',
      'polite',
    );
  });

  it('says who asked, why, and which commit it was', async () => {
    await openPage();

    const who = await screen.findByRole('region', { name: 'Who and why' });
    expect(who).toHaveTextContent('refunds table is locked');
    expect(within(who).getByRole('link', { name: /3f9a1c7/ })).toHaveAttribute(
      'href',
      expect.stringContaining(story.COMMITS.undo),
    );
    expect(
      within(who).getByRole('link', { name: /INC-2207/ }),
    ).toBeInTheDocument();
  });

  it('makes no link of an incident that is no web address', async () => {
    // eslint-disable-next-line no-script-url
    await openPage({ incident: 'javascript:alert(1)' });

    const who = await screen.findByRole('region', { name: 'Who and why' });
    // eslint-disable-next-line no-script-url
    expect(within(who).getByText('javascript:alert(1)')).toBeInTheDocument();
    expect(
      within(who).queryByRole('link', { name: /alert/ }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['recovered', /^Recovered in 1\smin 42\ss$/],
    ['completed', /^Completed in 1\smin 42\ss$/],
    ['not-recovered', /^Not recovered after 1\smin 42\ss$/],
    ['stuck', /^Stuck at Syncing after 1\smin 42\ss$/],
    ['refused', /^Refused after 1\smin 42\ss$/],
    ['superseded', /^Superseded after 1\smin 42\ss$/],
    ['failed', /^Failed after 1\smin 42\ss$/],
    ['cancelled', /^Stopped after 1\smin 42\ss$/],
  ] as const)('has words for the end %s', async (state, words) => {
    await openPage({
      state,
      step: 4,
      requestedAt: '2026-11-19T13:00:00Z',
      endedAt: '2026-11-19T13:01:42Z',
    });

    expect(
      await screen.findByRole('heading', { name: words }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Back to payments' }),
    ).toBeInTheDocument();
  });

  it('says what to do next when it is stuck, with commands to copy', async () => {
    await openPage({
      state: 'stuck',
      nextActs: ['Ask for more memory.', 'kubectl get application payments'],
    });

    const next = await screen.findByRole('region', { name: 'What to do next' });
    expect(next).toHaveTextContent('Ask for more memory.');
    expect(
      within(next).getAllByRole('button', { name: 'Copy command' }),
    ).toHaveLength(1);
  });

  it('stops until the commit, after asking once', async () => {
    const { api } = await openPage({
      state: 'authorised',
      commit: undefined,
      can: { stop: true, undo: false },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(api.stopOperation).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));

    expect(api.stopOperation).toHaveBeenCalledWith('op-2f91');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says why it was not stopped and stays', async () => {
    const error = await failure(409, 'It is committed', 'ConflictError');
    await openPage(
      { can: { stop: true, undo: false } },
      { stopOperation: () => Promise.reject(error) },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not stopped: It is committed',
    );
  });

  it('opens the undo with the deployment as it is now', async () => {
    const { api } = await openPage(
      { state: 'completed' },
      { deployment: async () => story.deployment({ tenant: 'acme' }) },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Undo: put 2.4.0 back' }),
    );

    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      'Undo the rollback of payments in prod · acme',
    );
    expect(api.deployment).toHaveBeenCalledWith('prod-acme');
  });

  it('follows the operation through the stream', async () => {
    const { api, signals } = await openPage();
    await screen.findByRole('heading', { name: /^Rolling back/ });
    api.operation.mockResolvedValue(
      story.operation({ state: 'completed', endedAt: '2026-11-19T13:07:00Z' }),
    );

    await signals.send({
      type: 'operation',
      operationId: 'op-2f91',
      topics: [story.TOPIC],
    });

    expect(
      await screen.findByRole('heading', { name: /^Completed in/ }),
    ).toBeInTheDocument();
  });

  it('says so when no operation has the address', async () => {
    const error = await failure(404, 'No operation', 'NotFoundError');
    await openPage({}, { operation: () => Promise.reject(error) });

    expect(
      await screen.findByText('There is nothing here'),
    ).toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    const { container } = await openPage();
    await screen.findByRole('region', { name: 'Steps' });

    const { violations } = await act(() =>
      axe.run(container, { rules: { 'color-contrast': { enabled: false } } }),
    );
    expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });
});

describe('DeliveryPage', () => {
  it('lists what runs, what ran, where, and who is listened to', async () => {
    const items = [
      story.operationSummary(),
      story.operationSummary({ id: 'op-1', state: 'completed' }),
    ];
    const api = fakeApi({
      operations: async () => ({ items, totalItems: 2 }),
    });
    await renderDelivery(page, { api, path: '/delivery' });

    const running = await screen.findByRole('region', {
      name: 'Running operations',
    });
    expect(
      await within(running).findByText('Rolling back'),
    ).toBeInTheDocument();
    const recent = screen.getByRole('region', { name: 'Recent operations' });
    expect(within(recent).getByText('Completed')).toBeInTheDocument();
    const sources = screen.getByRole('region', { name: 'Sources' });
    expect(sources).toHaveTextContent('Connection refused.');
    const environments = screen.getByRole('region', { name: 'Environments' });
    expect(within(environments).getAllByRole('row')[0]).toHaveTextContent(
      'prod',
    );
  });

  it('says what to do when there was never an operation', async () => {
    const api = fakeApi({
      operations: async () => ({ items: [], totalItems: 0 }),
    });
    await renderDelivery(page, { api, path: '/delivery' });

    expect(await screen.findByText('Nothing is running.')).toBeInTheDocument();
    expect(screen.getByText(/^No operation yet\./)).toBeInTheDocument();
  });
});
