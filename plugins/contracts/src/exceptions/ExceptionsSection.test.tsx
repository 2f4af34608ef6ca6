import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import { keys } from '../__testUtils__/words';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { describeException, ExceptionsSection } from './ExceptionsSection';

const show = (change: Partial<ContractsApi> = {}) =>
  renderContracts(<ExceptionsSection />, { api: fakeApi(change) });

const endButton = () =>
  screen.findByRole('button', {
    name: 'End it: batch-settlement does not block everywhere in qa',
  });

describe('ExceptionsSection', () => {
  it('says what each is about, why, who answers for it, and until when', async () => {
    await show();

    expect(rowsOf(await screen.findByRole('table'))).toEqual([
      [
        'batch-settlement does not block everywhere in qa',
        ...['Replaced on 1 Dec', 'team-finance'],
        ...[expect.stringMatching(/^31 Dec|^1 Jan/), 'End it'],
      ],
      [
        'sql-column-removed counts as Risky for retail',
        ...['Nobody reads it', 'team-retail'],
        ...[expect.stringMatching(/^31 Dec|^1 Jan/), 'End it'],
      ],
    ]);
  });

  it('says beforehand who may ask, and opens no form for who may not', async () => {
    await renderContracts(<ExceptionsSection />, {
      api: fakeApi({
        exceptions: async () => ({
          ...{ items: story.exceptions(), mayManage: false },
        }),
      }),
      path: '/contracts?section=exceptions&ask=block',
    });

    expect(
      await screen.findByText(
        /^Exceptions are made and ended by those on call/,
        {
          selector: 'p',
        },
      ),
    ).toBeInTheDocument();
    expect(await endButton()).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('ends one, and shows those that are left', async () => {
    const [first, second] = story.exceptions();
    const exceptions = jest
      .fn()
      .mockResolvedValueOnce({ items: [first, second] })
      .mockResolvedValue({ items: [second] });
    const { api } = await show({ exceptions });

    await userEvent.click(await endButton());

    expect(api.endException).toHaveBeenCalledWith('ex-1');
    expect(await screen.findByText(/sql-column-removed/)).toBeInTheDocument();
    expect(screen.queryByText(/batch-settlement/)).not.toBeInTheDocument();
  });

  it('says in the words of the backend why one could not be ended', async () => {
    await show({ endException: fails(403, 'Only leads may end exceptions.') });

    await userEvent.click(await endButton());

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It could not be ended: Only leads may end exceptions.',
    );
    expect(await endButton()).toBeInTheDocument();
  });

  it('forgets an old failure at the next try', async () => {
    const endException = jest
      .fn()
      .mockRejectedValueOnce(new Error('no network'))
      .mockResolvedValue({ id: 'ex-1' });
    await show({ endException });
    await userEvent.click(await endButton());
    await screen.findByRole('alert');

    await userEvent.click(await endButton());

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that the rules hold everywhere', async () => {
    await show({ exceptions: async () => ({ items: [] }) });

    expect(
      await screen.findByText(
        'There is no exception: the rules hold everywhere.',
      ),
    ).toBeInTheDocument();
  });

  it('does not say so while that is not known', async () => {
    await show({ exceptions: hangs });

    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    expect(screen.queryByText(/There is no exception/)).toBeNull();
  });

  it('says why they could not be read', async () => {
    await show({ exceptions: fails(500, 'The database is away.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(screen.queryByText(/There is no exception/)).toBeNull();
  });
});

describe('describeException', () => {
  const [block, rule] = story.exceptions();

  it.each([
    [
      block,
      'exceptions.block|batch-settlement exceptions.everywhere exceptions.inEnvironment|qa',
    ],
    [
      rule,
      'exceptions.rule|sql-column-removed|verdict.risky exceptions.scope|retail',
    ],
  ])('names what it is about, and where it holds', (exception, words) => {
    expect(describeException(exception, keys)).toBe(words);
  });

  it('shows a rule without a verdict as not known', () => {
    expect(describeException({ ...rule, verdict: undefined }, keys)).toContain(
      'verdict.unknown',
    );
  });

  it('opens the dialog for what the address tells, and asks only once', async () => {
    const { api } = await renderContracts(<ExceptionsSection />, {
      path: `/contracts?section=exceptions&ask=block&environment=acc&rule=r&consumer=${encodeURIComponent(
        'component:default/invoices',
      )}&scope=api:default/ledger-api`,
    });

    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByLabelText('Consumer')).toHaveValue(
      'invoices',
    );
    expect(within(dialog).getByLabelText('Environment')).toHaveValue('acc');
    expect(within(dialog).getByLabelText('Where')).toHaveValue(
      'API ledger-api',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      /^\/contracts\?section=exceptions$/,
    );
    expect(api.createException).not.toHaveBeenCalled();
  });
});
