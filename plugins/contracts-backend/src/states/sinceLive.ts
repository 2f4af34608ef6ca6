import type { VersionJudgement } from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow, VersionRow } from '../database/rows';
import { toVersioned } from '../judge/deprecations';
import { type Landscape, stagesOf } from '../landscape/Landscape';
import { providersOf } from '../landscape/landscapeIndex';
import { byPrecedence } from '../policy/versions';
import type { VersionJudge } from '../versions/VersionJudge';
import { judgementOf } from './summarizeContract';

/** The version of a contract that those nearest to customers have; of several the oldest. */
export function nearestToCustomers(
  contract: ContractRow,
  landscape: Landscape,
): VersionRow | undefined {
  const live = providersOf(contract).flatMap(ref => landscape.liveOf(ref));
  const order = stagesOf(landscape);
  const stages = live.map(row => order.indexOf(row.environment));
  const last = Math.max(-1, ...stages);
  const rows = live
    .filter((_, index) => last >= 0 && stages[index] === last)
    .flatMap(
      ({ component_ref: entityRef, version }) =>
        landscape.releasedBy({ entityRef, version }, contract.entity_ref) ?? [],
    );
  return rows.sort((a, b) => byPrecedence(toVersioned(a), toVersioned(b)))[0];
}

/**
 * The judgement of the newest version. One that fits the version before it may
 * still not fit what customers have, when that one never went live; then that
 * counts.
 */
export async function judgementSinceLive(
  contract: ContractRow,
  latest: VersionRow | undefined,
  landscape: Landscape,
  judge: Pick<VersionJudge, 'between'>,
): Promise<VersionJudgement | undefined> {
  const step = latest && judgementOf(latest);
  if (!latest || !step?.fits) return step;
  const live = nearestToCustomers(contract, landscape);
  const isOlder =
    live && byPrecedence(toVersioned(live), toVersioned(latest)) < 0;
  if (!isOlder || live.version === step.baseline) return step;
  const whole = await judge.between(live, latest);
  return whole.fits ? step : whole;
}
