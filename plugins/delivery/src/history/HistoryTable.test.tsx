import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { HistoryTable } from './HistoryTable';
import { historyRows } from './stays';

const at = (days: number) => story.STORY_NOW - days * story.DAY;

async function show(
  revisions: Revision[] = story.revisions(),
  deployment: Deployment = story.acme(),
) {
  const onRollBack = jest.fn();
  await renderDelivery(
    <HistoryTable
      rows={historyRows(revisions, story.versions())}
      deployment={deployment}
      onRollBack={onRollBack}
    />,
    { api: fakeApi() },
  );
  return { onRollBack, rows: screen.getAllByRole('row').slice(1) };
}

const one = (change: Partial<Revision>) =>
  show([story.revision('r', at(2), change)], story.deployment());
const healthy = {
  ...story.acme(),
  health: { status: 'healthy' },
} as Deployment;

describe('HistoryTable', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('says something of every stay, also of the one before a rollback', async () => {
    const { rows } = await show();

    expect(
      rows.map(row => within(row).getAllByRole('cell')[1].textContent),
    ).toEqual([
      expect.stringMatching(/^Degraded/),
      expect.stringMatching(/^Ran for 9\sdaysSuggested target$/),
      'Configuration only, 2.2.3 stays',
      expect.stringMatching(/^Ran for 6\sdaysReason: “p95/),
      expect.stringMatching(/^Rolled back on 3 Nov/),
      expect.stringMatching(/^Ran for 12\sdays$/),
    ]);
  });

  it('says of the wanted version what is wrong with it now', async () => {
    const { rows } = await show();

    expect(within(rows[0]).getByText('Degraded')).toBeInTheDocument();
  });

  it('says how long it is wanted while nothing is wrong', async () => {
    const { rows } = await show(story.revisions(), healthy);

    expect(rows[0]).toHaveTextContent('Wanted for 12 min, still');
  });

  it('never calls it running when another version runs', async () => {
    const { rows } = await show(story.revisions(), {
      ...healthy,
      live: { ...healthy.live, version: '2.3.1' },
    });

    expect(rows[0]).toHaveTextContent(/wanted now$/);
  });

  it('never calls it running when the source is silent', async () => {
    const { rows } = await show(story.revisions(), {
      ...healthy,
      live: { ...healthy.live, stale: true },
    });

    expect(rows[0]).toHaveTextContent(/wanted now$/);
  });

  it.each([
    [{ kind: 'create', versionAfter: '1.0.0' }, 'First deployed'],
    [{ kind: 'remove' }, 'Removed from Git'],
    [{ kind: 'restore', versionAfter: '1.0.0' }, 'Came back after a removal'],
    [
      { kind: 'deploy', problem: 'two tags differ' },
      'The version could not be read: two tags differ',
    ],
  ] as [Partial<Revision>, string][])(
    'has words for %j',
    async (change, words) => {
      const { rows } = await one(change);

      expect(rows[0]).toHaveTextContent(words);
    },
  );

  it('has a dash for a version that there is not', async () => {
    const { rows } = await one({ kind: 'remove' });
    const [version, , ran] = within(rows[0]).getAllByRole('cell');

    expect(version).toHaveTextContent('–');
    expect(ran).toHaveTextContent('–');
  });

  it('says by which merge a commit came', async () => {
    const { rows } = await one({
      versionAfter: '1.0.0',
      landedIn: story.COMMITS.undo,
      filesChanged: 3,
    });

    expect(rows[0]).toHaveTextContent('3 files · came by merge 3f9a1c7');
  });

  it('says what is no SemVer, and no step of it', async () => {
    const { rows } = await one({
      versionAfter: '1179',
      versionKind: 'build-number',
    });

    expect(rows[0]).toHaveTextContent('1179build number');
  });

  it('says no step of a change of the configuration', async () => {
    const { rows } = await one({
      kind: 'config',
      versionAfter: '2.3.1',
      bump: 'patch',
    });

    expect(rows[0]).not.toHaveTextContent('patch');
  });

  it('rolls back to the version of the row', async () => {
    const { onRollBack, rows } = await show();

    await userEvent.click(within(rows[1]).getByRole('button'));

    expect(onRollBack).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod-acme' }),
      '2.3.1',
    );
  });

  it('offers each version once, at its newest stay', async () => {
    const { rows } = await show();

    expect(
      rows.map(row => within(row).queryAllByRole('button').length),
    ).toEqual([0, 1, 0, 1, 0, 0]);
  });

  it('says why a version cannot be gone back to, in place of the button', async () => {
    const { rows } = await show();

    expect(rows[4]).toHaveTextContent(
      /Banned by oncall-2 on 3 Nov: p95 0\.2 → 1\.9 s$/,
    );
  });

  it.each([
    ['who may not', { can: { rollback: { allowed: false, reason: 'No.' } } }],
    ['an operation at work', { operation: story.operationSummary() }],
  ] as [string, Partial<Deployment>][])(
    'offers nothing to %s',
    async (_, change) => {
      await show(story.revisions(), { ...story.acme(), ...change });

      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    },
  );
});
