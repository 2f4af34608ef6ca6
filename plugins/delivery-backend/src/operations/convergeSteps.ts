import type { LoggerService } from '@backstage/backend-plugin-api';
import type { StepName } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import {
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import { silence } from '../deployments/toDeployment';
import type { GitMirror } from '../git/GitMirror';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { RuntimeCoordinator } from '../runtime/RuntimeCoordinator';
import { type OperationRun, OperationEnd } from './OperationRun';
import {
  type ConvergeStep,
  CONVERGE_STEPS,
  type Seen,
  type Verdict,
  WAITING,
  together,
} from './judgeObservation';
import { contextOf, requestOf } from './toOperation';

/** What the steps work with. */
export interface ConvergeStepsOptions {
  deployments: DeploymentStore;
  observations: ObservationStore;
  repositories: RepositoryRegistry;
  runtimes: RuntimeCoordinator;
  changes: ChangePublisher;
  logger: LoggerService;
  timeoutMs: number;
}

/** Another replica may store what this one waits for, so it also looks by itself. */
const LOOK_MS = 1_000;
const NUDGE_TIMEOUT_MS = 5_000;

async function reaches(
  mirror: GitMirror,
  commit: string,
  revisions: (string | undefined)[],
): Promise<boolean> {
  for (const revision of revisions) {
    if (
      revision === commit ||
      (revision && (await mirror.isAncestor(commit, revision)))
    ) {
      return true;
    }
  }
  return false;
}

/** What each runtime that speaks for the deployment says now. */
async function look(
  run: OperationRun,
  options: ConvergeStepsOptions,
): Promise<{ seen: Seen[]; silentCause?: string }> {
  const { observations, repositories } = options;
  const rows = await observations.forDeployments([run.row.deployment_id]);
  const sources = await observations.sources();
  const { mirror } = repositories.get(contextOf(run.row).repository);
  const { to_version: wanted } = run.row;
  const commit = run.row.commit!;
  const seen: Seen[] = [];
  let silentCause: string | undefined;
  for (const row of rows) {
    const { sync, operation } = observedState(row);
    const acted = operation?.revisions ?? [];
    const actedOnCommit = await reaches(mirror, commit, acted);
    const hasCommit =
      actedOnCommit || (await reaches(mirror, commit, [sync.revision]));
    seen.push({ wanted, row, hasCommit, actedOnCommit });
    silentCause ??= silence(sources.get(row.source), Date.now())?.cause;
  }
  return { seen, silentCause };
}

/** @throws OperationEnd when somebody has put another version there since */
export async function assertNotSuperseded(
  run: OperationRun,
  deployments: DeploymentStore,
) {
  const row = await deployments.get(run.row.deployment_id);
  if (!row || row.removed_at) {
    throw new OperationEnd(
      'superseded',
      'The folder was removed from Git meanwhile.',
    );
  }
  // The ledger may not have read the operation's own commit yet.
  const isBefore = row.commit === requestOf(run.row).expected.commit;
  if (row.version !== run.row.to_version && !isBefore) {
    throw new OperationEnd(
      'superseded',
      `${row.author} put ${row.version ?? 'no version'} there meanwhile, in ${row.version_commit.slice(0, 7)}.`,
    );
  }
}

async function waitFor(
  run: OperationRun,
  options: ConvergeStepsOptions,
  name: ConvergeStep,
  judge: (seen: Seen) => Verdict,
) {
  await run.begin(name, 1, WAITING[name]);
  const deadline = (await run.startedAt(name)) + options.timeoutMs;
  for (;;) {
    await run.assertLease();
    await assertNotSuperseded(run, options.deployments);
    const { seen, silentCause } = await look(run, options);
    const verdict = together(seen.map(judge), WAITING[name]);
    if ('done' in verdict && !silentCause) {
      await run.finish(name, verdict.done);
      return;
    }
    if ('failed' in verdict) {
      throw stuck(name, verdict.failed, run);
    }
    const waiting = 'wait' in verdict ? verdict.wait : WAITING[name];
    const message = silentCause
      ? `The runtime is silent: ${silentCause}`
      : waiting;
    await run.progress(name, message);
    if (Date.now() > deadline) {
      throw stuck(name, message, run);
    }
    await options.changes.waitForChange(
      run.row.deployment_id,
      LOOK_MS,
      run.signal,
    );
  }
}

const STEP_TITLE: Record<string, string> = {
  seen: 'the runtime seeing the commit',
  syncing: 'syncing',
  replicas: 'replicas',
  healthy: 'healthy',
};

function stuck(name: StepName, cause: string, run: OperationRun) {
  const { component, path } = contextOf(run.row);
  return new OperationEnd('stuck', `Stuck at ${STEP_TITLE[name]}: ${cause}`, [
    `The commit ${run.row.commit?.slice(0, 7)} is in Git and stays wanted; the runtime goes on trying.`,
    `Look at ${component} in the runtime: argocd app get ${component}, or kubectl describe for the folder ${path}.`,
    'Undo puts the other version back with a commit of its own.',
  ]);
}

/** Puts the commit into the ledger at once, so that the history shows it. */
async function readOwnCommit(
  run: OperationRun,
  { repositories, logger }: ConvergeStepsOptions,
) {
  try {
    await repositories.refresh(contextOf(run.row).repository, run.signal);
  } catch (error) {
    // It is read again at the repository's next turn.
    logger.warn('A repository could not be read after a push', {
      operation: run.row.id,
      cause: String(error),
    });
  }
}

/** Asks the runtime to look now; one that cannot be asked looks by itself in a while. */
async function nudge(
  run: OperationRun,
  { runtimes, logger }: ConvergeStepsOptions,
) {
  try {
    await runtimes.nudge(
      run.row.deployment_id,
      AbortSignal.timeout(NUDGE_TIMEOUT_MS),
    );
  } catch (error) {
    logger.warn('A runtime could not be asked to look at Git now', {
      operation: run.row.id,
      cause: String(error),
    });
  }
}

/** Whether no runtime speaks for the folder, as far as all that answer can tell. */
async function isUnobserved(
  { row }: OperationRun,
  { observations, deployments, runtimes }: ConvergeStepsOptions,
): Promise<boolean> {
  const known = await observations.forDeployments([row.deployment_id]);
  if (known.length) {
    return false;
  }
  const deployment = await deployments.get(row.deployment_id);
  return !(await runtimes.anyUnheard(deployment?.cluster ?? null));
}

async function endUnobserved(run: OperationRun) {
  for (const [name] of CONVERGE_STEPS) {
    await run.finish(
      name,
      'No runtime is observed for this folder.',
      'skipped',
    );
  }
  await run.finish('verifying', 'It is not known when it is live.', 'skipped');
  await run.end(
    'completed',
    'Committed. No runtime is observed for this folder, so Slipway cannot say when it is live.',
  );
}

/**
 * Follows the commit to the runtime until it is live and healthy there. Where
 * no runtime is observed, the operation ends here.
 *
 * @throws OperationEnd for every end but success
 */
export async function convergeSteps(
  run: OperationRun,
  options: ConvergeStepsOptions,
) {
  if (await isUnobserved(run, options)) {
    await endUnobserved(run);
    return;
  }
  await run.set({
    state: 'syncing',
    message: 'The commit is in Git; the runtime follows.',
  });
  await readOwnCommit(run, options);
  await nudge(run, options);
  for (const [name, judge] of CONVERGE_STEPS) {
    if (!(await run.isDone(name))) {
      await waitFor(run, options, name, judge);
    }
    if (name === 'replicas') {
      await run.set({
        state: 'converged',
        message: `${run.row.to_version} runs.`,
      });
    }
  }
}
