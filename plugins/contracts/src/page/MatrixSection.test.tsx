import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import { keys } from '../__testUtils__/words';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import * as exportCsv from './exportCsv';
import { MatrixSection } from './MatrixSection';

jest.mock('./exportCsv', () => ({
  ...jest.requireActual('./exportCsv'),
  download: jest.fn(),
}));
const download = jest.mocked(exportCsv.download);

const PATH = '/contracts?section=matrix';

const show = (change: Partial<ContractsApi> = {}, path = PATH) =>
  renderContracts(<MatrixSection />, { api: fakeApi(change), path });

const cellOf = (consumer: string, contract: string) =>
  screen.findByRole('button', {
    name: new RegExp(`^${consumer} .* uses ${contract}`),
  });

describe('MatrixSection', () => {
  afterEach(() => {
    jest.clearAllMocks();
  });

  it('shows in words which live versions fit together', async () => {
    await show();

    const table = await screen.findByRole('grid');
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'Consumer ↓ uses →payments-api2.4.0ledger-api4.2.1',
      'batch-settlement 1.12.0fine',
      'checkout 5.1.3finerisky',
      'reports 0.9.4could not tell',
    ]);
  });

  it('leaves a cell empty where there is no relation', async () => {
    await show();

    const cells = within(await screen.findByRole('grid')).getAllByRole(
      'gridcell',
    );
    expect(cells.map(cell => cell.textContent)).toEqual([
      ...['fine', '', 'fine', 'risky', 'could not tell', ''],
    ]);
    expect(screen.getByText('empty: no relation')).toBeInTheDocument();
  });

  it('sums up, and calls nothing fine that is not known', async () => {
    await show();

    expect(
      await screen.findByText(
        'Versions that live in prod: 1 could not be judged, 1 risky.',
      ),
    ).toBeInTheDocument();
  });

  it('says that all fits only when each cell does', async () => {
    const { cells } = story.matrix();
    await show({
      matrix: async () => story.matrix({ cells: cells.slice(0, 2) }),
    });

    expect(
      await screen.findByText(/prod: all that is known fits/),
    ).toBeInTheDocument();
  });

  it('never says that all fits while a relation that is not shown breaks', async () => {
    const { cells } = story.matrix();
    await show({
      matrix: async () =>
        story.matrix({
          ...{ cells: cells.slice(0, 2), hiddenContracts: 1 },
          hidden: { breaking: 1, safe: 3 },
        }),
    });

    expect(
      await screen.findByText(
        'Versions that live in prod: 1 would break. With them are counted consumers that you may not see: 1 would break, 3 fit. Left out are contracts that you may not see: 1. Whether they fit is not said here.',
      ),
    ).toBeInTheDocument();
  });

  it('exports what is counted only, and does not say that there is nothing', async () => {
    const nothing = { cells: [], consumers: [], contracts: [] };
    await show({
      matrix: async () => story.matrix({ ...nothing, hidden: { unknown: 2 } }),
    });
    expect(
      await screen.findByText(/^Versions that live in prod: 2 could not be/),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Export' }));

    expect(download).toHaveBeenCalledWith(
      'contracts-prod.csv',
      expect.stringContaining('unknown,2 that you may not see'),
    );
    expect(screen.queryByText(/is known to use anything/)).toBeNull();
  });

  it('gives the reason of a cell by Enter, and takes it along with the cell', async () => {
    await show({
      matrix: async ({ environment }) =>
        environment === 'qa'
          ? story.matrix({ environment, cells: [] })
          : story.matrix(),
    });
    const cell = await cellOf('reports', 'payments-api');

    cell.focus();
    await userEvent.keyboard('{Enter}');

    const reason = screen.getByRole('status');
    expect(reason).toHaveTextContent(
      'reports 0.9.4: reports never declared its use.',
    );
    expect(cell).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'qa' }));
    expect(screen.queryByText(/never declared/)).not.toBeInTheDocument();
  });

  it('is walked through with the arrow keys, and opened by Enter', async () => {
    await show();
    await screen.findByRole('grid');
    (await cellOf('batch-settlement', 'payments-api')).focus();

    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAccessibleName(
      'batch-settlement 1.12.0 does not use ledger-api 4.2.1',
    );
    await userEvent.keyboard('{End}{ArrowDown}{Enter}');

    expect(await cellOf('checkout', 'ledger-api')).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent(/^checkout 5\.1\.3:/);
  });

  it('calls nobody fine who never declared what is used', async () => {
    const [first, ...others] = story.matrix().cells;
    await show({
      matrix: async () =>
        story.matrix({ cells: [{ ...first, undeclared: true }, ...others] }),
    });

    expect(await cellOf('batch-settlement', 'payments-api')).toHaveTextContent(
      'nothing changed',
    );
  });

  it('tells a screen reader which two a cell is about', async () => {
    await show();

    expect(await cellOf('checkout', 'ledger-api')).toHaveAccessibleName(
      'checkout 5.1.3 uses ledger-api 4.2.1: risky',
    );
  });

  it('can be taken away as a file', async () => {
    await show();
    await screen.findByRole('grid');

    await userEvent.click(screen.getByRole('button', { name: 'Export' }));

    expect(download).toHaveBeenCalledWith(
      'contracts-prod.csv',
      exportCsv.matrixToCsv(story.matrix(), keys),
    );
  });

  it('exports nothing when there is nothing, and says so', async () => {
    await show({
      matrix: async () =>
        story.matrix({ cells: [], consumers: [], contracts: [] }),
    });
    const button = await screen.findByRole('button', { name: 'Export' });

    await userEvent.click(button);

    expect(button).toHaveAccessibleDescription('There is nothing to export.');
    expect(download).not.toHaveBeenCalled();
    expect(
      screen.getByText(
        'Nothing that lives in prod is known to use anything else.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/all that is known fits/)).toBeNull();
  });

  it('says that what runs where is not certain', async () => {
    await show({
      matrix: async () => story.matrix({ liveProblem: 'dev-1 is silent.' }),
    });

    expect(
      await screen.findByText(
        'What runs where is not known for certain. dev-1 is silent.',
      ),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not.'],
    [500, 'The database is away.'],
  ])(
    'says why it got a %d, and does not load for ever',
    async (status, message) => {
      await show({ matrix: fails(status, message) });

      expect(await screen.findByRole('alert')).toHaveTextContent(message);
      expect(screen.queryByRole('status')).not.toBeInTheDocument();
      expect(screen.queryByRole('grid')).not.toBeInTheDocument();
    },
  );
});
