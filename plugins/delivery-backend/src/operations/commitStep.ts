import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import { GitError, isPassing } from '@slipway/backstage-plugin-git-node';
import type { GitMirror } from '../git/GitMirror';
import { pause } from '../leases/runUnderLease';
import type { KeyedMutex } from './KeyedMutex';
import { type OperationRun, OperationEnd } from './OperationRun';
import { type PushCommitOptions, pushCommit } from './pushCommit';
import { contextOf, requestOf } from './toOperation';

/** What the step works with. */
export interface CommitStepOptions extends PushCommitOptions {
  deployments: DeploymentStore;
  logger: LoggerService;
  /** One writer at a time in this process: others would only lose races. */
  mutex: KeyedMutex;
  retries?: Retries;
}

/** How often a busy repository is tried, with growing random pauses. */
export interface Retries {
  attempts: number;
  firstPauseMs: number;
  maxPauseMs: number;
}

const RETRIES: Retries = { attempts: 10, firstPauseMs: 50, maxPauseMs: 5_000 };

function backOff(attempt: number, { firstPauseMs, maxPauseMs }: Retries) {
  const ceiling = Math.min(maxPauseMs, firstPauseMs * 2 ** attempt);
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

/**
 * Makes the commit and pushes it. Before each try the remote is asked anew:
 * has the operation's commit arrived already, and is everything still as the
 * person saw it? Other folders may change in between; this one may not.
 *
 * @throws OperationEnd for every end but success
 */
export async function commitStep(
  run: OperationRun,
  options: CommitStepOptions,
) {
  const { repository } = contextOf(run.row);
  const { retries = RETRIES } = options;
  await options.mutex.run(repository, async () => {
    let trouble = '';
    for (let attempt = 1; attempt <= retries.attempts; attempt++) {
      await run.begin('committed', attempt, describeAttempt(attempt, trouble));
      const { commit, trouble: met = '' } = await tryOnce(
        run,
        options,
        attempt,
      );
      trouble = met;
      if (commit) {
        await run.set({ commit, state: 'committed' });
        await run.finish(
          'committed',
          describePushed(repository, commit, attempt),
        );
        return;
      }
      await pause(backOff(attempt, retries), run.signal);
      await run.assertLease();
    }
    throw new OperationEnd(
      'failed',
      `${repository} was pushed to by others ${retries.attempts} times in a row; nothing was changed.`,
      ['Ask for it again: nothing was written.'],
    );
  });
}

function describeAttempt(attempt: number, trouble: string): string {
  return attempt === 1
    ? 'Writes the commit.'
    : `${trouble}; this is try ${attempt}.`;
}

/** What came of one try. */
interface Try {
  commit?: string;
  /** Why it did not arrive, without a full stop. */
  trouble?: string;
}

function describePushed(repository: string, commit: string, attempt: number) {
  const tries = attempt === 1 ? 'at the first try' : `at try ${attempt}`;
  return `${commit.slice(0, 7)} was pushed to ${repository} ${tries}.`;
}

async function tryOnce(
  run: OperationRun,
  options: CommitStepOptions,
  attempt: number,
): Promise<Try> {
  const { repository } = contextOf(run.row);
  const indexer = options.repositories.get(repository);
  // What another process wrote, and whether a person asked to stop.
  await run.reload();
  if (!run.row.commit) {
    // Once a commit was written it may have arrived: that is found out first.
    assertNotStopped(run);
  }
  try {
    const { head } = await options.repositories.refresh(repository, run.signal);
    if (!head) {
      throw new OperationEnd(
        'refused',
        `${repository} has no commits any more.`,
      );
    }
    const arrived = await findOwnCommit(run, indexer.mirror, head);
    if (arrived) {
      return { commit: arrived };
    }
    await assertStillWanted(run, options.deployments);
    const commit = await pushCommit(run, options, head);
    return { commit, trouble: 'Somebody else pushed first' };
  } catch (error) {
    const { attempts } = options.retries ?? RETRIES;
    return handleFailure(error, run, { attempt, attempts });
  }
}

/** The commit of an earlier try whose answer was lost. */
async function findOwnCommit(
  run: OperationRun,
  mirror: GitMirror,
  head: string,
) {
  // The sha is kept before a push: without one nothing can have arrived.
  if (!run.row.commit) {
    return undefined;
  }
  const { head: since } = contextOf(run.row);
  const line = `${DELIVERY_TRAILERS.operationId}: ${run.row.id}`;
  const known = since && (await mirror.resolve(`${since}^{commit}`));
  return mirror.findByTrailer(known ? `${known}..${head}` : head, line);
}

/** @throws OperationEnd */
function assertNotStopped(run: OperationRun) {
  if (run.row.stop_requested) {
    throw new OperationEnd(
      'cancelled',
      'It was stopped before anything was written.',
    );
  }
}

/** @throws OperationEnd when a person stopped it, or changed the folder */
async function assertStillWanted(
  run: OperationRun,
  deployments: DeploymentStore,
) {
  await run.reload();
  assertNotStopped(run);
  const { expected } = requestOf(run.row);
  const row = await deployments.get(run.row.deployment_id);
  if (!row || row.removed_at) {
    throw new OperationEnd(
      'superseded',
      'The folder was removed from Git; nothing was changed.',
    );
  }
  if (row.version !== expected.version || row.commit !== expected.commit) {
    throw new OperationEnd(
      'superseded',
      `${row.author} changed the folder first: Git wants ${row.version ?? 'no version'} since ${row.commit.slice(0, 7)}. Nothing was changed.`,
      ['Look at the new state and decide again.'],
    );
  }
}

/** A remote that fell silent may have taken the last push all the same. */
function whetherItArrived(run: OperationRun, passing: boolean): string[] {
  return passing && run.row.commit
    ? [
        `Look first whether Git has the commit ${run.row.commit.slice(0, 7)}: its answer did not come.`,
      ]
    : [];
}

/** Decides whether trying again can help. */
function handleFailure(
  error: unknown,
  run: OperationRun,
  { attempt, attempts }: { attempt: number; attempts: number },
): Try {
  // Who broke it off also decides what becomes of the operation.
  if (error instanceof GitError && error.failure !== 'aborted') {
    const passing = isPassing(error) || error.failure === 'rejected';
    if (passing && attempt < attempts && !run.signal.aborted) {
      return { trouble: error.message };
    }
    const tries = attempt > 1 ? `, after ${attempt} tries` : '';
    throw new OperationEnd(
      passing ? 'failed' : 'refused',
      `${error.message}${tries}.`,
      [
        'Mend the repository’s access, then ask for it again.',
        ...whetherItArrived(run, passing),
      ],
    );
  }
  if (error instanceof InputError || error instanceof ConflictError) {
    throw new OperationEnd('refused', error.message);
  }
  throw error;
}
