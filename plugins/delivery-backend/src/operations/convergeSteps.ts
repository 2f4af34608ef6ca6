import type { LoggerService } from '@backstage/backend-plugin-api';
import type { StepName } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import {
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import type { ObservationRow } from '../database/rows';
import { silence } from '../deployments/toDeployment';
import type { GitMirror } from '../git/GitMirror';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { RuntimeCoordinator } from '../runtime/RuntimeCoordinator';
import { type OperationRun, OperationEnd } from './OperationRun';
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

/** What a step makes of the newest observation. */
type Verdict = { done: string } | { wait: string } | { failed: string };

interface Seen {
  run: OperationRun;
  row: ObservationRow;
  /** True when the runtime has compared with the operation's commit or a later one. */
  hasCommit: boolean;
  /** True when what it did last was for that commit or a later one. */
  actedOnCommit: boolean;
}

const WAITING: Record<Exclude<StepName, 'asked' | 'committed'>, string> = {
  seen: 'Waits for the runtime to look at Git.',
  syncing: 'Waits for the manifests to be applied.',
  replicas: 'Waits for the new replicas.',
  healthy: 'Waits for the runtime to call it healthy.',
};

function judgeSeen({ row, hasCommit }: Seen): Verdict {
  return hasCommit
    ? { done: `${row.key} compares with the commit.` }
    : { wait: WAITING.seen };
}

function judgeSyncing({ row, hasCommit, actedOnCommit }: Seen): Verdict {
  const { sync, operation } = observedState(row);
  if (!hasCommit) {
    return { wait: WAITING.syncing };
  }
  // An old failure stays on the object until the next attempt begins.
  if (operation?.phase === 'failed' && actedOnCommit) {
    return {
      failed: operation.message ?? 'The runtime could not apply the manifests.',
    };
  }
  if (sync.status === 'in-sync' && operation?.phase !== 'running') {
    return { done: 'Manifests are applied.' };
  }
  return { wait: operation?.message ?? WAITING.syncing };
}

function judgeReplicas({ run, row }: Seen): Verdict {
  const { replicas } = observedState(row);
  const wanted = run.row.to_version;
  const count =
    replicas &&
    `${replicas.updated ?? replicas.ready} of ${replicas.desired} replicas`;
  const rolledOut =
    !replicas || (replicas.updated ?? replicas.ready) >= replicas.desired;
  if (row.version === wanted && rolledOut) {
    return { done: count ? `${count} run ${wanted}.` : `${wanted} runs.` };
  }
  return {
    wait: count
      ? `${count} run ${wanted}.`
      : `${row.version ?? 'Not known what'} still runs; waits for ${wanted}.`,
  };
}

function judgeHealthy({ row }: Seen): Verdict {
  const { health } = observedState(row);
  if (health.status === 'healthy') {
    return { done: 'The runtime calls it healthy.' };
  }
  const cause = health.message ? `: ${health.message}` : '';
  return { wait: `The runtime calls it ${health.status}${cause}` };
}

const STEPS: [
  Exclude<StepName, 'asked' | 'committed'>,
  (seen: Seen) => Verdict,
][] = [
  ['seen', judgeSeen],
  ['syncing', judgeSyncing],
  ['replicas', judgeReplicas],
  ['healthy', judgeHealthy],
];

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
  const commit = run.row.commit!;
  const seen: Seen[] = [];
  let silentCause: string | undefined;
  for (const row of rows) {
    const { sync, operation } = observedState(row);
    const acted = operation?.revisions ?? [];
    const actedOnCommit = await reaches(mirror, commit, acted);
    const hasCommit =
      actedOnCommit || (await reaches(mirror, commit, [sync.revision]));
    seen.push({ run, row, hasCommit, actedOnCommit });
    silentCause ??= silence(sources.get(row.source), Date.now())?.cause;
  }
  return { seen, silentCause };
}

/** The least of several verdicts: all must be done, one failure is enough. */
function together(verdicts: Verdict[], waiting: string): Verdict {
  const failed = verdicts.find(verdict => 'failed' in verdict);
  const waits = verdicts.find(verdict => 'wait' in verdict);
  return failed ?? waits ?? verdicts[0] ?? { wait: waiting };
}

/** @throws OperationEnd when somebody has put another version there since */
async function assertNotSuperseded(
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
  name: Exclude<StepName, 'asked' | 'committed'>,
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

/**
 * Follows the commit to the runtime until it is live and healthy there.
 *
 * @throws OperationEnd for every end but success
 */
export async function convergeSteps(
  run: OperationRun,
  options: ConvergeStepsOptions,
) {
  const known = await options.observations.forDeployments([
    run.row.deployment_id,
  ]);
  const row = await options.deployments.get(run.row.deployment_id);
  const cluster = row?.cluster ?? null;
  if (!known.length && !(await options.runtimes.anyUnheard(cluster))) {
    for (const [name] of STEPS) {
      await run.finish(
        name,
        'No runtime is observed for this folder.',
        'skipped',
      );
    }
    await run.end(
      'completed',
      'Committed. No runtime is observed for this folder, so Slipway cannot say when it is live.',
    );
    return;
  }
  await run.set({
    state: 'syncing',
    message: 'The commit is in Git; the runtime follows.',
  });
  await readOwnCommit(run, options);
  try {
    await options.runtimes.nudge(
      run.row.deployment_id,
      AbortSignal.timeout(5_000),
    );
  } catch (error) {
    // The runtime looks at Git by itself in a while; the next steps show it.
    options.logger.warn('A runtime could not be asked to look at Git now', {
      operation: run.row.id,
      cause: String(error),
    });
  }
  for (const [name, judge] of STEPS) {
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
  await run.end(
    'completed',
    `${run.row.to_version} runs and the runtime calls it healthy. Whether requests recovered is not measured.`,
  );
}
