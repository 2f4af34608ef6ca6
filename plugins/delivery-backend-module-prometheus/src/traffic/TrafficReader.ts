import type {
  HealthTarget,
  ObservedCalls,
  SeenComponent,
  TrafficReading,
} from '@slipway/backstage-plugin-delivery-node';
import type { Series } from '../client/answers';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { builtinCallProfiles } from './builtinCallProfiles';
import type { CallProfile } from './CallProfile';
import { callsQuery, HOUR } from './callsQuery';
import { WorkloadIndex } from './WorkloadIndex';

/** Whole hours in Unix seconds. */
export interface Hours {
  from: number;
  to: number;
}

interface ProfileReading {
  calls: ObservedCalls[];
  watched: SeenComponent[];
}

function pairOf({ from, to }: ObservedCalls): string {
  return `${from ?? ''} ${to}`;
}

/** Reads the calls that one server counted. */
export class TrafficReader {
  readonly #access: ServerAccess;

  private constructor(access: ServerAccess) {
    this.#access = access;
  }

  static create(access: ServerAccess) {
    return new TrafficReader(access);
  }

  async read(
    targets: readonly HealthTarget[],
    hours: Hours,
    asker: Asker,
  ): Promise<TrafficReading> {
    // Who asks again at once must not share the end of a question of before.
    const settled = await Promise.allSettled(
      builtinCallProfiles().map(profile =>
        this.#profile(profile, targets, hours, asker),
      ),
    );
    const failed = settled.find(
      (each): each is PromiseRejectedResult => each.status === 'rejected',
    );
    if (failed) throw failed.reason;
    const readings = settled.flatMap(each =>
      each.status === 'fulfilled' ? [each.value] : [],
    );
    const calls: ObservedCalls[] = [];
    const pairs = new Set<string>();
    for (const reading of readings) {
      // A mesh and a tracer count the same requests.
      const added = reading.calls.filter(each => !pairs.has(pairOf(each)));
      added.forEach(each => pairs.add(pairOf(each)));
      calls.push(...added);
    }
    return {
      calls,
      watched: joinSeen(readings.flatMap(({ watched }) => watched)),
    };
  }

  async #profile(
    profile: CallProfile,
    targets: readonly HealthTarget[],
    { from, to }: Hours,
    asker: Asker,
  ): Promise<ProfileReading> {
    const callers = profile.caller && WorkloadIndex.of(profile.caller, targets);
    const called = WorkloadIndex.of(profile.called, targets);
    // A point tells of the hour before it.
    const range = { from: from + HOUR, to, step: HOUR };
    const { series } = await this.#access.wholeOver(
      callsQuery(profile),
      range,
      asker,
    );
    const sums = new Map<string, ObservedCalls>();
    const watched: SeenComponent[] = [];
    for (const each of series) {
      const ends = {
        from: callers?.find(each.labels),
        to: called.find(each.labels),
      };
      if (callers) {
        const seen = [ends.from, ends.to].filter(ref => ref !== undefined);
        watched.push(...seen.map(ref => seenIn(ref, each)));
      }
      if (ends.to && ends.from !== ends.to) {
        addUp(sums, { from: ends.from, to: ends.to }, each);
      }
    }
    return { calls: [...sums.values()], watched: joinSeen(watched) };
  }
}

/** Series that differ in the deployment of one component are one. */
function addUp(
  sums: Map<string, ObservedCalls>,
  ends: Pick<ObservedCalls, 'from' | 'to'>,
  { points }: Series,
): void {
  for (const { time, value } of points) {
    const hour = time - HOUR;
    const key = `${pairOf({ ...ends, hour, requests: 0 })} ${hour}`;
    const known = sums.get(key);
    if (known) {
      known.requests += value;
    } else {
      sums.set(key, {
        ...(ends.from && { from: ends.from }),
        ...{ to: ends.to, hour, requests: value },
      });
    }
  }
}

function seenIn(entityRef: string, { points }: Series): SeenComponent {
  const times = points.map(({ time }) => time);
  return {
    entityRef,
    ...{ from: Math.min(...times) - HOUR, to: Math.max(...times) },
  };
}

/** One entry for each component, from its first time to its last. */
export function joinSeen(all: readonly SeenComponent[]): SeenComponent[] {
  const byRef = new Map<string, SeenComponent>();
  for (const each of all) {
    const known = byRef.get(each.entityRef) ?? each;
    byRef.set(each.entityRef, {
      ...each,
      from: Math.min(known.from, each.from),
      to: Math.max(known.to, each.to),
    });
  }
  return [...byRef.values()];
}
