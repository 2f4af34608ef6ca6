import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ContractSummary,
  LivePlace,
} from '@slipway/backstage-plugin-contracts-common';

/** What people call an entity. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** As short as it can be said: what is usual is left out. */
export function shortRef(text: string, defaultKind: string): string {
  const match = /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(text);
  if (!match) return text;
  const [, kind, namespace, name] = match;
  const place = namespace === 'default' ? name : `${namespace}/${name}`;
  return kind === defaultKind ? place : `${kind}:${place}`;
}

/** Whether the newest version cannot be read, so that nothing judged it. */
export function isUnreadable({ gaps }: ContractSummary): boolean {
  return gaps.some(({ gap }) => gap === 'unreadable');
}

/** Places in words: tenants of one environment stand together. */
export function describePlaces(places: readonly LivePlace[]): string {
  const environments = [...new Set(places.map(each => each.environment))];
  return environments
    .map(environment => {
      const tenants = places
        .filter(each => each.environment === environment)
        .flatMap(({ tenant }) => tenant ?? []);
      const unique = [...new Set(tenants)];
      return unique.length
        ? `${environment} · ${unique.join(', ')}`
        : environment;
    })
    .join('; ');
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const CLOCK: Intl.DateTimeFormatOptions = {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/** A day as people write it; with the year when it is another one. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const isOther = at.getFullYear() !== now.getFullYear();
  return at.toLocaleDateString('en-GB', {
    ...DAY,
    ...(isOther && { year: 'numeric' }),
  });
}

/** A moment: the time of today, or the day. */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString('en-GB', CLOCK);
  return at.toDateString() === now.toDateString()
    ? `today ${clock}`
    : formatDay(iso, now);
}

/** How long something took. */
export function formatTook(ms: number): string {
  return ms < 950 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
