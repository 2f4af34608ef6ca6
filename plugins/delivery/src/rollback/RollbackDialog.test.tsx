import type { OperationRequest } from '@slipway/backstage-plugin-delivery-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { failure } from '../__testUtils__/fakeApi';
import {
  confirmButton,
  openDialog,
  readyButton,
} from '../__testUtils__/openRollbackDialog';
import * as story from '../__fixtures__/story';

describe('RollbackDialog', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('takes one more click in the clean case', async () => {
    const { api } = await openDialog();

    await userEvent.click(await readyButton());

    const [request] = api.startOperation.mock.calls[0];
    expect(request).toMatchObject({
      type: 'rollback',
      deploymentId: 'prod-acme',
      version: '2.3.1',
      expected: { version: '2.4.0', commit: story.COMMITS.v240 },
    } satisfies Partial<OperationRequest>);
    expect(request.reason).toMatch(/^2\.4\.0: degraded since .*: Readiness/);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/delivery/operations/op-2f91',
    );
  });

  it('starts in the reason with its text selected, so that typing replaces it', async () => {
    const { dialog } = await openDialog();
    const reason = within(dialog).getByRole('textbox', { name: /^Reason/ });
    expect(reason).toHaveFocus();

    await userEvent.keyboard('refunds fail');

    expect(reason).toHaveValue('refunds fail');
  });

  it('fills in no reason where there is no evidence, and accepts none', async () => {
    const deployment = story.deployment({ tenant: 'acme' });
    const { dialog } = await openDialog({}, { deployment, version: '2.2.3' });
    const reason = within(dialog).getByRole('textbox', { name: /^Reason/ });

    expect(reason).toHaveValue('');
    expect(reason).toBeInvalid();
    const button = await screen.findByRole('button', {
      name: 'Roll back to 2.2.3',
      description: 'Say why: the reason is kept in the commit.',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
  });

  it('keeps unusable versions in sight with the reason', async () => {
    const { dialog } = await openDialog();

    const banned = await within(dialog).findByRole('radio', {
      name: /2\.3\.0/,
    });
    expect(banned).toBeDisabled();
    expect(within(dialog).getByText(/Banned by oncall-2/)).toBeInTheDocument();
    expect(
      within(dialog).queryByRole('radio', { name: /2\.4\.0/ }),
    ).not.toBeInTheDocument();
  });

  it('shows the one line that changes and what is not rolled back', async () => {
    const { dialog } = await openDialog();
    await readyButton();

    expect(within(dialog).getByText(/^- +tag: "2\.4\.0"/)).toBeInTheDocument();
    expect(within(dialog).getByText(/^\+ +tag: "2\.3\.1"/)).toBeInTheDocument();
    expect(dialog).toHaveTextContent(
      'Not rolled back: the database and its rows since 13:55, secrets',
    );
    expect(dialog).toHaveTextContent(
      'One commit to gitops-retail, as oncall-1.',
    );
  });

  it('lists checks worst first', async () => {
    const { dialog } = await openDialog();
    await readyButton();

    const checks = within(dialog).getByRole('region', { name: 'Checks' });
    const rows = within(checks).getAllByRole('listitem');
    expect(rows.map(row => row.querySelector('strong')?.textContent)).toEqual([
      'Automation. ',
      'Still what you saw. ',
      'One line. ',
      'Nothing else is running. ',
    ]);
  });

  it('runs the checks again for another version', async () => {
    const { api, dialog } = await openDialog();
    await readyButton();

    await userEvent.click(
      within(dialog).getByRole('radio', { name: /2\.2\.3/ }),
    );

    await screen.findByRole('button', { name: 'Roll back to 2.2.3' });
    await waitFor(() =>
      expect(api.preflight.mock.calls.at(-1)?.[1].version).toBe('2.2.3'),
    );
  });

  it('refuses with the reason beside the button when a check blocks', async () => {
    const blocked = story.preflight({
      status: 'block',
      checks: [
        {
          id: 'contracts',
          title: 'invoices 3.8.0 would break',
          status: 'block',
          message: 'It reads settledAt.',
          tookMs: 1,
        },
      ],
    });
    const { api, dialog } = await openDialog({
      preflight: async () => blocked,
    });

    const button = await screen.findByRole('button', {
      name: 'Roll back to 2.3.1',
      description: 'Blocked: invoices 3.8.0 would break. It reads settledAt.',
    });
    await userEvent.click(button);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(api.startOperation).not.toHaveBeenCalled();
    expect(dialog).toHaveTextContent(
      'Goes back to2.3.1Blocked: invoices 3.8.0 would break',
    );
  });

  it('asks for one tick where a check could not tell, and sends it', async () => {
    const unknown = story.preflight({
      status: 'unknown',
      checks: [
        {
          id: 'registry',
          title: 'The version exists',
          status: 'unknown',
          message: 'The registry does not answer.',
          tookMs: 1,
        },
      ],
    });
    const { api } = await openDialog({ preflight: async () => unknown });
    const button = await screen.findByRole('button', {
      name: 'Roll back to 2.3.1',
      description: /^Tick what could not be told/,
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');

    await userEvent.click(
      screen.getByRole('checkbox', { name: /The version exists/ }),
    );
    await userEvent.click(await readyButton());

    expect(api.startOperation.mock.calls[0][0].accept).toEqual(['registry']);
  });

  it('counts checks that fail as could not tell, never as a pass', async () => {
    const error = await failure(503, 'The database does not answer');
    const { dialog } = await openDialog({
      preflight: () => Promise.reject(error),
    });

    expect(
      await within(dialog).findByText('1 could not tell'),
    ).toBeInTheDocument();
    expect(await confirmButton()).toHaveAttribute('aria-disabled', 'true');
  });

  it('waits two seconds for the checks, then says that it could not tell', async () => {
    const { dialog } = await openDialog({
      preflight: () => new Promise(() => {}),
    });
    expect(await confirmButton()).toHaveAccessibleDescription(
      'Waiting for the checks.',
    );

    expect(
      await within(dialog).findByText(/not answered within 2 s/, undefined, {
        timeout: 4000,
      }),
    ).toBeInTheDocument();
  });

  it('sends the same key for a retry of the same request, and one request for a double click', async () => {
    const error = await failure(503, 'The portal is restarting');
    const { api } = await openDialog({
      startOperation: () => Promise.reject(error),
    });
    const button = await readyButton();

    await userEvent.dblClick(button);
    await screen.findByText(/It was not started: The portal is restarting/);
    await userEvent.click(await readyButton());

    const keys = api.startOperation.mock.calls.map(
      ([, { idempotencyKey }]) => idempotencyKey,
    );
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends another key for another reason', async () => {
    const error = await failure(503, 'The portal is restarting');
    const { api, dialog } = await openDialog({
      startOperation: () => Promise.reject(error),
    });
    await userEvent.click(await readyButton());
    await screen.findByText(/It was not started/);
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
      ' again',
    );
    await userEvent.click(await readyButton());

    await waitFor(() => expect(api.startOperation).toHaveBeenCalledTimes(2));
    const [first, second] = api.startOperation.mock.calls;
    expect(first[1].idempotencyKey).not.toBe(second[1].idempotencyKey);
  });

  it('stays open when the folder changed, says who did what, and offers the new state', async () => {
    const current = {
      version: '2.4.2',
      commit: 'f00dbabe00000000000000000000000000000000',
      author: 'dev-7',
      at: '2026-11-19T13:06:00Z',
      subject: 'Fix refunds',
    };
    const conflict = await failure(409, 'The folder changed', 'ConflictError');
    const { api } = await openDialog({
      startOperation: () => Promise.reject(conflict),
    });
    const button = await readyButton();
    api.preflight.mockImplementation(async (_, { version, expected }) =>
      story.preflight({
        version,
        expected,
        current: expected.version === '2.4.0' ? current : undefined,
      }),
    );

    await userEvent.click(button);

    const notice = await screen.findByText(/dev-7 changed it at/);
    expect(notice).toHaveTextContent('“Fix refunds”. Git now wants 2.4.2.');
    expect(await confirmButton()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the new state' }),
    );
    await userEvent.click(await readyButton());
    expect(api.startOperation.mock.calls.at(-1)?.[0].expected).toEqual({
      version: '2.4.2',
      commit: current.commit,
    });
  });

  it('confirms with Ctrl and Enter, and Enter alone does nothing', async () => {
    const { api } = await openDialog();
    await readyButton();

    await userEvent.keyboard('{Enter}');
    expect(api.startOperation).not.toHaveBeenCalled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    await waitFor(() => expect(api.startOperation).toHaveBeenCalledTimes(1));
  });

  it('closes with Escape and gives the focus back', async () => {
    const { api } = await openDialog();

    await userEvent.keyboard('{Escape}');

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'open' })).toHaveFocus();
    expect(api.startOperation).not.toHaveBeenCalled();
  });

  it('undoes with its own commit and names what it undoes', async () => {
    const undoes = story.operationSummary({ state: 'completed' });
    const { api } = await openDialog(
      {},
      {
        type: 'undo',
        undoes,
        version: '2.4.0',
        deployment: story.deployment({ tenant: 'acme' }),
      },
    );
    const button = await screen.findByRole('button', {
      name: 'Undo: put 2.4.0 back',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));

    await userEvent.click(button);

    expect(api.startOperation.mock.calls[0][0]).toMatchObject({
      type: 'undo',
      version: '2.4.0',
      undoes: 'op-2f91',
    });
  });

  it('has no violation that axe can find', async () => {
    const { dialog } = await openDialog();
    await readyButton();

    const { violations } = await act(() =>
      axe.run(dialog, { rules: { 'color-contrast': { enabled: false } } }),
    );
    expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });
});
