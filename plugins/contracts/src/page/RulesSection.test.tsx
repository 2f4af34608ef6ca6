import { CONTRACT_TYPES } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { RulesSection } from './RulesSection';

const show = (change: Partial<ContractsApi> = {}) =>
  renderContracts(<RulesSection />, { api: fakeApi(change) });

const toggle = (name: RegExp) => screen.findByRole('button', { name });

const search = (text: string) =>
  userEvent.type(screen.getByRole('textbox', { name: 'Find a rule' }), text);

const rows = () => screen.queryAllByRole('table').flatMap(rowsOf);

describe('RulesSection', () => {
  it('keeps the rules of each kind folded under their number', async () => {
    await show();

    expect(await toggle(/^SQL 1$/)).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent),
    ).toEqual(['Several kinds of contracts 1', 'SQL 1']);
    expect(rows()).toEqual([]);
    expect(
      screen.getByText('Rules judge each change; there are 2 of them.'),
    ).toBeInTheDocument();
  });

  it('opens at the rule that the address looks for', async () => {
    await renderContracts(<RulesSection />, {
      api: fakeApi(),
      path: '/contracts?section=rules&find=sql-column-removed',
    });

    expect(
      await screen.findByRole('textbox', { name: 'Find a rule' }),
    ).toHaveValue('sql-column-removed');
    expect(await toggle(/^SQL 1$/)).toHaveAttribute('aria-expanded', 'true');
  });

  it('says what each rule finds, why it matters, and what it counts as', async () => {
    await show();

    await userEvent.click(await toggle(/^Several/));
    await userEvent.click(await toggle(/^SQL/));

    expect(rows()).toEqual([
      [
        'A value is no longer acceptedrequest-enum-value-removed',
        'Who still sends it is refused.',
        'OpenAPI, AsyncAPI',
        'what is sent: Breaking',
      ],
      [
        'A column is gonesql-column-removed',
        'Queries that name it fail.',
        'SQL',
        'who reads: Breakingwho writes: Risky',
      ],
    ]);
    await userEvent.click(await toggle(/^SQL/));
    expect(rows()).toHaveLength(1);
  });

  it.each([
    ['ENUM', 'A value is no longer accepted'],
    ['queries', 'A column is gone'],
    ['asyncapi', 'A value is no longer accepted'],
  ])('opens what fits any of its words: %s', async (text, title) => {
    await show();
    await toggle(/^SQL/);

    await search(text);

    expect(rows()).toHaveLength(1);
    expect(rows()[0][0]).toContain(title);
    expect(screen.getByRole('status')).toHaveTextContent('1 of them fit.');
  });

  it('names a rule of all kinds shortly', async () => {
    const [rule] = story.rules();
    await show({
      rules: async () => ({ items: [{ ...rule, formats: CONTRACT_TYPES }] }),
    });

    await userEvent.click(await toggle(/^Several/));

    expect(rows()[0][2]).toBe('all');
  });

  it('says that no rule fits', async () => {
    await show();
    await toggle(/^SQL/);

    await search('nonsense');

    expect(
      screen.getByText('No rule fits what is looked for.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
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
