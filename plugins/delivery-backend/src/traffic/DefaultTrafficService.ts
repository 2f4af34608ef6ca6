import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Calls,
  CallsResponse,
  CallsSource,
  WatchedComponent,
} from '@slipway/backstage-plugin-delivery-common';
import type { TrafficSource } from '@slipway/backstage-plugin-delivery-node';
import type { CallsReadRow, CallsWatchedRow } from '../database/rows';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import { type CallStore, dayOf, type SummedCalls } from './CallStore';

/** What the service works with. */
export interface TrafficServiceOptions {
  sources: readonly TrafficSource[];
  store: CallStore;
  authorizer: EntityAuthorizer;
}

const DAY = 24 * 3600;
const RECENT_DAYS = 7;

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** One pair may be seen by several sources, each of other clusters. */
function toCalls(sums: readonly SummedCalls[]): Calls[] {
  const pairs = new Map<string, SummedCalls>();
  for (const sum of sums) {
    const key = `${sum.from_ref} ${sum.to_ref}`;
    const known = pairs.get(key);
    pairs.set(key, {
      ...sum,
      requests: sum.requests + (known?.requests ?? 0),
      last_hour: Math.max(sum.last_hour, known?.last_hour ?? 0),
    });
  }
  return [...pairs.values()]
    .map(({ from_ref, to_ref, requests, last_hour }) => ({
      ...(from_ref && { from: from_ref }),
      ...{ to: to_ref, requests, lastCallAt: instant(last_hour) },
    }))
    .sort((a, b) => b.requests - a.requests);
}

function toWatched(rows: readonly CallsWatchedRow[]): WatchedComponent[] {
  const refs = [...new Set(rows.map(({ entity_ref }) => entity_ref))].sort();
  return refs.map(entityRef => {
    const own = rows.filter(({ entity_ref }) => entity_ref === entityRef);
    return {
      entityRef,
      since: instant(Math.min(...own.map(({ since }) => since))),
      until: instant(Math.max(...own.map(({ until }) => until))),
    };
  });
}

function toSource(
  { id, title, simulated }: TrafficSource,
  read: CallsReadRow | undefined,
): CallsSource {
  return {
    ...{ id, title, simulated },
    ...(read?.until && { readUntil: instant(read.until) }),
    ...(read?.problem && { problem: read.problem }),
  };
}

/** Answers who called whom, from the database alone. */
export class DefaultTrafficService {
  readonly #options: TrafficServiceOptions;

  private constructor(options: TrafficServiceOptions) {
    this.#options = options;
  }

  static create(options: TrafficServiceOptions) {
    return new DefaultTrafficService(options);
  }

  /** Calls both of whose ends the caller may see. */
  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<CallsResponse> {
    const { sources, store, authorizer } = this.#options;
    const recent = dayOf(Date.now() / 1000 - (RECENT_DAYS - 1) * DAY);
    const [sums, rows, readings] = await Promise.all([
      store.sums(recent),
      store.watched(),
      store.readings(),
    ]);
    const items = toCalls(sums);
    const watched = toWatched(rows);
    const refs = [
      ...items.flatMap(({ from, to }) => (from ? [from, to] : [to])),
      ...watched.map(({ entityRef }) => entityRef),
    ];
    const all = await authorizer.readsAll(credentials);
    const readable = all
      ? new Set(refs)
      : await authorizer.readable(refs, credentials);
    return {
      items: items.filter(
        ({ from, to }) => readable.has(to) && (!from || readable.has(from)),
      ),
      watched: watched.filter(({ entityRef }) => readable.has(entityRef)),
      sources: sources.map(each => toSource(each, readings.get(each.id))),
    };
  }
}
