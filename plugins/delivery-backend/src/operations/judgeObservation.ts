import type { StepName } from '@slipway/backstage-plugin-delivery-common';
import { observedState } from '../database/ObservationStore';
import type { ObservationRow } from '../database/rows';

/** What a step makes of the newest observation. */
export type Verdict = { done: string } | { wait: string } | { failed: string };

/** One runtime's view of a deployment at an operation. */
export interface Seen {
  /** Version that the operation goes to. */
  wanted: string;
  row: ObservationRow;
  /** True when the runtime has compared with the operation's commit or a later one. */
  hasCommit: boolean;
  /** True when what it did last was for that commit or a later one. */
  actedOnCommit: boolean;
}

/** Steps that a runtime has to take. */
export type ConvergeStep = Exclude<
  StepName,
  'asked' | 'committed' | 'verifying'
>;

/** What each step says while nothing better is known. */
export const WAITING: Record<ConvergeStep, string> = {
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

function judgeReplicas({ wanted, row }: Seen): Verdict {
  const { replicas } = observedState(row);
  const count =
    replicas &&
    `${replicas.updated ?? replicas.ready} of ${replicas.desired} replicas`;
  const rolledOut =
    !replicas || (replicas.updated ?? replicas.ready) >= replicas.desired;
  if (row.version === wanted && rolledOut) {
    return { done: count ? `${count} run ${wanted}.` : `${wanted} runs.` };
  }
  // Ready replicas of another version are none of this one.
  const countsWanted =
    row.version === wanted || replicas?.updated !== undefined;
  return {
    wait:
      count && countsWanted && !rolledOut
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

/** The steps in their order, each with what it makes of an observation. */
export const CONVERGE_STEPS: readonly [
  ConvergeStep,
  (seen: Seen) => Verdict,
][] = [
  ['seen', judgeSeen],
  ['syncing', judgeSyncing],
  ['replicas', judgeReplicas],
  ['healthy', judgeHealthy],
];

/** The least of several verdicts: all must be done, one failure is enough. */
export function together(verdicts: Verdict[], waiting: string): Verdict {
  const failed = verdicts.find(verdict => 'failed' in verdict);
  const waits = verdicts.find(verdict => 'wait' in verdict);
  return failed ?? waits ?? verdicts[0] ?? { wait: waiting };
}
