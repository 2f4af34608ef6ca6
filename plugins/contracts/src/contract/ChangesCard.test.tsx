import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { ChangesCard } from './ChangesCard';

const TITLE = 'What changes for a consumer';

async function show(
  change: Partial<ContractsApi> = {},
  props: { blind?: boolean } = {},
) {
  const onChange = jest.fn();
  const { api } = await renderContracts(
    <ChangesCard
      {...{ entityRef: story.API_REF, onChange, ...props }}
      versions={['2.5.0-beta.3', '2.4.0', '2.3.1']}
      {...{ from: '2.4.0', to: '2.5.0-beta.3' }}
    />,
    { api: fakeApi(change) },
  );
  return { onChange, api, card: screen.getByRole('region', { name: TITLE }) };
}

const changes = (...list: ReturnType<typeof story.breakingChange>[]) => ({
  compare: async () => story.comparison({ changes: list }),
});

describe('ChangesCard', () => {
  it('counts each verdict in words, also those that there are none of', async () => {
    const { card } = await show();

    expect(await screen.findByText('1 breaking')).toBeInTheDocument();
    expect(card).toHaveTextContent(
      '1 breaking0 could not tell1 risky2 safe507 rules',
    );
  });

  it('says which rules judged, when, and how long it took', async () => {
    const { card } = await show();

    await screen.findByRole('link', { name: '507 rules' });
    expect(card).toHaveTextContent(/507 rules, judged .*, took 412 ms/);
  });

  it('says how many exceptions judged otherwise', async () => {
    const exception = {
      ...{ id: 'e', owner: 'group:default/team-payments' },
      expiresAt: '2026-12-01T00:00:00Z',
    };
    await show(
      changes(
        story.riskyChange({ exception }),
        story.breakingChange({ exception }),
      ),
    );

    expect(
      await screen.findByRole('link', { name: '507 rules · 1 override' }),
    ).toBeInTheDocument();
  });

  it('shows the worst first, and what is safe in one line each', async () => {
    await show();
    await screen.findByText('1 breaking');

    const verdicts = screen
      .getAllByRole('listitem')
      .map(each => /^(Breaking|Risky|Safe)/.exec(each.textContent ?? '')?.[0]);
    expect(verdicts).toEqual(['Breaking', 'Risky', 'Safe', 'Safe']);
  });

  it('says that nothing changes for a consumer', async () => {
    await show(changes());

    expect(
      await screen.findByText('Nothing changes for a consumer.'),
    ).toBeInTheDocument();
  });

  it('folds more than twenty of a kind, and opens them at a press', async () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      story.safeChange(`Change ${index}`),
    );
    await show(changes(...many));

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 3 more' }),
    );

    expect(screen.getAllByRole('listitem')).toHaveLength(23);
    expect(screen.queryByRole('button', { name: /more/ })).toBeNull();
  });

  it('hands over the pair that is chosen', async () => {
    const { onChange } = await show();

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'To version' }),
      '2.3.1',
    );

    expect(onChange).toHaveBeenCalledWith({ from: '2.4.0', to: '2.3.1' });
  });

  it('shows the documents line by line at a press, and the words again', async () => {
    const { api } = await show();

    await userEvent.click(screen.getByRole('button', { name: 'Raw diff' }));

    expect(await screen.findByText(/enum: \[now\]/)).toBeInTheDocument();
    expect(api.version).toHaveBeenCalledTimes(2);
    await userEvent.click(screen.getByRole('button', { name: 'In words' }));
    expect(await screen.findByText('1 breaking')).toBeInTheDocument();
  });

  it('keeps its place while the comparison runs', async () => {
    const { card } = await show({ compare: hangs });

    expect(within(card).getByRole('status')).toHaveTextContent('Loading');
  });

  it('keeps the choice of versions when the comparison fails', async () => {
    await show({ compare: fails(400, 'It took longer than 20 s.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This could not be loadedIt took longer than 20 s.',
    );
    expect(screen.getAllByRole('combobox')).toHaveLength(2);
  });

  it('never counts a change that could not be judged as safe', async () => {
    await show(changes(story.breakingChange({ verdict: 'unknown' })));

    expect(await screen.findByText('1 could not tell')).toBeInTheDocument();
    expect(screen.getByText('0 safe')).toBeInTheDocument();
    expect(screen.getByText('Could not tell')).toBeInTheDocument();
  });

  it('calls nobody hit only while it is known who lives', async () => {
    await show(changes(story.riskyChange()), { blind: true });

    expect(
      await screen.findByText('nobody that is known of'),
    ).toBeInTheDocument();
  });
});
