import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import * as exportCsv from './exportCsv';
import { PointsSection } from './PointsSection';

jest.mock('./exportCsv', () => ({
  ...jest.requireActual('./exportCsv'),
  download: jest.fn(),
}));
const download = jest.mocked(exportCsv.download);

const show = (change: Partial<ContractsApi> = {}, path = '/contracts') =>
  renderContracts(<PointsSection />, { api: fakeApi(change), path });

const address = () => screen.getByLabelText('address').textContent;
const rows = async () => rowsOf(await screen.findByRole('table'));
const tiles = () =>
  screen.findByRole('group', { name: 'Gaps, press to filter' });

describe('PointsSection', () => {
  afterEach(() => {
    jest.clearAllMocks();
  });

  it('shows each point with owner, contract, consumers, state and gaps', async () => {
    await show();

    expect((await rows())[0].slice(0, 5)).toEqual([
      'payments-apipayments · OpenAPI 3.1',
      'team-payments',
      '2.5.0-beta.3minor, needs major',
      '5 services, 1 breaks',
      'Breaks2.5.0-beta.3 would break batch-settlement 1.12.0 in prod.',
    ]);
  });

  it('says what is missing as words, and never as fine', async () => {
    await show();

    const [, unknown] = await rows();
    expect(unknown.slice(0, 5)).toEqual([
      'loyalty-adminOpenAPI',
      'no owner',
      'none',
      '1 service',
      'Not knownNo version was ever published.',
    ]);
    expect(unknown[5]).toContain('No contract');
  });

  it('gives the reason of a gap to who cannot point at it', async () => {
    await show();

    const [first] = await rows();
    expect(first[5]).toContain('Overdue: X-Client-Key is 18 days overdue.');
  });

  it('says in one word that all is well, and that nobody is known to use it', async () => {
    await show();

    const [, , fine] = await rows();
    expect(fine.slice(3)).toEqual(['nobody known', 'Fine', 'none']);
  });

  it('puts the points under their kinds, with how many have gaps', async () => {
    await show();
    await screen.findByRole('table');

    expect(
      screen.getAllByRole('rowheader').map(each => each.textContent),
    ).toEqual([' REST 2, 2 with gaps', ' Events 1, 0 with gaps']);
  });

  it('does not call a version first that cannot be read', async () => {
    const { latest } = story.finePoint();
    await show({
      contracts: async () =>
        story.pointsPage({
          items: [
            story.finePoint({
              ...{ latest, state: 'unknown' },
              gaps: [{ gap: 'unreadable', message: 'Line 3 has no colon.' }],
            }),
          ],
        }),
    });

    expect((await rows())[0][2]).toBe('2.0.1cannot be read');
  });

  it('leads to the tab of a contract, and to its owner', async () => {
    await show();

    expect(
      await screen.findByRole('link', { name: 'payments-api' }),
    ).toHaveAttribute('href', '/catalog/default/api/payments-api/contract');
    expect(
      screen.getAllByRole('link', { name: 'team-payments' })[0],
    ).toHaveAttribute('href', '/catalog/default/group/team-payments');
  });

  it('leads to the component, when it was only seen to be called', async () => {
    const entityRef = 'component:default/ledger';
    const seen = story.finePoint({
      ...{ entityRef, name: 'ledger', seenOnly: true, latest: undefined },
      ...{ typeTitle: 'seen in traffic', providers: [entityRef] },
    });
    await show({ contracts: async () => story.pointsPage({ items: [seen] }) });

    expect(await screen.findByRole('link', { name: 'ledger' })).toHaveAttribute(
      'href',
      '/catalog/default/component/ledger',
    );
    expect((await rows())[0][0]).toBe('ledgerseen in traffic');
  });

  it('says when live versions were read, and by which rules it is judged', async () => {
    await show();

    const line = await screen.findByText(/^Live versions as of/);
    expect(line).toHaveTextContent(/as of .* · 507 rules$/);
  });

  it('says that what runs where is not certain', async () => {
    await show({
      contracts: async () =>
        story.pointsPage({
          ...{ liveAsOf: undefined, liveProblem: 'dev-1 is silent.' },
        }),
    });

    expect(
      await screen.findByText(
        'What runs where is not known for certain. dev-1 is silent.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/as of/)).not.toBeInTheDocument();
  });

  describe('filters', () => {
    it('come from the address', async () => {
      const { api } = await show(
        {},
        '/contracts?gap=any&owner=group:default/team-crm&q=pay',
      );

      expect(api.contracts).toHaveBeenCalledWith(
        {
          ...{ gap: 'any', owner: 'group:default/team-crm', q: 'pay' },
          limit: 50,
        },
        expect.anything(),
      );
      expect(screen.getByRole('textbox', { name: 'Find' })).toHaveValue('pay');
      expect(screen.getByRole('combobox', { name: 'Gap' })).toHaveValue('any');
    });

    it.each([
      ['Kind', 'Events', 'group=events'],
      ['Owner', 'team-crm', 'owner=group%3Adefault%2Fteam-crm'],
      ['State', 'Not known', 'state=unknown'],
      ['Gap', 'With gaps', 'gap=any'],
      ['Gap', 'Unreadable', 'gap=unreadable'],
      ['Gap', 'Changed without version', 'gap=changed-without-version'],
    ])('go into the address: %s, %s', async (label, option, query) => {
      await show();
      await tiles();

      await userEvent.selectOptions(
        screen.getByRole('combobox', { name: label }),
        option,
      );

      expect(address()).toContain(query);
    });

    it('offer only kinds that there are', async () => {
      await show();
      await tiles();

      expect(
        within(screen.getByRole('combobox', { name: 'Kind' }))
          .getAllByRole('option')
          .map(each => each.textContent),
      ).toEqual(['All kinds', 'REST', 'Events']);
    });

    it('take what is typed when the typing rests', async () => {
      const { api } = await show();
      await tiles();

      await userEvent.type(
        screen.getByRole('textbox', { name: 'Find' }),
        'ledger',
      );

      await waitFor(() => expect(address()).toContain('q=ledger'));
      expect(api.contracts).toHaveBeenLastCalledWith(
        { q: 'ledger', limit: 50 },
        expect.anything(),
      );
      expect(api.contracts.mock.calls.length).toBeLessThan(6);
    });

    it('are cleared at a press when nothing fits them', async () => {
      await show(
        {
          contracts: async ({ q }) =>
            story.pointsPage(q ? { items: [], totalItems: 0 } : {}),
        },
        '/contracts?q=nothing&state=fine',
      );

      await userEvent.click(
        await screen.findByRole('button', { name: 'Clear the filters' }),
      );

      expect(address()).toBe('/contracts');
      expect(await rows()).toHaveLength(3);
    });
  });

  describe('tiles', () => {
    it('count each gap in words', async () => {
      await show();

      expect(
        within(await tiles())
          .getAllByRole('button')
          .map(each => each.textContent),
      ).toEqual([
        '1Would breaka version on its way breaks a live consumer',
        '1Bump too smalldeclared less than it needs',
        '1Overduepast its removal date, still used',
        '3No contractno version that can be compared',
        '0No ownernobody answers for it',
        '3Unknown usersuse it, and never declared what',
      ]);
    });

    it('filter by the keyboard, and do not at a second press', async () => {
      await show();
      const overdue = within(await tiles()).getByRole('button', {
        name: /Overdue/,
      });

      overdue.focus();
      await userEvent.keyboard('{Enter}');
      expect(address()).toBe('/contracts?gap=overdue');
      expect(overdue).toHaveAttribute('aria-pressed', 'true');

      await userEvent.keyboard('{Enter}');
      expect(address()).toBe('/contracts');
      expect(overdue).toHaveAttribute('aria-pressed', 'false');
    });
  });

  describe('a long list', () => {
    const page = (count: number) =>
      story.pointsPage({
        items: Array.from({ length: count }, (_, index) =>
          story.finePoint({ entityRef: `api:default/api-${index}` }),
        ),
        totalItems: 70,
      });

    it('shows fifty, and the others at a press', async () => {
      const { api } = await show({
        contracts: async ({ limit = 50 }) => page(Math.min(limit, 70)),
      });
      expect(await rows()).toHaveLength(50);

      await userEvent.click(
        screen.getByRole('button', { name: 'Show 20 more' }),
      );

      await waitFor(async () => expect(await rows()).toHaveLength(70));
      expect(api.contracts).toHaveBeenLastCalledWith(
        { limit: 100 },
        expect.anything(),
      );
      expect(
        screen.queryByRole('button', { name: /more/ }),
      ).not.toBeInTheDocument();
    });

    it('leaves all of it to the export, as it is filtered', async () => {
      const { api } = await show(
        {
          contracts: async ({ limit = 50, cursor }) => ({
            ...page(cursor ? 1 : 2),
            ...(limit === 200 && !cursor && { nextCursor: 'next' }),
          }),
        },
        '/contracts?gap=any',
      );
      await tiles();

      await userEvent.click(screen.getByRole('button', { name: 'Export' }));

      await waitFor(() => expect(download).toHaveBeenCalledTimes(1));
      const [name, text] = download.mock.calls[0];
      expect(name).toBe('contracts.csv');
      expect(text.split('\r\n')).toHaveLength(5);
      expect(api.contracts).toHaveBeenLastCalledWith({
        ...{ gap: 'any', cursor: 'next', limit: 200 },
      });
    });
  });

  it('exports what is typed, also when it was typed a moment ago', async () => {
    const { api } = await show();
    await screen.findByRole('table');
    fireEvent.change(screen.getByLabelText('Find'), {
      target: { value: 'refunds' },
    });

    fireEvent.click(screen.getByRole('button', { name: 'Export' }));

    await waitFor(() =>
      expect(api.contracts).toHaveBeenCalledWith(
        expect.objectContaining({ q: 'refunds', limit: 200 }),
      ),
    );
  });

  it('leads to its search by the slash key', async () => {
    await show();
    await screen.findByRole('table');

    await userEvent.keyboard('/');

    expect(screen.getByLabelText('Find')).toHaveFocus();
  });

  it('says why the list could not be exported', async () => {
    const contracts = jest
      .fn()
      .mockResolvedValueOnce(story.pointsPage())
      .mockImplementation(fails(503, 'The database is away.'));
    await show({ contracts });
    await tiles();

    await userEvent.click(screen.getByRole('button', { name: 'Export' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The list could not be exported: The database is away.',
    );
  });

  it('keeps the place of what is still loading', async () => {
    await show({ contracts: hangs });

    expect(await screen.findByRole('status')).toHaveTextContent('Loading');
  });

  it('says what to do where the catalog has no APIs', async () => {
    await show({
      contracts: async () =>
        story.pointsPage({ items: [], totalItems: 0, groups: {}, owners: [] }),
    });

    expect(
      await screen.findByText(
        'The catalog has no APIs yet. Register an API in the catalog; its text becomes its first version.',
      ),
    ).toBeInTheDocument();
  });

  it('says why it could not be loaded, and shows no figures then', async () => {
    await show({ contracts: fails(500, 'The database is away.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});
