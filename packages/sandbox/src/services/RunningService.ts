import type { SandboxCluster } from '../reconcile/places';
import type { SimulatedApplication } from '../reconcile/SimulatedWorkload';
import type { Place, Tenant } from '../story/services';
import { behaviourOf, type Behaviour } from './behaviours';
import { callsOf } from './calls';

const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Share that is slower than the 95th percentile. */
const TAIL = 0.05;

/** What one service has answered since the sandbox began; parts of requests count. */
interface Counters {
  ok: number;
  failed: number;
  all: number;
  seconds: number;
  buckets: number[];
}

/** A service as it answers, by the versions of the pods that serve. */
export class RunningService {
  readonly #application: SimulatedApplication;
  readonly #cluster: SandboxCluster;
  readonly #byVersion = new Map<string, Counters>();
  /** For how long at least one of its pods served. */
  #servedSeconds = 0;
  #advancedAt: number;

  constructor(
    application: SimulatedApplication,
    cluster: SandboxCluster,
    now: Date,
  ) {
    this.#application = application;
    this.#cluster = cluster;
    this.#advancedAt = now.getTime();
  }

  isOf(application: SimulatedApplication): boolean {
    return this.#application === application;
  }

  /** Answers the requests that have come since the last time. */
  advance(now: Date): void {
    const seconds = Math.max(0, now.getTime() - this.#advancedAt) / 1000;
    this.#advancedAt = now.getTime();
    const images = this.#servingImages();
    this.#servedSeconds += images.length ? seconds : 0;
    for (const image of images) {
      const behaviour = behaviourOf(image, this.#cluster.environment);
      const requests = (behaviour.requestsPerSecond * seconds) / images.length;
      count(this.#countersOf(image), behaviour, requests);
    }
  }

  /** One answer, as a customer or a probe would get it. */
  answer(isProbe: boolean): { status: number; type: string; body: string } {
    const images = this.#servingImages();
    const versions = [...new Set(images.map(tagOf))];
    const isUp = images.length > 0;
    return {
      status: isUp ? 200 : 503,
      type: 'application/json',
      body: `${JSON.stringify({
        service: this.#application.component,
        status: isUp ? 'up' : 'down',
        ...(!isProbe && { versions, simulated: true }),
      })}\n`,
    };
  }

  requestLines(): string[] {
    return [...this.#byVersion].flatMap(([image, { ok, failed }]) => {
      const labels = this.#labels(image);
      return [
        `http_requests_total{${labels},code="200"} ${Math.floor(ok)}`,
        `http_requests_total{${labels},code="500"} ${Math.floor(failed)}`,
      ];
    });
  }

  /** What the proxy of a mesh beside it counts of its own requests; names are Linkerd's. */
  callLines(): string[] {
    const { component, namespace } = this.#application;
    return callsOf(component, placeOf(this.#cluster, namespace)).map(
      ({ to, requestsPerSecond }) => {
        const labels = [
          ...['direction="outbound"', 'classification="success"'],
          ...[`namespace="${namespace}"`, `deployment="${component}"`],
          ...[`dst_namespace="${namespace}"`, `dst_deployment="${to}"`],
          `cluster="${this.#cluster.name}"`,
        ];
        const requests = Math.floor(requestsPerSecond * this.#servedSeconds);
        return `response_total{${labels.join(',')}} ${requests}`;
      },
    );
  }

  durationLines(): string[] {
    const name = 'http_request_duration_seconds';
    return [...this.#byVersion].flatMap(([image, counters]) => {
      const labels = this.#labels(image);
      const all = Math.floor(counters.all);
      // Parts of requests add up to a little more or less, bucket by bucket.
      const within = (requests: number) => Math.min(Math.floor(requests), all);
      return [
        ...BUCKETS.map(
          (bound, index) =>
            `${name}_bucket{${labels},le="${bound}"} ${within(counters.buckets[index])}`,
        ),
        `${name}_bucket{${labels},le="+Inf"} ${all}`,
        `${name}_sum{${labels}} ${counters.seconds.toFixed(3)}`,
        `${name}_count{${labels}} ${all}`,
      ];
    });
  }

  /** A container that crashes again and again still answers in between. */
  #servingImages(): string[] {
    return this.#application.pods
      .filter(pod => pod.ready || pod.restarts > 0)
      .map(({ image }) => image);
  }

  #countersOf(image: string): Counters {
    let counters = this.#byVersion.get(image);
    if (!counters) {
      counters = {
        ok: 0,
        failed: 0,
        all: 0,
        seconds: 0,
        buckets: BUCKETS.map(() => 0),
      };
      this.#byVersion.set(image, counters);
    }
    return counters;
  }

  #labels(image: string): string {
    const { component, namespace } = this.#application;
    return [
      `service="${component}"`,
      `namespace="${namespace}"`,
      `cluster="${this.#cluster.name}"`,
      `version="${tagOf(image)}"`,
    ].join(',');
  }
}

/** The namespace of a tenant ends on its name. */
function placeOf({ environment }: SandboxCluster, namespace: string): Place {
  const tenant = namespace.replace(/^retail-/, '') as Tenant;
  return environment === 'prod' ? { environment, tenant } : { environment };
}

function tagOf(image: string): string {
  return image.slice(image.lastIndexOf(':') + 1);
}

/** Durations follow an exponential distribution with the given 95th percentile. */
function count(counters: Counters, behaviour: Behaviour, requests: number) {
  const rate = -Math.log(TAIL) / behaviour.p95Seconds;
  counters.failed += requests * behaviour.errorRatio;
  counters.ok += requests * (1 - behaviour.errorRatio);
  counters.all += requests;
  counters.seconds += requests / rate;
  for (const [index, bound] of BUCKETS.entries()) {
    counters.buckets[index] += requests * (1 - Math.exp(-rate * bound));
  }
}
