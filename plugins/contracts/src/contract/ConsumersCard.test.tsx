import type { ConsumersPage } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { ConsumersCard } from './ConsumersCard';

async function show(change: Partial<ConsumersPage> = {}) {
  await renderContracts(<ConsumersCard page={story.consumersPage(change)} />);
  const card = screen.getByRole('region', { name: 'Who uses it' });
  return { card, rows: () => rowsOf(screen.getByRole('table')) };
}

const one = (change: Parameters<typeof story.consumer>[2]) => ({
  items: [story.consumer('checkout', '5.1.3', change)],
});

describe('ConsumersCard', () => {
  it('shows first whom it breaks, then whom it could not judge', async () => {
    const { rows } = await show();

    expect(rows().map(([who]) => who)).toEqual([
      ...['batch-settlement 1.12.0', 'reports 0.9.4'],
      ...['checkout 5.1.3team-checkout', 'invoices 3.8.0', 'loyalty 2.0.3'],
    ]);
  });

  it('sums up what the version does', async () => {
    const { card } = await show();

    expect(card).toHaveTextContent(
      'With 2.5.0-beta.3: 1 breaks, 1 could not be judged, 3 fine',
    );
  });

  it('says in words what happens to each, and why', async () => {
    const { rows } = await show();

    expect(rows().map(cells => cells[4])).toEqual([
      'BreaksIt sends capture "later".',
      'Could not tellWhat it reads is not known.',
      ...['Fine', 'Fine', 'Fine'],
    ]);
  });

  it('says where each runs, and marks what was only seen last', async () => {
    const { rows } = await show();

    expect(rows().map(cells => cells[1])).toEqual([
      ...['prod · acme, globex; acc', 'prod, as last seen', 'prod · acme'],
      ...['qa; dev, as last seen', 'prod · acme'],
    ]);
    expect(screen.getByText('dev, as last seen').tagName).toBe('I');
  });

  it('says what each uses, in the words of the contract', async () => {
    const { rows } = await show();

    const [batch, , checkout, invoices] = rows().map(cells => cells[2]);
    expect(batch).toBe(
      'POST /payments: sends amount, capture “later”GET /payments',
    );
    expect(checkout).toBe('POST /payments: sends capture “now”');
    expect(invoices).toBe('GET /payments/{id}: reads state, settledAt');
  });

  it('tells who declared to use all of it from who declared nothing', async () => {
    const { rows } = await show();

    const uses = Object.fromEntries(rows().map(([who, , what]) => [who, what]));
    expect(uses['loyalty 2.0.3']).toBe('all of it');
    expect(uses['reports 0.9.4']).toBe('not declared');
  });

  it('says how that is known, and what was counted', async () => {
    const { rows } = await show();

    const [, , checkout] = rows().map(cells => cells[3]);
    expect(checkout).toBe(
      'declared, Pact test, seenbuilt against 2.3.11,204 calls in 7 days',
    );
  });

  it('tells no calls that were counted from calls that were not', async () => {
    const { rows } = await show({
      items: [
        story.consumer('checkout', '5.1.3', { calls: 0 }),
        story.consumer('loyalty', '2.0.3'),
      ],
    });

    const [counted, not] = rows().map(cells => cells[3]);
    expect(counted).toContain('0 calls in 7 days');
    expect(not).not.toContain('calls');
  });

  it('says what is risky', async () => {
    const { card, rows } = await show(
      one({ verdict: 'risky', message: 'A new state may come.' }),
    );

    expect(card).toHaveTextContent('With 2.5.0-beta.3: 1 risky');
    expect(rows()[0][4]).toBe('RiskyA new state may come.');
  });

  it('names no version where there is none', async () => {
    await show({ version: undefined });

    expect(
      screen.getByRole('columnheader', { name: 'What it does' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/With/)).not.toBeInTheDocument();
  });

  it('leads to each consumer', async () => {
    await show();

    expect(screen.getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout',
    );
  });

  it('says that nobody is known to use it', async () => {
    const { card } = await show({ items: [] });

    expect(card).toHaveTextContent('Nobody who lives is known to use it.');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says for how long one has not called, and not that it called 0 times', async () => {
    const { rows } = await show(
      one({ calls: 0, quietDays: 12, evidence: ['declared'] }),
    );

    expect(rows()[0][3]).toContain('no call in 12 days');
    expect(rows()[0][3]).not.toContain('0 calls');
  });

  it('says nothing of calls where nobody looks', async () => {
    const { card, rows } = await show({
      ...one({ calls: undefined }),
      trafficSources: [],
    });

    expect(rows()[0][3]).not.toContain('call');
    expect(card).toHaveTextContent(
      'Nothing looks at calls here, so who calls without saying so is not known.',
    );
  });

  it('tells who is outside from who is deployed here', async () => {
    const { card } = await show({
      outside: { calls: 1_204_000, lastCallAt: '2026-11-21T09:00:00.000Z' },
    });

    expect(card).toHaveTextContent(
      '1,204,000 calls in 7 days came from nobody that is deployed here',
    );
  });

  it('names what sees calls, and says why one of them is silent', async () => {
    const source = { id: 'a', title: 'Linkerd in eu-1', simulated: false };
    const { card } = await show({
      trafficSources: [
        source,
        { ...source, id: 'b', title: 'Gateway', problem: 'It is silent.' },
      ],
    });

    expect(card).toHaveTextContent(
      'Calls are seen by Linkerd in eu-1, Gateway.',
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Gateway: It is silent.',
    );
  });

  it('counts those that may not be seen, worst first', async () => {
    const { card } = await show({ hidden: { safe: 2, breaking: 1 } });

    expect(card).toHaveTextContent(
      'Consumers that you may not see: 1 × Breaks, 2 × Fine.',
    );
  });

  it('never says nobody while some may not be seen, and counts them in the sum', async () => {
    const { card } = await show({ items: [], hidden: { breaking: 1 } });

    expect(card).not.toHaveTextContent('Nobody who lives');
    expect(card).toHaveTextContent('With 2.5.0-beta.3: 1 breaks');
  });
});
