import { isOperationEnded } from '@slipway/backstage-plugin-delivery-common';
import type { ChipTone, IconName } from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import { formatAge, formatMoment, secondsSince } from '../time/format';
import type { DeliveryWords } from '../translation';
import { describeMeasured } from './describeMeasured';
import { describeOperation } from './describeOperation';
import {
  hasVersionDrift,
  isNotStarting,
  isPassedOver,
  isRollingOut,
  pressingBans,
} from './judge';
import { shortName } from './place';

/** What a state is about; its order here is the order on the screen. */
export type StateKind =
  | 'operation'
  | 'trouble'
  | 'mend'
  | 'stale'
  | 'drift'
  | 'suspended'
  | 'progressing'
  | 'ended'
  | 'held'
  | 'banned'
  | 'noTraffic'
  | 'unknown'
  | 'healthy';

/** Nothing is wrong, as far as anybody knows. */
const CALM: ReadonlySet<StateKind> = new Set([
  'healthy',
  'unknown',
  'noTraffic',
]);

/** One thing that is true of a deployment: icon, word and sentence. */
export interface DeploymentState {
  kind: StateKind;
  tone: ChipTone;
  icon: IconName;
  word: string;
  line: string;
}

interface Subject {
  deployment: SeenDeployment;
  now: number;
  t: DeliveryWords;
}

function troubleState({ deployment, t }: Subject): DeploymentState {
  const { health } = deployment;
  const base = { kind: 'trouble', tone: 'critical', icon: 'error' } as const;
  if (health.status === 'missing') {
    return {
      ...base,
      word: t('state.missing'),
      line: health.message ?? t('say.missing'),
    };
  }
  return {
    ...base,
    word: isNotStarting(deployment)
      ? t('state.notStarting')
      : t('state.degraded'),
    line: health.message ?? t('say.degraded'),
  };
}

function staleState({ deployment, now, t }: Subject): DeploymentState {
  const { live, cluster } = deployment;
  const source = cluster
    ? t('place.cluster', { cluster })
    : (live.source ?? deployment.environment);
  return {
    kind: 'stale',
    tone: 'stale',
    icon: 'cloudOff',
    word: t('state.stale'),
    line: live.staleSince
      ? t('say.silent', {
          source,
          time: formatMoment(live.staleSince, now),
          age: formatAge(secondsSince(live.staleSince, now), t),
        })
      : t('say.neverHeard', { source }),
  };
}

const OTHER_HEALTH = {
  progressing: { tone: 'accent', icon: 'running' },
  suspended: { tone: 'idle', icon: 'power' },
  unknown: { tone: 'idle', icon: 'help' },
} as const;

function healthState(subject: Subject): DeploymentState {
  const { deployment, now, t } = subject;
  const { status, message, since } = deployment.health;
  if (status === 'degraded' || status === 'missing') {
    return troubleState(subject);
  }
  if (status !== 'healthy') {
    return {
      kind: status,
      ...OTHER_HEALTH[status],
      word: t(`state.${status}`),
      line: message ?? t(`say.${status}`),
    };
  }
  const age = since && formatAge(secondsSince(since, now), t);
  return {
    kind: 'healthy',
    tone: 'ok',
    icon: 'checkOutline',
    word: t('state.healthy'),
    line: age ? t('say.healthyFor', { age }) : (message ?? t('say.healthy')),
  };
}

/**
 * How it is, by the runtime and by measurements. A runtime that calls it
 * healthy knows nothing of its requests, so a measurement takes its place.
 */
function healthStates(subject: Subject): DeploymentState[] {
  const { deployment, now, t } = subject;
  const measured = describeMeasured(deployment, now, t);
  const bad = measured?.kind === 'trouble' ? [measured] : [];
  if (deployment.live.stale) {
    const fine = measured?.kind === 'healthy' ? [measured] : [];
    return [...bad, staleState(subject), ...fine];
  }
  const runtime = healthState(subject);
  return measured && CALM.has(runtime.kind) ? [measured] : [...bad, runtime];
}

function driftState({ deployment, now, t }: Subject): DeploymentState[] {
  const { sync, desired, live, operation } = deployment;
  const version = hasVersionDrift(deployment);
  // While it is changed on purpose both differ, and that is said already.
  if (operation || live.stale || (!version && sync.status !== 'out-of-sync')) {
    return [];
  }
  const age = formatAge(secondsSince(desired.since, now), t);
  const ofVersion = t('say.driftVersion', {
    live: String(live.version),
    desired: String(desired.version),
  });
  if (isRollingOut(deployment, now)) {
    return [
      {
        ...{ kind: 'progressing', tone: 'accent', icon: 'running' },
        word: t('state.rollingOut'),
        line: t('say.driftFor', { age, cause: ofVersion }),
      },
    ];
  }
  const cause = sync.message ?? (version ? ofVersion : t('say.driftOther'));
  return [
    {
      kind: 'drift',
      tone: 'warning',
      icon: 'compare',
      word: t('state.drift'),
      line: version ? t('say.driftFor', { age, cause }) : cause,
    },
  ];
}

function operationState({ deployment, now, t }: Subject): DeploymentState[] {
  const { operation, lastOperation } = deployment;
  if (operation) {
    const { toVersion, step, steps, requestedAt } = operation;
    return [
      {
        kind: 'operation',
        tone: 'accent',
        icon: 'running',
        word: describeOperation(operation, t).word,
        line: t('say.step', {
          version: toVersion,
          step: String(step),
          steps: String(steps),
          age: formatAge(secondsSince(requestedAt, now), t),
        }),
      },
    ];
  }
  if (
    !lastOperation ||
    !isOperationEnded(lastOperation.state) ||
    isPassedOver(deployment)
  ) {
    return [];
  }
  const end = describeOperation(lastOperation, t);
  // A good end is visible in what runs; a bad one must not be missed.
  return end.tone === 'ok' || end.tone === 'idle'
    ? []
    : [{ kind: 'ended', ...end, line: lastOperation.message }];
}

function pinStates({ deployment, now, t }: Subject): DeploymentState[] {
  const states: DeploymentState[] = [];
  const { hold } = deployment;
  if (hold) {
    const words = {
      version: hold.version,
      who: shortName(hold.by),
      reason: hold.reason,
    };
    states.push({
      kind: 'held',
      tone: 'accent',
      icon: 'pause',
      word: t('state.held'),
      line: hold.until
        ? t('say.heldUntil', { ...words, until: formatMoment(hold.until, now) })
        : t('say.heldAt', words),
    });
  }
  for (const { version, by, reason } of pressingBans(deployment)) {
    states.push({
      kind: 'banned',
      tone: 'idle',
      icon: 'block',
      word: t('state.banned'),
      line: t('say.banned', { version, who: shortName(by), reason }),
    });
  }
  return states;
}

/**
 * All that is true of a deployment, what matters most first. A deployment
 * whose source is silent never says how healthy it is.
 */
export function describeDeployment(
  deployment: SeenDeployment,
  now: number,
  t: DeliveryWords,
): DeploymentState[] {
  const subject = { deployment, now, t };
  const mend: DeploymentState[] = deployment.problems.map(problem => ({
    kind: 'mend',
    tone: 'warning',
    icon: 'problem',
    word: t('state.mend'),
    line: problem.message,
  }));
  const drift = driftState(subject);
  const health = healthStates(subject);
  const rest = [...operationState(subject), ...drift, ...pinStates(subject)];
  if (CALM.has(health[0].kind)) {
    // Healthy goes without saying beside drift or an operation, unknown never.
    const busy = rest.some(s => s.kind !== 'held' && s.kind !== 'banned');
    const shown = busy ? health.filter(s => s.kind !== 'healthy') : health;
    // What must not come back is the least of what a person asks first.
    const bans = rest.filter(s => s.kind === 'banned');
    const first = rest.filter(s => s.kind !== 'banned');
    return [...mend, ...first, ...shown, ...bans];
  }
  const [operations, others] = [
    rest.filter(s => s.kind === 'operation'),
    rest.filter(s => s.kind !== 'operation'),
  ];
  return [...operations, ...health, ...mend, ...others];
}
