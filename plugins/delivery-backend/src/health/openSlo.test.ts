import { readOpenSlo } from './openSlo';

const AVAILABILITY = `
apiVersion: openslo/v1
kind: SLO
metadata:
  name: payments-availability
  displayName: Payments answer
spec:
  service: payments
  budgetingMethod: Occurrences
  indicator:
    metadata: { name: ratio }
    spec:
      ratioMetric:
        good: { metricSource: { type: Prometheus, spec: { query: 'evil()' } } }
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.995
`;

it('reads target, window and name, and runs no query of the file', () => {
  expect(readOpenSlo(AVAILABILITY)).toEqual([
    {
      ...{ name: 'Payments answer', kind: 'availability', objective: 0.995 },
      ...{ period: 28 * 86_400, declaredBy: 'openslo' },
      thresholdSeconds: undefined,
    },
  ]);
});

it('reads thresholds, percentages, and several objectives', () => {
  const text = AVAILABILITY.replace(
    '    - target: 0.995\n',
    `    - displayName: fast
      op: lte
      value: 0.3
      targetPercent: 99
    - displayName: not slow
      op: lt
      value: 1500ms
      target: 0.999
`,
  );
  expect(readOpenSlo(text)).toMatchObject([
    { name: 'fast', kind: 'latency', objective: 0.99, thresholdSeconds: 0.3 },
    { name: 'not slow', objective: 0.999, thresholdSeconds: 1.5 },
  ]);
});

it('passes over other documents of the file', () => {
  const service =
    'apiVersion: openslo/v1\nkind: Service\nmetadata: {name: x}\n';
  expect(readOpenSlo(`${service}---\n${AVAILABILITY}---\n`)).toHaveLength(1);
  expect(readOpenSlo('')).toEqual([]);
});

it.each([
  [AVAILABILITY.replace('openslo/v1', 'openslo/v2alpha'), 'apiVersion'],
  [AVAILABILITY.replace('0.995', 'often'), 'spec.objectives.0.target'],
  [AVAILABILITY.replace('0.995', '1'), 'between 0 and 100 %'],
  [AVAILABILITY.replace('    - target: 0.995\n', '    - value: 1\n'), '100 %'],
  [AVAILABILITY.replace('28d', '1M'), "time window '1M'"],
  [AVAILABILITY.replace('28d', '365d'), 'between an hour and 90 days'],
  [AVAILABILITY.replace('kind: SLO', 'kind: SLO\nkind: SLO'), 'duplicated'],
])('refuses what is wrong with the place of it', (text, message) => {
  expect(() => readOpenSlo(text)).toThrow(message);
});
