import { screen, within } from '@testing-library/react';
import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { ChangeItem, readable } from './ChangeItem';
import type { HitChange } from './groupChanges';

async function show(...changes: HitChange[]) {
  await renderContracts(
    <ul>
      <ChangeItem {...{ changes, from: '2.4.0', to: '2.5.0-beta.3' }} />
    </ul>,
  );
  return screen.getAllByRole('listitem')[0];
}

describe('ChangeItem', () => {
  it('says what changes, by which rule, and where', async () => {
    const item = await show(story.breakingChange());

    expect(item).toHaveTextContent(
      'BreakingCallers may no longer ask to capture laterrule request-enum-value-removed',
    );
    expect(item).toHaveTextContent(
      'POST /payments · capture · what the consumer sends',
    );
  });

  it('names the path where no operation is named', async () => {
    const item = await show(
      story.breakingChange({
        ...{ subject: undefined, direction: undefined },
        after: { path: '/components/schemas/Payment' },
      }),
    );

    expect(item).toHaveTextContent('/components/schemas/Payment');
  });

  it('says of one edit all operations that meet it', async () => {
    const others = ['GET /payments', 'POST /payments'].map(operation =>
      story.riskyChange({ subject: { operation, field: 'state' } }),
    );
    const item = await show(...others);

    expect(item).toHaveTextContent(
      '2 operations, for example: A payment can have a new state: reversed',
    );
    expect(
      within(item)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'GET /payments · state · what the consumer reads',
      'POST /payments · state · what the consumer reads',
    ]);
  });

  it('says for which role it holds', async () => {
    const item = await show(story.breakingChange({ role: 'writer' }));

    expect(item).toHaveTextContent('what the consumer sends · writer');
  });

  it('shows both sides, JSON in lines', async () => {
    const item = await show(story.breakingChange());

    expect(item).toHaveTextContent('2.4.0 has');
    expect(item).toHaveTextContent('2.5.0-beta.3 has');
    const [before, after] = item.querySelectorAll('pre');
    expect(before.textContent).toContain('{\n  "enum": [');
    expect(after.textContent).toBe('enum: [now]');
  });

  it('says that a side has nothing', async () => {
    const item = await show(
      story.breakingChange({ after: { path: '/paths' } }),
    );

    expect(item.querySelectorAll('pre')[1]).toHaveTextContent('nothing');
  });

  it('shows no sides where none has a text', async () => {
    const item = await show(story.riskyChange({ counterExample: undefined }));

    expect(item.querySelector('pre')).toBeNull();
  });

  it.each([
    ['send', 'For example, this was accepted and is refused now'],
    ['receive', 'For example, this may come now and did not before'],
  ] as const)('shows a value that proves it (%s)', async (direction, words) => {
    await show(story.breakingChange({ direction }));

    const figure = screen.getByRole('figure');
    expect(within(figure).getByText(words)).toBeInTheDocument();
    expect(figure).toHaveTextContent('{ "capture": "later" }');
  });

  it('tells whom it hits from whom it may hit', async () => {
    const item = await show(story.breakingChange());

    expect(item).toHaveTextContent(
      'Hitsbatch-settlement 1.12.0maybe reports 0.9.4',
    );
  });

  it('says that it hits nobody', async () => {
    expect(await show(story.riskyChange())).toHaveTextContent(
      'Hitsnobody live',
    );
  });

  it('cites the exception that judged it', async () => {
    const item = await show(
      story.riskyChange({
        exception: {
          ...{ id: 'ex-1', owner: 'group:default/team-finance' },
          expiresAt: '2027-01-31T22:59:59.000Z',
        },
      }),
    );

    expect(item).toHaveTextContent(
      /judged by an exception of team-finance until 31 Jan/,
    );
  });
});

describe('readable', () => {
  it('writes JSON in lines, and leaves what is none', () => {
    expect(readable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(readable('enum: [now]')).toBe('enum: [now]');
  });
});
