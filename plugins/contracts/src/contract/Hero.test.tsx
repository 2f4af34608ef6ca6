import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { Hero } from './Hero';

type Detail = ReturnType<typeof story.detail>;

async function show(change: Partial<Detail> = {}) {
  const onSeeChange = jest.fn();
  const detail = story.detail(change);
  const user = userEvent.setup();
  await renderContracts(<Hero {...{ detail, onSeeChange }} />);
  return {
    onSeeChange,
    user,
    card: screen.getByRole('region', { name: detail.headline }),
  };
}

describe('Hero', () => {
  it('says what is wrong, whom it breaks, and the ways out', async () => {
    const { card } = await show();

    expect(
      within(card).getByRole('heading', {
        name: '2.5.0-beta.3 is declared minor and needs major',
      }),
    ).toBeInTheDocument();
    expect(card).toHaveTextContent(
      '2.5.0-beta.3 would break batch-settlement 1.12.0 in prod.',
    );
    expect(card).toHaveTextContent(
      'Ways out. Accept "later" again. Release it as 3.0.0.',
    );
  });

  it('says for each environment in words whether it may go on, and why', async () => {
    await show();

    const gates = screen.getByRole('list', {
      name: 'May 2.5.0-beta.3 go on?',
    });
    expect(
      within(gates)
        .getAllByRole('listitem')
        .map(gate => gate.textContent),
    ).toEqual([
      'qaCould not tellreports 0.9.4 could not be judged.',
      'accFineAll 3 counterparts get what they need.',
      'prodBlockedbatch-settlement 1.12.0 sends "later".',
    ]);
  });

  it('does not say the same sentence twice', async () => {
    const headline = 'What 2.5.0 does to reports could not be told.';
    await show({ headline, stateReason: headline, state: 'unknown' });

    expect(screen.getAllByText(headline)).toHaveLength(1);
  });

  it('says that it is everywhere only when it lives somewhere', async () => {
    await show({
      gates: [],
      providerVersions: [
        {
          ...{ component: 'component:default/payments', version: '2.5.0' },
          contractVersion: '2.5.0-beta.3',
          places: [story.place('prod')],
        },
      ],
    });

    expect(
      screen.getByText('It is everywhere that there is.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['nobody brings it', []],
    [
      'only another version lives',
      [
        {
          ...{ component: 'component:default/payments', version: '2.4.0' },
          ...{ contractVersion: '2.4.0', places: [story.place('prod')] },
        },
      ],
    ],
  ])('does not know whether it may go on when %s', async (_, found) => {
    await show({ gates: [], providerVersions: found });

    expect(
      screen.getByText('Nothing is known to bring it anywhere yet.'),
    ).toBeInTheDocument();
  });

  it('copies the version that would be right', async () => {
    const { user } = await show();
    const write = jest.spyOn(navigator.clipboard, 'writeText');

    await user.click(
      screen.getByRole('button', { name: 'Copy 3.0.0 as next version' }),
    );

    expect(await screen.findByText('Copied 3.0.0')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('3.0.0');
  });

  it('says so when the browser does not let it copy', async () => {
    const { user } = await show();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('no'));

    await user.click(screen.getByRole('button', { name: /^Copy 3.0.0/ }));

    expect(
      await screen.findByText('Copy it by hand: 3.0.0'),
    ).toBeInTheDocument();
  });

  it('leads to the change', async () => {
    const { user, onSeeChange } = await show();

    await user.click(screen.getByRole('button', { name: 'See the change' }));

    expect(onSeeChange).toHaveBeenCalledTimes(1);
  });

  it('offers no act that the first version has no use for', async () => {
    const { latest } = story.detail();
    await show({
      latest: latest && { ...latest, judgement: undefined },
      ...{ state: 'fine', waysOut: [] },
    });

    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByText('Ways out.')).not.toBeInTheDocument();
  });

  it('breaks long names, so that no phone must scroll sideways', async () => {
    const environment = 'production-of-the-northern-region';
    await show({ gates: [{ environment, answer: 'allowed', message: 'ok' }] });

    expect(screen.getByText(environment)).toHaveStyle({
      overflowWrap: 'anywhere',
    });
  });
});
