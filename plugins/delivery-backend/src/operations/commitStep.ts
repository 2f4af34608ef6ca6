import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { RevisionStore } from '../database/RevisionStore';
import { GitError } from '../git/GitError';
import type { GitMirror } from '../git/GitMirror';
import { writeCommit } from '../git/writeCommit';
import { pause } from '../leases/runUnderLease';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { KeyedMutex } from './KeyedMutex';
import { type OperationRun, OperationEnd } from './OperationRun';
import { commitMessage } from './commitMessage';
import { contextOf, requestOf } from './toOperation';

/** What the step works with. */
export interface CommitStepOptions {
  repositories: RepositoryRegistry;
  deployments: DeploymentStore;
  revisions: RevisionStore;
  committer: { name: string; email: string };
  auditor: AuditorService;
  logger: LoggerService;
  /** One writer at a time in this process: others would only lose races. */
  mutex: KeyedMutex;
}

/** A busy repository is tried this often, with growing random pauses. */
const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 5_000;

function backOff(attempt: number): number {
  const ceiling = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
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
  await options.mutex.run(repository, async () => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      await run.begin('committed', attempt, describeAttempt(attempt));
      const commit = await tryOnce(run, options, attempt);
      if (commit) {
        await run.set({ commit, state: 'committed' });
        await run.finish(
          'committed',
          describePushed(repository, commit, attempt),
        );
        return;
      }
      await pause(backOff(attempt), run.signal);
      await run.assertLease();
    }
    throw new OperationEnd(
      'failed',
      `${repository} was pushed to by others ${MAX_ATTEMPTS} times in a row; nothing was changed.`,
      ['Ask for it again: nothing was written.'],
    );
  });
}

function describeAttempt(attempt: number): string {
  return attempt === 1
    ? 'Writes the commit.'
    : `The try before did not arrive; this is try ${attempt}.`;
}

function describePushed(repository: string, commit: string, attempt: number) {
  const tries = attempt === 1 ? 'at the first try' : `at try ${attempt}`;
  return `${commit.slice(0, 7)} was pushed to ${repository} ${tries}.`;
}

async function tryOnce(
  run: OperationRun,
  options: CommitStepOptions,
  attempt: number,
): Promise<string | undefined> {
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
      return arrived;
    }
    await assertStillWanted(run, options.deployments);
    return await pushOnce(run, options, head);
  } catch (error) {
    return handleFailure(error, run, attempt);
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

async function pushOnce(
  run: OperationRun,
  options: CommitStepOptions,
  head: string,
): Promise<string | undefined> {
  const context = contextOf(run.row);
  const request = requestOf(run.row);
  const { mirror, planner } = options.repositories.get(context.repository);
  const plan = await planner.plan({
    ...{ commit: head, path: context.path, version: request.version },
  });
  if (plan.from !== request.expected.version) {
    throw new OperationEnd(
      'superseded',
      `Somebody put ${plan.from} there first. Nothing was changed.`,
      ['Look at the new state and decide again.'],
    );
  }
  const commit = await writeCommit(mirror, {
    parent: head,
    author: context.author,
    committer: options.committer,
    message: commitMessage({
      operationId: run.row.id,
      requestedBy: run.row.requested_by,
      request,
      context,
      reference: await findReference(
        options.revisions,
        run.row.deployment_id,
        request.version,
      ),
    }),
    files: plan.files,
    at: Math.floor(Date.now() / 1000),
  });
  // The sha is kept before the push, so that a crash leaves a trace of it.
  await run.set({
    commit,
    state: 'committing',
    changes: JSON.stringify(plan.changes),
  });
  const event = await options.auditor.createEvent({
    eventId: 'gitops-push',
    severityLevel: 'high',
    meta: {
      operationId: run.row.id,
      repository: context.repository,
      commit,
      requestedBy: run.row.requested_by,
    },
  });
  try {
    const result = await mirror.push(commit, run.signal);
    await event.success({ meta: { result } });
    return result === 'pushed' ? commit : undefined;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

async function findReference(
  revisions: RevisionStore,
  deploymentId: string,
  version: string,
) {
  const changes = await revisions.versionChanges(deploymentId);
  const row = changes.reverse().find(item => item.version_after === version);
  return (
    row && {
      commit: row.commit,
      author: row.author_email
        ? `${row.author_name} <${row.author_email}>`
        : row.author_name,
      subject: row.subject,
      at: row.committed_at,
    }
  );
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
function handleFailure(error: unknown, run: OperationRun, attempt: number) {
  if (error instanceof GitError) {
    const passing = ['timeout', 'unreachable', 'rejected'].includes(
      error.failure,
    );
    if (passing && attempt < MAX_ATTEMPTS && !run.signal.aborted) {
      return undefined;
    }
    throw new OperationEnd(passing ? 'failed' : 'refused', error.message, [
      'Mend the repository’s access, then ask for it again.',
      ...whetherItArrived(run, passing),
    ]);
  }
  if (error instanceof InputError || error instanceof ConflictError) {
    throw new OperationEnd('refused', error.message);
  }
  throw error;
}
