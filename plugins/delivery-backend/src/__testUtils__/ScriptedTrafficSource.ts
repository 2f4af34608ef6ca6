import type {
  HealthTarget,
  TrafficReading,
  TrafficSource,
} from '@slipway/backstage-plugin-delivery-node';

const HOUR = 3600;

/** Counts what a test says, in each hour it is asked for. */
export class ScriptedTrafficSource implements TrafficSource {
  readonly title: string;
  readonly simulated = true;
  /** Pairs of components; an empty caller is outside. */
  readonly pairs: [from: string, to: string, perHour: number][] = [];
  readonly asked: { from: number; to: number; targets: string[] }[] = [];
  fails?: string;

  constructor(readonly id = 'scripted:one') {
    this.title = `Source ${id}`;
  }

  claims(_target: HealthTarget): boolean {
    return true;
  }

  async calls(
    targets: readonly HealthTarget[],
    { from, to }: { from: number; to: number },
  ): Promise<TrafficReading> {
    if (this.fails) throw new Error(this.fails);
    const components = targets.map(({ component }) => component);
    this.asked.push({ from, to, targets: components });
    const count = (to - from) / HOUR;
    const hours = Array.from({ length: count }, (_, at) => from + at * HOUR);
    const ref = (name: string) => `component:default/${name}`;
    return {
      calls: this.pairs.flatMap(([caller, called, requests]) =>
        hours.map(hour => ({
          ...(caller && { from: ref(caller) }),
          ...{ to: ref(called), hour, requests },
        })),
      ),
      watched: this.pairs.flatMap(([caller, called]) =>
        caller
          ? [caller, called].map(name => ({ entityRef: ref(name), from, to }))
          : [],
      ),
    };
  }
}
