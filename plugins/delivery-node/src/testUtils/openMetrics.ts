/**
 * One series of the past: its value by Unix time in seconds, or undefined
 * where it has none.
 *
 * @public
 */
export interface PastSeries {
  name: string;
  labels: Record<string, string>;
  valueAt(time: number): number | undefined;
}

/** A span of the past, in Unix seconds. @public */
export interface PastSpan {
  from: number;
  to: number;
  step: number;
}

/** Writes series of the past as OpenMetrics text, for {@link startPrometheus}. @public */
export function openMetrics(
  series: readonly PastSeries[],
  { from, to, step }: PastSpan,
): string {
  const lines: string[] = [];
  for (const { name, labels, valueAt } of series) {
    const pairs = Object.entries(labels)
      .map(([label, value]) => `${label}="${escapeLabel(value)}"`)
      .join(',');
    for (let time = from; time <= to; time += step) {
      const value = valueAt(time);
      if (value !== undefined) {
        lines.push(`${name}{${pairs}} ${value} ${time}`);
      }
    }
  }
  return [...lines, '# EOF', ''].join('\n');
}

function escapeLabel(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
}
