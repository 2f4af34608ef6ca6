import { screen } from '@testing-library/react';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import {
  headingLevels,
  payments,
  renderContracts,
  violationsIn,
} from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { ComponentContractsCard } from './ComponentContractsCard';

const show = (ofComponent?: ContractsApi['ofComponent']) =>
  renderContracts(<ComponentContractsCard />, {
    api: fakeApi(ofComponent ? { ofComponent } : {}),
    entity: payments,
  });

const items = async () =>
  (await screen.findAllByRole('listitem')).map(each => each.textContent);

describe('ComponentContractsCard', () => {
  it('asks for what this component offers and uses', async () => {
    const { api } = await show();

    expect(api.ofComponent).toHaveBeenCalledWith(
      'component:default/payments',
      expect.anything(),
    );
  });

  it('shows what it offers, with version, bump and state in words', async () => {
    await show();

    expect((await items())[0]).toBe(
      'payments-apiOpenAPI 3.12.5.0-beta.3minor, needs major' +
        'Breaks2.5.0-beta.3 would break batch-settlement 1.12.0 in prod.',
    );
  });

  it('shows of what it uses the worst for its live versions', async () => {
    await show();

    expect((await items())[1]).toBe(
      'ledger-apiOpenAPI 3.04.2.1first version' +
        'Could not tell2.3.1: It never declared its use.',
    );
  });

  it('does not judge a use of which no version lives', async () => {
    const { consumes } = story.componentContracts();
    await show(async () =>
      story.componentContracts({
        ...{ provides: [] },
        consumes: consumes.map(each => ({ ...each, versions: [] })),
      }),
    );

    expect((await items())[0]).toContain('no version of it lives');
    expect(screen.queryByText('Fine')).not.toBeInTheDocument();
  });

  it('says that a contract has no version', async () => {
    await show(async () =>
      story.componentContracts({
        provides: [story.unknownPoint()],
        consumes: [],
      }),
    );

    expect((await items())[0]).toBe(
      'loyalty-adminOpenAPInoneNot knownNo version was ever published.',
    );
    expect(screen.queryByText('Uses')).not.toBeInTheDocument();
  });

  it('leads to each contract', async () => {
    await show();

    expect(
      await screen.findByRole('link', { name: 'ledger-api' }),
    ).toHaveAttribute('href', '/catalog/default/api/ledger-api/contract');
  });

  it('says what to do where it has none', async () => {
    await show(async () =>
      story.componentContracts({ provides: [], consumes: [] }),
    );

    expect(
      await screen.findByText(/It is not known to offer or use any contract/),
    ).toHaveTextContent('Name providesApis and consumesApis');
  });

  it('keeps the place of what is still loading', async () => {
    await show(hangs);

    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it.each([
    [403, 'You may not see payments.'],
    [500, 'The database is away.'],
  ])('says why it got a %d', async (status, message) => {
    await show(fails(status, message));

    expect(await screen.findByRole('alert')).toHaveTextContent(message);
  });

  it('has its headings in order, and nothing that axe finds wrong', async () => {
    const { container } = await show();
    await items();

    expect(headingLevels(container)).toEqual([2, 3, 3]);
    expect(await violationsIn(container)).toEqual([]);
  });
});
