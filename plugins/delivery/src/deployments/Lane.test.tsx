import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { Lane } from './Lane';

async function show(
  deployment: Deployment,
  options: { newest?: Revision; chosen?: boolean; open?: boolean } = {},
) {
  const calls = {
    onChoose: jest.fn(),
    onToggle: jest.fn(),
    onRollBack: jest.fn(),
    onUndo: jest.fn(),
  };
  await renderDelivery(
    <ol>
      <Lane
        {...calls}
        deployment={deployment}
        newest={options.newest}
        chosen={options.chosen ?? false}
        open={options.open ?? false}
      />
    </ol>,
    { api: fakeApi() },
  );
  return { ...calls, lane: screen.getAllByRole('listitem')[0] };
}

const { live, desired } = story.deployment();

describe('Lane', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('says where, what, since when, by whom and how it is', async () => {
    const { lane } = await show(
      story.deployment({ tenant: 'globex', cluster: 'eu-2' }),
    );

    expect(lane).toHaveTextContent('prod · globex');
    expect(lane).toHaveTextContent('cluster eu-2');
    expect(lane).toHaveTextContent('2.3.1');
    expect(lane).toHaveTextContent(/9\sdays/);
    expect(lane).toHaveTextContent('by dev-1');
    expect(within(lane).getByText('Healthy')).toBeInTheDocument();
    expect(lane).toHaveTextContent('In sync with Git · 3 of 3 replicas ready');
  });

  it('says which step the newest change was', async () => {
    const { lane } = await show(story.deployment(), {
      newest: story.revision('r', 0, { versionAfter: '2.3.1', bump: 'minor' }),
    });

    expect(lane).toHaveTextContent('2.3.1minor');
  });

  it('says no step when the newest change is not what runs', async () => {
    const { lane } = await show(story.deployment(), {
      newest: story.revision('r', 0, { versionAfter: '2.4.0', bump: 'minor' }),
    });

    expect(lane).not.toHaveTextContent('minor');
  });

  it('says what Git wants where another version runs, and since when that runs', async () => {
    const { lane } = await show(
      story.deployment({
        live: {
          ...live,
          version: '2.3.0',
          since: story.iso(story.STORY_NOW - 3 * story.DAY),
        },
      }),
    );

    expect(lane).toHaveTextContent('Git wants 2.3.1');
    expect(lane).toHaveTextContent(/3\sdays/);
    expect(lane).not.toHaveTextContent('by dev-1');
    expect(lane).not.toHaveTextContent('In sync with Git');
    expect(lane).toHaveTextContent(
      'Git’s manifests are applied, 2.3.1 does not run yet',
    );
  });

  it('has a dash where it is not known since when another version runs', async () => {
    const { lane } = await show(
      story.deployment({
        live: { ...live, version: '2.3.0', since: undefined },
      }),
    );

    expect(within(lane).getByText('–')).toBeInTheDocument();
  });

  it('says not known where the runtime names no version, never that of Git', async () => {
    const { lane } = await show(
      story.deployment({
        live: { ...live, version: undefined },
        health: { status: 'unknown' },
      }),
    );

    const known = within(lane).getAllByText('Not known');
    expect(known.length).toBeGreaterThanOrEqual(2);
    expect(lane).toHaveTextContent('Git wants 2.3.1');
    expect(within(lane).queryByText('Healthy')).not.toBeInTheDocument();
  });

  it('shows values of a silent source as last seen', async () => {
    const { lane } = await show(
      story.deployment({
        live: {
          ...live,
          stale: true,
          staleSince: story.iso(story.STORY_NOW - 46 * story.MINUTE),
          staleCause: 'Connection refused.',
        },
      }),
    );

    expect(within(lane).getByText('Stale')).toBeInTheDocument();
    expect(lane).toHaveTextContent(/as last seen/);
    expect(lane).toHaveTextContent(/cluster eu-1 silent since .*46\smin/);
    expect(lane).toHaveTextContent('Connection refused.');
    expect(within(lane).queryByText('Healthy')).not.toBeInTheDocument();
    expect(lane).not.toHaveTextContent('In sync');
  });

  it('says of a source that never answered that nothing was ever seen', async () => {
    const { lane } = await show(
      story.deployment({
        live: { stale: true },
        health: { status: 'unknown' },
      }),
    );

    expect(lane).toHaveTextContent('never seen running');
    expect(lane).toHaveTextContent('cluster eu-1 has never answered');
  });

  it('keeps an old ban out of a healthy lane', async () => {
    const { lane } = await show(
      story.deployment({
        bans: [{ version: '2.3.0', by: 'oncall-2', reason: 'p95 went up' }],
      }),
    );

    expect(within(lane).queryByText('Banned')).not.toBeInTheDocument();
    expect(lane).not.toHaveTextContent('p95 went up');
  });

  it('says the ban right after the rollback', async () => {
    const { lane } = await show(
      story.deployment({
        bans: [{ version: '2.4.0', by: 'oncall-2', reason: 'fails refunds' }],
        lastOperation: story.operationSummary({ state: 'completed' }),
      }),
    );

    const words = lane.textContent ?? '';
    expect(words.indexOf('Healthy')).toBeLessThan(words.indexOf('Banned'));
    expect(lane).toHaveTextContent(
      '2.4.0 must not come back, by oncall-2: fails refunds',
    );
  });

  it('says what a person must mend in Git', async () => {
    const { lane } = await show(
      story.deployment({
        desired: { ...desired, version: undefined },
        problems: [
          { code: 'ambiguous-version', message: 'Two tags differ: a, b.' },
        ],
      }),
    );

    expect(within(lane).getByText('To mend')).toBeInTheDocument();
    expect(lane).toHaveTextContent('Two tags differ: a, b.');
    expect(
      within(lane).getByRole('button', {
        name: 'Roll back, prod',
        description: 'No version could be read from Git.',
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('is marked while it is the chosen one', async () => {
    const { lane } = await show(story.deployment(), { chosen: true });

    expect(lane).toHaveAttribute('aria-current', 'true');
  });

  it('is chosen by a click anywhere, and opened by its name', async () => {
    const { lane, onChoose, onToggle } = await show(story.deployment());

    await userEvent.click(within(lane).getByText('2.3.1'));
    expect(onChoose).toHaveBeenCalledWith('prod');
    expect(onToggle).not.toHaveBeenCalled();

    await userEvent.click(within(lane).getByRole('button', { name: 'prod' }));
    expect(onToggle).toHaveBeenCalledWith('prod');
  });

  it('rolls back without choosing or opening anything', async () => {
    const { lane, onChoose, onToggle, onRollBack } = await show(
      story.deployment(),
    );

    await userEvent.click(
      within(lane).getByRole('button', { name: 'Roll back, prod' }),
    );

    expect(onRollBack).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod' }),
    );
    expect(onChoose).not.toHaveBeenCalled();
    expect(onToggle).not.toHaveBeenCalled();
  });

  it('is reached by keyboard in the order name, acts', async () => {
    await show(story.deployment());

    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'prod' })).toHaveFocus();
    await userEvent.tab();
    expect(
      screen.getByRole('button', { name: 'Roll back, prod' }),
    ).toHaveFocus();
  });

  it('names the details that its button opens', async () => {
    const { lane } = await show(story.deployment(), { open: true });
    const name = within(lane).getByRole('button', { name: 'prod' });

    const details = document.getElementById(
      name.getAttribute('aria-controls')!,
    );
    expect(details).toBeVisible();
    expect(details).toHaveTextContent('Replicas');
  });
});

describe('the acts of a lane', () => {
  const ended = (
    change: Partial<ReturnType<typeof story.operationSummary>>,
    deployment: Partial<Deployment> = {},
  ) =>
    story.deployment({
      lastOperation: story.operationSummary({ state: 'completed', ...change }),
      ...deployment,
    });
  const undo = () => screen.queryByRole('button', { name: 'Undo, prod' });

  it.each(['recovered', 'completed', 'not-recovered', 'stuck'] as const)(
    'offer Undo of a rollback that ended %s',
    async state => {
      await show(ended({ state }));

      expect(undo()).toBeInTheDocument();
    },
  );

  it.each(['refused', 'superseded', 'failed', 'cancelled'] as const)(
    'offer no Undo of a rollback that ended %s: nothing was changed',
    async state => {
      await show(ended({ state }));

      expect(undo()).not.toBeInTheDocument();
    },
  );

  it('offer no Undo when something else is wanted meanwhile', async () => {
    await show(ended({}, { desired: { ...desired, version: '2.5.0' } }));

    expect(undo()).not.toBeInTheDocument();
  });

  it('offer no Undo of an undo', async () => {
    await show(ended({ type: 'undo' }));

    expect(undo()).not.toBeInTheDocument();
  });

  it('offer no Undo to who may not roll back', async () => {
    await show(
      ended({}, { can: { rollback: { allowed: false, reason: 'No.' } } }),
    );

    expect(undo()).not.toBeInTheDocument();
  });

  it('are only Follow while an operation is at work', async () => {
    const { lane } = await show(
      story.deployment({ operation: story.operationSummary() }),
    );

    expect(
      within(lane)
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label') ?? button.textContent),
    ).toEqual(['prod', 'Follow, prod']);
  });

  it('hand the deployment to the undo', async () => {
    const { onUndo } = await show(ended({}));

    await userEvent.click(undo()!);

    expect(onUndo).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod' }),
    );
  });
});
