import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts, violationsIn } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import { dayFromNow } from './draft';
import { ExceptionsSection } from './ExceptionsSection';

/** Opens the dialog by a press, as a person does. */
async function openDialog(change: Partial<ContractsApi> = {}) {
  const { api } = await renderContracts(<ExceptionsSection />, {
    api: fakeApi(change),
  });
  await userEvent.click(
    screen.getByRole('button', { name: 'Ask for an exception' }),
  );
  return { api, dialog: await screen.findByRole('dialog') };
}

const field = (name: string) => screen.findByRole('combobox', { name });

/** What offers options is a combobox of a line of text. */
const line = (label: string) =>
  screen.findByLabelText(label, { selector: 'input, textarea' });

const write = async (label: string, text: string) => {
  const input = await line(label);
  await userEvent.clear(input);
  await userEvent.type(input, text);
};

/** Finds something by a part of its name, and takes it. */
const choose = async (label: string, part: string, name: string | RegExp) => {
  await write(label, part);
  await userEvent.click(await screen.findByRole('option', { name }));
};

const submit = () => screen.getByRole('button', { name: 'Let it pass' });

async function fill() {
  await write('Consumer', 'reports');
  await write('Owner', 'team-finance');
  await write('Reason', 'It reads one field only');
  await write('Type reports to confirm', 'reports');
}

describe('ExceptionDialog', () => {
  it('lets a consumer pass once its name was typed', async () => {
    const { api } = await openDialog();
    await fill();
    await userEvent.selectOptions(await field('Environment'), 'qa');
    await choose('Where', 'paym', 'API payments-api');

    await userEvent.click(submit());

    expect(api.createException).toHaveBeenCalledWith({
      ...{ kind: 'block', consumer: 'component:default/reports' },
      ...{ environment: 'qa', scope: 'api:default/payments-api' },
      ...{ owner: 'group:default/team-finance' },
      reason: 'It reads one field only',
      expiresAt: new Date(`${dayFromNow(14)}T23:59:59`).toISOString(),
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.exceptions).toHaveBeenCalledTimes(2);
  });

  it('judges a rule otherwise once its id was typed', async () => {
    const { api } = await openDialog();
    await userEvent.selectOptions(
      await field('What it is about'),
      'A rule counts as something else',
    );
    await choose('Rule', 'column', /^sql-column-removed/);
    await userEvent.selectOptions(await field('Counts as'), 'Safe');
    await choose('Where', 'retail', 'System retail');
    await write('Owner', 'team-retail');
    await write('Reason', 'Nobody reads it');
    fireEvent.change(await line('Until the end of'), {
      target: { value: dayFromNow(30) },
    });
    await write('Type sql-column-removed to confirm', 'sql-column-removed');

    await userEvent.click(submit());

    expect(api.createException).toHaveBeenCalledWith({
      ...{ kind: 'rule', rule: 'sql-column-removed', verdict: 'safe' },
      ...{ scope: 'system:default/retail', reason: 'Nobody reads it' },
      owner: 'group:default/team-retail',
      expiresAt: new Date(`${dayFromNow(30)}T23:59:59`).toISOString(),
    });
  });

  it('says beside the button what is missing, and does nothing until then', async () => {
    const { api } = await openDialog();
    await line('Consumer');
    expect(submit()).toHaveAccessibleDescription('Name the consumer first.');

    await write('Consumer', 'reports');
    expect(submit()).toHaveAccessibleDescription(
      'Name who answers for it first.',
    );
    await write('Owner', 'team-finance');
    await write('Reason', 'Because');
    expect(submit()).toHaveAccessibleDescription('Type reports first.');
    await userEvent.click(submit());

    expect(api.createException).not.toHaveBeenCalled();
  });

  it('wants the name anew when it is about something else', async () => {
    await openDialog();
    await fill();
    expect(submit()).not.toHaveAttribute('aria-disabled');

    await write('Consumer', 'checkout');

    expect(submit()).toHaveAccessibleDescription('Type checkout first.');
  });

  it.each([
    [403, 'Only leads may make exceptions.'],
    [400, 'expiresAt must lie within the next 366 days.'],
  ])(
    'shows the sentence of a %d, and keeps what was written',
    async (status, message) => {
      await openDialog({ createException: fails(status, message) });
      await fill();

      await userEvent.click(submit());

      expect(await screen.findByRole('alert')).toHaveTextContent(
        `It was not stored: ${message}`,
      );
      expect(await line('Reason')).toHaveValue('It reads one field only');
      expect(submit()).not.toHaveAttribute('aria-disabled');
    },
  );

  it('is sent once, however often it is pressed', async () => {
    const { api } = await openDialog({ createException: hangs });
    await fill();

    await userEvent.click(submit());
    await userEvent.click(submit());

    expect(api.createException).toHaveBeenCalledTimes(1);
    expect(submit()).toHaveAccessibleDescription('It is being stored');
  });

  it('finds consumers and owners by their names alone', async () => {
    await openDialog();

    await userEvent.click(await line('Consumer'));
    expect(
      within(screen.getByRole('listbox', { name: 'Consumer' }))
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['batch-settlement', 'checkout', 'payments', 'reports']);
    await choose('Consumer', 'settle', 'batch-settlement');
    await choose('Owner', 'pay', 'team-payments');

    expect(await line('Consumer')).toHaveValue('batch-settlement');
    expect(await line('Owner')).toHaveValue('team-payments');
  });

  it('takes a place that is none for none, and shows that', async () => {
    const { api } = await openDialog();
    await write('Where', 'nowhere');
    await fill();

    expect(await line('Where')).toHaveValue('');
    await userEvent.click(submit());
    expect(api.createException).toHaveBeenCalledWith(
      expect.not.objectContaining({ scope: expect.anything() }),
    );
  });

  it('closes by Escape, and gives the focus back to its button', async () => {
    await openDialog();
    await line('Consumer');

    await userEvent.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('button', { name: 'Ask for an exception' }),
    ).toHaveFocus();
  });

  it('closes by its button, and stores nothing', async () => {
    const { api } = await openDialog();

    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.createException).not.toHaveBeenCalled();
  });

  it('is not lost by a click beside it', async () => {
    const { dialog } = await openDialog();
    await write('Consumer', 'reports');

    fireEvent.click(dialog.parentElement as HTMLElement);

    expect(await line('Consumer')).toHaveValue('reports');
  });

  it('keeps the place of what is still loading', async () => {
    const { dialog } = await openDialog({ rules: hangs });

    expect(within(dialog).getByRole('status')).toHaveTextContent('Loading');
  });

  it('says why nothing can be chosen', async () => {
    const { dialog } = await openDialog({ matrix: fails(500, 'It is away.') });

    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It is away.',
    );
  });

  it('has nothing that axe finds wrong', async () => {
    const { dialog } = await openDialog();
    await fill();

    expect(await violationsIn(dialog)).toEqual([]);
  });
});
