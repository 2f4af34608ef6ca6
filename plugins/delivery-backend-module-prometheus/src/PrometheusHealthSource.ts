import type { LoggerService } from '@backstage/backend-plugin-api';
import type { HealthSeries } from '@slipway/backstage-plugin-delivery-common';
import type {
  CountsRequest,
  HealthReading,
  HealthSource,
  HealthTarget,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type {
  PrometheusConfig,
  PrometheusServerConfig,
} from './config/readPrometheusConfig';
import { headersFor } from './config/selectServer';
import { CountsReaderService } from './counts/CountsReaderService';
import { linksOf } from './links/linksOf';
import { requestRateQuery } from './series/requestLines';
import { SeriesService } from './series/SeriesService';
import { createServerAccess, type ServerAccess } from './server/ServerAccess';
import { isClaimed, sharesOf } from './server/shares';
import { SurveyService } from './survey/SurveyService';

/**
 * What a source is made of.
 *
 * @public
 */
export interface PrometheusHealthSourceOptions {
  server: PrometheusServerConfig;
  config: PrometheusConfig;
  logger: LoggerService;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

/**
 * Measures deployments by one server that answers the API of Prometheus.
 *
 * @public
 */
export class PrometheusHealthSource implements HealthSource {
  readonly id: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly #access: ServerAccess;
  readonly #survey: SurveyService;
  readonly #counts: CountsReaderService;
  readonly #series: SeriesService;

  private constructor(access: ServerAccess) {
    const { name, title, simulated } = access.server;
    this.id = `prometheus:${name}`;
    this.title = title;
    this.simulated = simulated;
    this.#access = access;
    this.#survey = SurveyService.create(access);
    this.#counts = CountsReaderService.create(access);
    this.#series = SeriesService.create(access);
  }

  static create(
    options: PrometheusHealthSourceOptions,
  ): PrometheusHealthSource {
    return new PrometheusHealthSource(createServerAccess(options));
  }

  claims(target: HealthTarget): boolean {
    return isClaimed(this.#access, target);
  }

  async survey(
    targets: readonly HealthTarget[],
    { signal }: { signal: AbortSignal },
  ): Promise<Map<string, HealthReading>> {
    const shares = sharesOf(this.#access, targets, target => target);
    const readings = await Promise.all(
      shares.map(({ asks, items }) =>
        this.#survey.survey(items, { ...asks, signal }),
      ),
    );
    return new Map(readings.flatMap(each => [...each]));
  }

  async counts(
    requests: readonly CountsRequest[],
    { signal }: { signal: AbortSignal },
  ): Promise<(RequestCounts | undefined)[][]> {
    const shares = sharesOf(this.#access, requests, ({ target }) => target);
    const answers = new Map<CountsRequest, (RequestCounts | undefined)[]>();
    await Promise.all(
      shares.map(async ({ asks, items }) => {
        const some = await this.#counts.counts(items, { ...asks, signal });
        items.forEach((request, index) => answers.set(request, some[index]));
      }),
    );
    return requests.map(
      request =>
        answers.get(request) ??
        Array.from({ length: request.span.parts }, () => undefined),
    );
  }

  series(
    target: HealthTarget,
    range: { from: number; to: number; step: number },
    { signal }: { signal: AbortSignal },
  ): Promise<HealthSeries> {
    const headers = this.#headersOf(target) ?? {};
    return this.#series.series(target, range, { headers, signal });
  }

  links(
    target: HealthTarget,
    range: { from: number; to: number },
  ): { title: string; url: string }[] {
    const { server, detector, window } = this.#access;
    const found = detector.remembered(target)?.requests;
    const query = found && requestRateQuery(found, window(60));
    return linksOf(server, target, { query, range });
  }

  /** Lets go of connections. */
  close(): Promise<void> {
    return this.#access.close();
  }

  #headersOf(target: HealthTarget) {
    return headersFor(this.#access.server.connection.headers, target);
  }
}
