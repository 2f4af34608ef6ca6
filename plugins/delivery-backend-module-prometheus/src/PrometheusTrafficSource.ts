import type {
  HealthTarget,
  TrafficReading,
  TrafficSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { PrometheusHealthSourceOptions } from './PrometheusHealthSource';
import { createServerAccess, type ServerAccess } from './server/ServerAccess';
import { isClaimed, sharesOf } from './server/shares';
import { joinSeen, TrafficReader } from './traffic/TrafficReader';

/**
 * Sees who calls whom by what a mesh, a tracer or a gateway tells one server
 * that answers the API of Prometheus.
 *
 * @public
 */
export class PrometheusTrafficSource implements TrafficSource {
  readonly id: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly #access: ServerAccess;
  readonly #reader: TrafficReader;

  private constructor(access: ServerAccess) {
    const { name, title, simulated } = access.server;
    this.id = `prometheus:${name}`;
    this.title = title;
    this.simulated = simulated;
    this.#access = access;
    this.#reader = TrafficReader.create(access);
  }

  static create(
    options: PrometheusHealthSourceOptions,
  ): PrometheusTrafficSource {
    return new PrometheusTrafficSource(createServerAccess(options));
  }

  claims(target: HealthTarget): boolean {
    return isClaimed(this.#access, target);
  }

  async calls(
    targets: readonly HealthTarget[],
    hours: { from: number; to: number },
    { signal }: { signal: AbortSignal },
  ): Promise<TrafficReading> {
    const shares = sharesOf(this.#access, targets, target => target);
    const readings = await Promise.all(
      shares.map(({ asks, items }) =>
        this.#reader.read(items, hours, { ...asks, signal }),
      ),
    );
    return {
      calls: readings.flatMap(({ calls }) => calls),
      watched: joinSeen(readings.flatMap(({ watched }) => watched)),
    };
  }

  /** Lets go of connections. */
  close(): Promise<void> {
    return this.#access.close();
  }
}
