import type { HealthSeries } from '@slipway/backstage-plugin-delivery-common';
import type {
  CountsRequest,
  HealthReading,
  HealthSource,
  HealthSpan,
  HealthTarget,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';

/** How a service answers at a moment; undefined when nothing is measured. */
export interface Behaviour {
  perSecond: number;
  errorRatio: number;
  /** Seconds; every request takes so long. */
  latency?: number;
}

/** How a deployment behaves at a Unix time in seconds. */
export type Script = (at: number) => Behaviour | undefined;

const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, Infinity];
const HOUR = 3600;

function countsOf(script: Script, from: number, to: number) {
  // The behaviour in the middle stands for a part; parts are short.
  const behaviour = script((from + to) / 2);
  if (!behaviour) {
    return undefined;
  }
  const { perSecond, errorRatio, latency } = behaviour;
  const requests = perSecond * (to - from);
  const buckets =
    latency === undefined
      ? undefined
      : BOUNDS.map(le => ({ le, count: latency <= le ? requests : 0 }));
  return { requests, errors: requests * errorRatio, buckets };
}

/** A source of health that a test writes the behaviour of. */
export class ScriptedHealthSource implements HealthSource {
  readonly id = 'scripted:1';
  readonly title = 'Scripted';
  readonly simulated = false;
  /** By component; the rest is not measured. */
  readonly scripts = new Map<string, Script>();
  /** Sentence with which every call fails, when there is one. */
  failure: string | undefined;
  /** What was asked, in order. */
  readonly calls: string[] = [];
  /** Alerts of a component. */
  readonly alerts = new Map<string, HealthReading['alerts']>();

  claims(target: HealthTarget): boolean {
    return target.component !== 'unclaimed';
  }

  #called(what: string) {
    this.calls.push(what);
    if (this.failure) {
      throw new Error(this.failure);
    }
  }

  async survey(targets: readonly HealthTarget[]) {
    this.#called('survey');
    const now = Math.floor(Date.now() / 1000);
    const readings = new Map<string, HealthReading>();
    for (const { component, deploymentId } of targets) {
      const script = this.scripts.get(component);
      if (script) {
        readings.set(deploymentId, {
          profile: 'scripted',
          hour: countsOf(script, now - HOUR, now),
          fiveMinutes: countsOf(script, now - 300, now),
          alerts: this.alerts.get(component) ?? [],
          slos: [],
        });
      }
    }
    return readings;
  }

  async counts(requests: readonly CountsRequest[]) {
    this.#called(`counts ${requests.length}`);
    return requests.map(({ target, span }) => this.#parts(target, span));
  }

  #parts(
    { component }: HealthTarget,
    { from, to, parts }: HealthSpan,
  ): (RequestCounts | undefined)[] {
    const script = this.scripts.get(component);
    const length = (to - from) / parts;
    return Array.from({ length: parts }, (_, index) => {
      const start = from + index * length;
      return script && countsOf(script, start, start + length);
    });
  }

  async series(
    target: HealthTarget,
    { from, to, step }: { from: number; to: number; step: number },
  ): Promise<HealthSeries> {
    this.#called(`series ${target.component}`);
    const times: number[] = [];
    for (let at = from; at <= to; at += step) {
      times.push(at);
    }
    const script = this.scripts.get(target.component);
    const values = times.map(at => script?.(at)?.errorRatio ?? null);
    const lines = [{ id: 'errors', title: 'Failed', values }];
    return {
      ...{ times, step, warnings: [] },
      groups: [
        { id: 'errors', title: 'Failed requests', unit: 'ratio', lines },
      ],
    };
  }

  links() {
    return [{ title: 'Scripted', url: 'https://metrics.example.org/' }];
  }
}
