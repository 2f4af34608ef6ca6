import {
  type CheckResult,
  type CheckStatus,
  type Upgrade,
  type UpgradeItem,
  type UpgradeItemState,
  type UpgradeRequest,
  type UpgradeState,
  type UpgradeVersion,
  isUpgradeEnded,
} from '@slipway/backstage-plugin-delivery-common';
import { visibleChecks } from '../operations/visibleChecks';
import { currentWave } from './currentWave';
import type { UpgradeItemRow, UpgradeRow } from './rows';
import { startOf } from './startOf';

/** Where an item's deployment is. */
export interface ItemPlace {
  component: string;
  environment: string;
  tenant?: string;
}

/** Who looks, and what may be seen and done. */
export interface UpgradeViewer {
  /** Entities that may be seen. */
  readable: ReadonlySet<string>;
  /** Entities that may be changed. */
  updatable: ReadonlySet<string>;
}

const ORDER: CheckStatus[] = ['block', 'unknown', 'warn', 'ok'];

export function placeOf(row: UpgradeItemRow): ItemPlace {
  return JSON.parse(row.place) as ItemPlace;
}

/** The answers of the checks, worst first. */
export function checksOf(row: UpgradeItemRow): CheckResult[] {
  const checks = JSON.parse(row.checks) as CheckResult[];
  return checks.sort(
    (one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status),
  );
}

function toItem(
  row: UpgradeItemRow,
  readable: ReadonlySet<string>,
): UpgradeItem {
  const checks = visibleChecks(checksOf(row), readable);
  const [first] = checks;
  return {
    ...{ deploymentId: row.deployment_id, entityRef: row.entity_ref },
    ...placeOf(row),
    ...{ fromVersion: row.from_version, toVersion: row.to_version },
    state: row.state as UpgradeItemState,
    // The words of a check may name what the viewer may not see.
    message: row.state === 'blocked' ? whyBlocked(first, row) : row.message,
    checks,
    ...(row.soaking_since && { soakingSince: row.soaking_since }),
    ...(row.operation_id && { operationId: row.operation_id }),
  };
}

function whyBlocked(
  first: CheckResult | undefined,
  { message }: UpgradeItemRow,
): string {
  if (first?.status === 'block') return first.message;
  return first?.status === 'unknown'
    ? `Could not tell: ${first.message}`
    : message;
}

/** An upgrade as the API gives it. */
export function toUpgrade(
  row: UpgradeRow,
  items: UpgradeItemRow[],
  { readable, updatable }: UpgradeViewer,
): Upgrade {
  const state = row.state as UpgradeState;
  const { reason, versionsLetPass } = JSON.parse(row.request) as UpgradeRequest;
  const startsAt = startOf(row);
  const seen = items.filter(item => readable.has(item.entity_ref));
  const waves = [...new Set(items.map(({ wave }) => wave))].sort(
    (one, other) => one - other,
  );
  const mayAct = items.every(item => updatable.has(item.entity_ref));
  const isOpen = mayAct && !isUpgradeEnded(state);
  const [current] = currentWave(items);
  const isHidden = seen.length < items.length;
  return {
    ...{ id: row.id, state, reason },
    ...{ requestedBy: row.requested_by, requestedAt: row.requested_at },
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(state === 'planned' && startsAt && { startsAt }),
    soakSeconds: row.soak_seconds,
    accepted: JSON.parse(row.accepted) as string[],
    ...(versionsLetPass && {
      versionsLetPass: ofSeen(versionsLetPass, seen),
    }),
    message: isHidden ? hiddenMessage(state) : row.message,
    wave: current ? current.wave + 1 : waves.length,
    waves: waves.map(wave => ({
      items: seen
        .filter(item => item.wave === wave)
        .map(item => toItem(item, readable)),
    })),
    hidden: items.length - seen.length,
    can: {
      start: isOpen && (state === 'planned' || state === 'stopped'),
      stop: isOpen && state === 'running',
      abandon: isOpen && state !== 'running',
    },
  };
}

/** Of what the viewer may not see not even the name is told. */
function ofSeen(
  versions: readonly UpgradeVersion[],
  seen: readonly UpgradeItemRow[],
): UpgradeVersion[] {
  const components = new Set(seen.map(item => placeOf(item).component));
  return versions.filter(({ component }) => components.has(component));
}

/** The sentence of the whole may be about what the viewer may not see. */
function hiddenMessage(state: UpgradeState): string {
  return `It is ${state}; part of it is of services that you may not see.`;
}
