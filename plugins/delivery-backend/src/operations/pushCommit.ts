import type { AuditorService } from '@backstage/backend-plugin-api';
import type { RevisionStore } from '../database/RevisionStore';
import type { GitMirror } from '../git/GitMirror';
import { writeCommit } from '../git/writeCommit';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { PlannedChange } from '../preflight/ChangePlanner';
import { type OperationRun, OperationEnd } from './OperationRun';
import { commitMessage } from './commitMessage';
import { contextOf, requestOf } from './toOperation';

/** What a push works with. */
export interface PushCommitOptions {
  repositories: RepositoryRegistry;
  revisions: RevisionStore;
  committer: { name: string; email: string };
  auditor: AuditorService;
}

/**
 * Writes the operation's commit on top of the branch and pushes it.
 *
 * @returns its sha; undefined when the branch has moved
 * @throws OperationEnd when the version is no longer the expected one
 */
export async function pushCommit(
  run: OperationRun,
  options: PushCommitOptions,
  head: string,
): Promise<string | undefined> {
  const { repository, path } = contextOf(run.row);
  const { version, expected } = requestOf(run.row);
  const { mirror, planner } = options.repositories.get(repository);
  const plan = await planner.plan({ commit: head, path, version });
  if (plan.from !== expected.version) {
    throw new OperationEnd(
      'superseded',
      `Somebody put ${plan.from} there first. Nothing was changed.`,
      ['Look at the new state and decide again.'],
    );
  }
  const commit = await write(run, options, { mirror, head, plan });
  // The sha is kept before the push, so that a crash leaves a trace of it.
  await run.set({
    commit,
    state: 'committing',
    changes: JSON.stringify(plan.changes),
  });
  return auditedPush(run, options, { mirror, commit });
}

async function write(
  run: OperationRun,
  { committer, revisions }: PushCommitOptions,
  at: { mirror: GitMirror; head: string; plan: PlannedChange },
): Promise<string> {
  const { row } = run;
  const context = contextOf(row);
  const request = requestOf(row);
  return writeCommit(at.mirror, {
    parent: at.head,
    author: context.author,
    committer,
    message: commitMessage({
      operationId: row.id,
      requestedBy: row.requested_by,
      ...{ request, context },
      reference: await findReference(
        revisions,
        row.deployment_id,
        request.version,
      ),
    }),
    files: at.plan.files,
    at: Math.floor(Date.now() / 1000),
  });
}

async function auditedPush(
  { row, signal }: OperationRun,
  { auditor }: PushCommitOptions,
  { mirror, commit }: { mirror: GitMirror; commit: string },
): Promise<string | undefined> {
  const event = await auditor.createEvent({
    eventId: 'gitops-push',
    severityLevel: 'high',
    meta: {
      operationId: row.id,
      repository: mirror.repository.id,
      commit,
      requestedBy: row.requested_by,
    },
  });
  try {
    const result = await mirror.push(commit, signal);
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
