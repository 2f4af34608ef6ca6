import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import { RulesSection } from './RulesSection';

const show = (change: Partial<ContractsApi> = {}) =>
  renderContracts(<RulesSection />, { api: fakeApi(change) });

const rows = () => rowsOf(screen.getByRole('table'));

describe('RulesSection', () => {
  it('says what each rule finds, why it matters, and what it counts as', async () => {
    await show();
    await screen.findByRole('table');

    expect(rows()).toEqual([
      [
        'A value is no longer acceptedrequest-enum-value-removed',
        'Who still sends it is refused.',
        'openapi, asyncapi',
        'what is sent: Breaking',
      ],
      [
        'A column is gonesql-column-removed',
        'Queries that name it fail.',
        'sql',
        'who reads: Breakingwho writes: Risky',
      ],
    ]);
    expect(
      screen.getByText('Rules judge each change; there are 2 of them.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['ENUM', 'A value is no longer accepted'],
    ['queries', 'A column is gone'],
    ['asyncapi', 'A value is no longer accepted'],
  ])('finds a rule by any of its words: %s', async (text, title) => {
    await show();
    await screen.findByRole('table');

    await userEvent.type(
      screen.getByRole('textbox', { name: 'Find a rule' }),
      text,
    );

    expect(rows()).toHaveLength(1);
    expect(rows()[0][0]).toContain(title);
  });

  it('says that no rule fits', async () => {
    await show();
    await screen.findByRole('table');

    await userEvent.type(screen.getByRole('textbox'), 'nonsense');

    expect(
      screen.getByText('No rule fits what is looked for.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('keeps the place of what is still loading', async () => {
    await show({ rules: hangs });

    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('says why the rules are not there, and does not load for ever', async () => {
    await show({ rules: fails(500, 'The database is away.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});
