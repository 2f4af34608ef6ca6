import type {
  CheckResult,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { failureMessage } from '../api/errors';
import type { DeliveryWords } from '../translation';
import type { PreflightRun } from './usePreflight';

/** Id of the row that stands for checks that gave no answer at all. */
export const NO_ANSWER = 'no-answer';

/** Worst first: blocked, could not tell, warning, ok. */
const ORDER = ['block', 'unknown', 'warn', 'ok'] as const;

/** Checks in the order of the screen; equal ones keep the backend's order. */
export function sortChecks(checks: readonly CheckResult[]): CheckResult[] {
  return ORDER.flatMap(status => checks.filter(c => c.status === status));
}

/** The rows to show: no answer is a *could not tell* and never a pass. */
export function shownChecks(
  run: PreflightRun,
  t: DeliveryWords,
): CheckResult[] {
  const silent = run.slow
    ? t('rollback.checksSlow')
    : run.error &&
      t('rollback.checksFailed', { cause: failureMessage(run.error) });
  if (!silent) {
    return sortChecks(run.value?.checks ?? []);
  }
  return [
    {
      id: NO_ANSWER,
      title: t('rollback.checks'),
      status: 'unknown',
      message: silent,
      tookMs: 0,
    },
  ];
}

/** All that decides whether the button works. */
export interface GateInput {
  target?: string;
  unusable?: string;
  reason: string;
  checks: readonly CheckResult[];
  waiting: boolean;
  accepted: ReadonlySet<string>;
  current?: Preflight['current'];
  loadingVersions: boolean;
}

/** Why the button does not work, in words; undefined when it does. */
export function gate(input: GateInput, t: DeliveryWords): string | undefined {
  const { target, checks, accepted } = input;
  if (!target) {
    return input.loadingVersions
      ? t('rollback.loadingVersions')
      : t('rollback.noTarget');
  }
  if (input.unusable) {
    return t('rollback.blocked', { reason: input.unusable });
  }
  if (input.current) {
    return t('rollback.changedTitle');
  }
  if (input.waiting) {
    return t('rollback.waiting');
  }
  const block = checks.find(check => check.status === 'block');
  if (block) {
    const reason = `${block.title}. ${block.message}`;
    return t('rollback.blocked', { reason });
  }
  if (checks.some(c => c.status === 'unknown' && !accepted.has(c.id))) {
    return t('rollback.mustAccept');
  }
  return input.reason ? undefined : t('rollback.reasonMissing');
}
