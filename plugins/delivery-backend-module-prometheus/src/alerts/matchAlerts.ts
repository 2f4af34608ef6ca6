import type { HealthAlert } from '@slipway/backstage-plugin-delivery-common';
import type { Candidate } from '../detection/candidates';
import type { Detected } from '../detection/ProfileDetector';
import { parseLabels, PROMETHEUS_ANNOTATIONS } from '../selection/annotations';
import { groupBySelection } from '../selection/SelectionGroup';
import { agreement } from '../selection/selectLabels';
import type { ActiveAlert } from './activeAlerts';
import type { SilenceOf } from './silences';

/** What an alert is told with. */
export interface MatchAlertsOptions {
  silenceOf: SilenceOf;
  /** Address of a query for people. */
  urlOf(query: string): string | undefined;
}

/** Sorts the alerts of a server by deployment. */
export function matchAlerts(
  alerts: readonly ActiveAlert[],
  deployments: readonly Detected[],
  options: MatchAlertsOptions,
): Map<string, HealthAlert[]> {
  const found = new Map<string, Set<ActiveAlert>>();
  const add = (id: string, alert: ActiveAlert) =>
    found.set(id, (found.get(id) ?? new Set()).add(alert));
  const groups = groupBySelection(
    deployments.filter(each => !isNamed(each)).flatMap(distinctCandidates),
    ({ selection }) => selection,
    () => '',
  );
  for (const alert of alerts) {
    for (const { group } of groups) {
      for (const { target } of group.find(alert.labels)) {
        add(target.deploymentId, alert);
      }
    }
  }
  for (const deployment of deployments.filter(isNamed)) {
    for (const alert of alerts.filter(each => isWanted(each, deployment))) {
      add(deployment.target.deploymentId, alert);
    }
  }
  return new Map(
    [...found].map(([id, some]) => [
      id,
      [...some].map(alert => toHealthAlert(alert, options)),
    ]),
  );
}

function isNamed({ target }: Detected): boolean {
  return !!target.annotations[PROMETHEUS_ANNOTATIONS.alert];
}

/** Several ways to measure by the same labels are one way to find alerts. */
function distinctCandidates({ candidates }: Detected): Candidate[] {
  const byLabels = new Map(
    candidates.map(candidate => [
      JSON.stringify(candidate.selection),
      candidate,
    ]),
  );
  return [...byLabels.values()];
}

/** Alerts that an annotation names, unless they are of another environment. */
function isWanted(
  alert: ActiveAlert,
  { target, requests, candidates }: Detected,
): boolean {
  const { alert: key, labels: labelsKey } = PROMETHEUS_ANNOTATIONS;
  const names = target.annotations[key].split(',').map(name => name.trim());
  if (!names.includes('all') && !names.includes(alert.name)) {
    return false;
  }
  const wanted = parseLabels(target.annotations[labelsKey] ?? '');
  const hasLabels = Object.entries(wanted).every(
    ([name, value]) => alert.labels[name] === value,
  );
  const selection = (requests ?? candidates[0])?.selection ?? [];
  return hasLabels && !agreement(selection, alert.labels).contradicts;
}

function toHealthAlert(
  alert: ActiveAlert,
  { silenceOf, urlOf }: MatchAlertsOptions,
): HealthAlert {
  const { name, state, labels, annotations, activeAt, query } = alert;
  const since = activeAt === undefined ? NaN : Date.parse(activeAt);
  return {
    ...{ name, state, labels },
    severity: labels.severity,
    since: Number.isNaN(since) ? undefined : new Date(since).toISOString(),
    summary:
      annotations.summary ?? annotations.message ?? annotations.description,
    silencedBy: silenceOf(alert),
    url: query && urlOf(query),
  };
}
