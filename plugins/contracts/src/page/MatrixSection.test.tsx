import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
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

const address = () => screen.getByLabelText('address').textContent;
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

  it('shows another environment, and keeps it in the address', async () => {
    const { api } = await show();

    await userEvent.click(await screen.findByRole('button', { name: 'qa' }));

    expect(address()).toBe('/contracts?section=matrix&environment=qa');
    expect(api.matrix).toHaveBeenLastCalledWith(
      { environment: 'qa' },
      expect.anything(),
    );
  });

  it('starts with the last stage, whatever it is called', async () => {
    const { api } = await show({ environments: async () => ['test', 'live'] });

    expect(await screen.findByRole('button', { name: 'live' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(api.matrix.mock.calls.map(([asked]) => asked)).toEqual([
      { environment: 'live' },
    ]);
  });

  it('says that the environments could not be loaded', async () => {
    const { api } = await show({ environments: fails(503, 'It is away.') });

    expect(await screen.findByRole('alert')).toHaveTextContent('It is away.');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(api.matrix).not.toHaveBeenCalled();
  });

  it('shows the environment of the address though the others cannot be loaded', async () => {
    await show(
      { environments: fails(503, 'It is away.') },
      `${PATH}&environment=qa`,
    );

    expect(await screen.findByRole('grid')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'dev' })).toBeInTheDocument();
  });

  it('leads away from an environment that there is not', async () => {
    await show(
      { matrix: fails(400, 'There is no environment old.') },
      `${PATH}&environment=old`,
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no environment old.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'acc' }));

    expect(address()).toBe('/contracts?section=matrix&environment=acc');
  });

  it('says that no stages are named', async () => {
    await show({ environments: async () => [] });

    expect(
      await screen.findByText(/^No environment is known: name the stages/),
    ).toBeInTheDocument();
  });

  it('keeps the environments in sight while another one loads', async () => {
    await show({
      matrix: async ({ environment }) =>
        environment === 'qa' ? hangs() : story.matrix(),
    });

    await userEvent.click(await screen.findByRole('button', { name: 'qa' }));

    expect(screen.getByRole('button', { name: 'prod' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'qa' })).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  describe('what if', () => {
    const version = () => screen.findByRole('combobox', { name: 'Version' });

    it('puts another version into a column, and says which it breaks', async () => {
      const { api } = await show();
      await userEvent.selectOptions(
        await screen.findByRole('combobox', { name: 'What if: Component' }),
        'payments',
      );

      await userEvent.type(await version(), '2.5.0-beta.3{Enter}');

      expect(
        await screen.findByRole('columnheader', {
          name: 'payments-api 2.5.0-beta.3 What if',
        }),
      ).toBeInTheDocument();
      expect(api.matrix).toHaveBeenLastCalledWith(
        {
          ...{ environment: 'prod', component: 'component:default/payments' },
          version: '2.5.0-beta.3',
        },
        expect.anything(),
      );
      expect(
        screen.getByText(
          'With payments 2.5.0-beta.3 in place of what lives in prod: 1 would break, 1 could not be judged, 1 risky.',
        ),
      ).toBeInTheDocument();
      expect(
        await cellOf('batch-settlement', 'payments-api'),
      ).toHaveTextContent('breaks');
    });

    it('offers the versions that are known, with where they live', async () => {
      const { api } = await show();
      await userEvent.selectOptions(
        await screen.findByRole('combobox', { name: 'What if: Component' }),
        'payments',
      );

      await userEvent.click(await version());
      const list = await screen.findByRole('listbox', { name: 'Version' });
      expect(
        within(list)
          .getAllByRole('option')
          .slice(0, 3)
          .map(({ textContent }) => textContent),
      ).toEqual(['2.5.0-beta.3dev', '2.4.119 Nov', '2.4.0qa; prod · acme']);
      await userEvent.click(within(list).getByText('2.4.1'));
      await userEvent.click(screen.getByRole('button', { name: 'Try it' }));

      expect(api.matrix).toHaveBeenLastCalledWith(
        expect.objectContaining({ version: '2.4.1' }),
        expect.anything(),
      );
    });

    it('takes a version by hand when the known ones cannot be loaded', async () => {
      const { api } = await show({ versions: fails(500, 'It is away.') });

      await userEvent.type(await version(), '9.9.9{Enter}');

      expect(api.matrix).toHaveBeenLastCalledWith(
        expect.objectContaining({ version: '9.9.9' }),
        expect.anything(),
      );
    });

    it('can be shared by its address, and goes back to what lives', async () => {
      await show(
        {},
        `${PATH}&environment=prod&component=component:default/payments&version=2.5.0-beta.3`,
      );
      expect(await version()).toHaveValue('2.5.0-beta.3');

      await userEvent.click(
        screen.getByRole('button', { name: 'Back to what lives' }),
      );

      expect(address()).toBe('/contracts?section=matrix&environment=prod');
    });

    it('says why it cannot be tried yet', async () => {
      const { api } = await show();
      const button = await screen.findByRole('button', { name: 'Try it' });

      await userEvent.click(button);

      expect(button).toHaveAccessibleDescription(
        'Choose or type the version to try first.',
      );
      expect(api.matrix).toHaveBeenCalledTimes(1);
    });
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

  it('says that no environment is known yet', async () => {
    await show({
      matrix: async () => story.matrix({ environments: [], cells: [] }),
    });

    expect(
      await screen.findByText('What runs where is not known yet.'),
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
