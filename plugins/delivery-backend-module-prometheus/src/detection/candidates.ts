import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { HealthProfile, RequestMetrics } from '../profiles/HealthProfile';
import type { Matcher } from '../promql/promql';
import { PROMETHEUS_ANNOTATIONS } from '../selection/annotations';
import {
  selectLabels,
  type Selection,
  type SelectionRules,
} from '../selection/selectLabels';

/** A way in which a deployment may be measured. */
export interface Candidate {
  target: HealthTarget;
  profile: HealthProfile;
  selection: Selection;
  /** Absent for a profile that only adds lines. */
  metrics?: RequestMetrics;
}

/** What decides how deployments may be measured. */
export interface CandidateRules extends SelectionRules {
  profiles: readonly HealthProfile[];
}

/**
 * All ways in which a deployment may be measured, the preferred first.
 *
 * @throws InputError when its annotations cannot be read
 */
export function candidatesOf(
  target: HealthTarget,
  rules: CandidateRules,
): Candidate[] {
  const named = target.annotations[PROMETHEUS_ANNOTATIONS.profile];
  return rules.profiles.flatMap(profile => {
    const isChosen = !named || profile.id === named;
    const requests = isChosen ? (profile.requests ?? []) : [];
    if (!requests.length && !profile.lines?.length) {
      return [];
    }
    const selection = selectLabels(profile, target, rules);
    if (!selection) {
      return [];
    }
    const base = { target, profile, selection };
    return [
      ...requests.map(metrics => ({ ...base, metrics })),
      ...(profile.lines?.length ? [base] : []),
    ];
  });
}

/** Which series of its metric count as requests of which the end is known. */
export function classifiedMatchers(metrics: RequestMetrics): Matcher[] {
  return [
    ...(metrics.only ?? []),
    // A summary has the name that a native histogram would have.
    ...(metrics.native ? [{ label: 'quantile', equals: '' }] : []),
    { label: metrics.errors.label, notEquals: '' },
  ];
}
