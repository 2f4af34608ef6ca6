import type { UsualTime } from '@slipway/backstage-plugin-delivery-common';
import type { CallOptions } from '../clients/PluginClient';
import type { ScaffolderClient } from '../clients/ScaffolderClient';

const LOOKED_AT = 50;
const MOST_RUNS = 5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How long the newest runs of a template took; undefined when there are none. */
export async function usualTimeOf(
  templateRef: string,
  scaffolder: Pick<ScaffolderClient, 'completed' | 'events'>,
  options: CallOptions,
): Promise<UsualTime | undefined> {
  const tasks = await scaffolder.completed(LOOKED_AT, options);
  const own = tasks
    .filter(({ spec }) => spec?.templateInfo?.entityRef === templateRef)
    .slice(0, MOST_RUNS);
  const lengths = await Promise.all(
    own.map(async ({ id, createdAt }) => {
      const events = await scaffolder.events(id, options);
      const end = events.findLast(({ type }) => type === 'completion');
      return end ? Date.parse(end.createdAt) - Date.parse(createdAt) : NaN;
    }),
  );
  const known = lengths.filter(length => length >= 0);
  return known.length
    ? { seconds: Math.round(median(known) / 1000), runs: known.length }
    : undefined;
}
