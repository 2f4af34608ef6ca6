import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { placeOf } from '../state/place';
import { useWords, type DeliveryWords } from '../translation';
import { useLaneStyles } from './laneStyles';

/** Places that are named before the rest is counted. */
const MOST_PLACES = 3;

/** One reason why nothing can be rolled back, said once for all its places. */
export interface Refusal {
  reason: string;
  /** Id of the element that says it. */
  id: string;
  text: string;
}

/** Why the deployment cannot be rolled back now, in words. */
export function rollbackRefusal(
  deployment: Deployment,
  noVersion: string,
): string | undefined {
  const { can, desired } = deployment;
  if (!can.rollback.allowed) {
    return can.rollback.reason ?? noVersion;
  }
  return desired.version === undefined ? noVersion : undefined;
}

function inPlaces(
  reason: string,
  refused: readonly Deployment[],
  t: DeliveryWords,
): string {
  const places = refused
    .slice(0, MOST_PLACES)
    .map(deployment => placeOf(deployment, t))
    .join(', ');
  const more = refused.length - MOST_PLACES;
  return more > 0
    ? t('lanes.refusedInMore', { places, n: String(more), reason })
    : t('lanes.refusedIn', { places, reason });
}

/** Reasons by the deployments that have them, in the order of the lanes. */
export function useRefusals(deployments: readonly Deployment[]): Refusal[] {
  const t = useWords();
  const id = useId();
  const byReason = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    const reason = rollbackRefusal(deployment, t('lanes.gitHasNone'));
    if (reason) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), deployment]);
    }
  }
  return [...byReason].map(([reason, refused], index) => ({
    reason,
    id: `${id}-${index}`,
    text:
      refused.length === deployments.length
        ? reason
        : inPlaces(reason, refused, t),
  }));
}

/** Above the lanes, so that no lane has to make room for it. */
export function Refusals(props: { refusals: readonly Refusal[] }) {
  const classes = useLaneStyles();
  return (
    <>
      {props.refusals.map(({ id, text }) => (
        <p key={id} id={id} className={classes.refusal}>
          {text}
        </p>
      ))}
    </>
  );
}
