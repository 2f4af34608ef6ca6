import { boolean, list, object, oneOf, ref, string, time } from './shapes';

const number = { type: 'number' } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;
const values = list({ type: 'number', nullable: true });
const link = object({ title: string, url: string });

/** JSON Schemas of measured health; see the types of the same names in delivery-common. */
export const health = {
  HealthWindow: object(
    {
      ...{ from: time, to: time, rate: number },
      ...{ requests: number, errors: number },
    },
    { errorRatio: share, p50: number, p95: number, p99: number },
  ),
  FigureComparison: object(
    { result: oneOf('worse', 'better', 'same', 'unknown'), message: string },
    { pValue: share },
  ),
  DeployComparison: object(
    {
      ...{ deploymentId: string, version: string, at: time },
      errors: ref('FigureComparison'),
      latency: ref('FigureComparison'),
      traffic: ref('FigureComparison'),
      errorLimit: share,
      verdict: oneOf('burning', 'clean', 'unknown'),
      ...{ message: string, final: boolean, measuredAt: time },
    },
    {
      ...{ versionBefore: string, commit: string },
      before: ref('HealthWindow'),
      after: ref('HealthWindow'),
    },
  ),
  BurnRate: object(
    {
      ...{ longWindow: number, shortWindow: number, factor: number },
      severity: oneOf('page', 'ticket'),
      firing: boolean,
    },
    { long: number, short: number },
  ),
  SloState: object(
    {
      ...{ name: string, objective: share, period: number, declaredBy: string },
      kind: oneOf('availability', 'latency'),
      burnRates: list(ref('BurnRate')),
    },
    {
      ...{ thresholdSeconds: number, budgetLeft: number, requests: number },
      ...{ covered: share, burn: number, exhaustedIn: number, message: string },
    },
  ),
  HealthAlert: object(
    {
      name: string,
      state: oneOf('pending', 'firing'),
      labels: { type: 'object', additionalProperties: string },
    },
    {
      ...{ severity: string, since: time, summary: string, url: string },
      silencedBy: object({ by: string, until: time, comment: string }),
    },
  ),
  DeploymentHealth: object(
    {
      deploymentId: string,
      status: oneOf(
        ...['burning', 'over-limit', 'healthy', 'no-traffic'],
        ...['too-few', 'not-measured', 'silent'],
      ),
      ...{ message: string, errorLimit: share, simulated: boolean },
      slos: list(ref('SloState')),
      alerts: list(ref('HealthAlert')),
      problems: list(string),
    },
    {
      symptom: oneOf('failing', 'slow'),
      ...{ source: string, profile: string, version: string },
      ...{ measuredAt: time, since: time, silentSince: time },
      now: ref('HealthWindow'),
      before: ref('HealthWindow'),
      errors: ref('FigureComparison'),
      latency: ref('FigureComparison'),
      sparkline: object({ from: number, step: number, values }),
    },
  ),
  SeriesGroup: object({
    ...{ id: string, title: string },
    unit: oneOf('perSecond', 'ratio', 'seconds', 'count', 'bytes', 'cores'),
    lines: list(object({ id: string, title: string, values })),
  }),
  DeploymentHealthDetails: object(
    {
      health: ref('DeploymentHealth'),
      ...{ from: time, to: time },
      markers: list(
        object(
          { at: time, version: string, kind: oneOf('deploy', 'rollback') },
          { versionBefore: string, commit: string },
        ),
      ),
      comparisons: list(ref('DeployComparison')),
      links: list(link),
    },
    {
      series: object({
        times: list(number),
        step: number,
        groups: list(ref('SeriesGroup')),
        warnings: list(string),
      }),
      seriesProblem: string,
    },
  ),
};
