import type { LoggerService } from '@backstage/backend-plugin-api';
import { AnswerCache } from '../client/AnswerCache';
import type { QueryAnswer } from '../client/answers';
import type { PrometheusConnection } from '../client/Connection';
import { failureOf } from '../client/describeFailure';
import { HttpClient } from '../client/HttpClient';
import { PrometheusApi } from '../client/PrometheusApi';
import { ServerGuard } from '../client/ServerGuard';
import type {
  PrometheusConfig,
  PrometheusServerConfig,
} from '../config/readPrometheusConfig';
import { TellOnce } from '../counts/LeftOut';
import { shortestWindow } from '../counts/spans';
import { ProfileDetector } from '../detection/ProfileDetector';
import { Ambiguity } from '../survey/Ambiguity';

/** Who asks. */
export interface Asker {
  /** Headers that name the tenant. */
  headers: Record<string, string>;
  /** Those of its Alertmanager, which has its own; absent when one of them is not known. */
  alertmanagerHeaders?: Record<string, string>;
  signal: AbortSignal;
}

/** One server, with all that is shared by those who ask it. */
export interface ServerAccess {
  server: PrometheusServerConfig;
  config: PrometheusConfig;
  logger: LoggerService;
  api: PrometheusApi;
  alertmanager?: PrometheusApi;
  detector: ProfileDetector;
  /** Which deployments cannot be told apart. */
  ambiguity: Ambiguity;
  /** Tells of deployments that are too much for the server. */
  tooMuch: TellOnce;
  /** Unix time by the clock of the server, in whole scrape intervals. */
  now(): number;
  /** A span by the clock of the server, where it reaches the present: what is past may have been counted by another clock. */
  byItsClock<T extends { from: number; to: number }>(span: T): T;
  /** How far a rate looks back to give a point every `step` seconds. */
  window(step: number): number;
  /** Asks at one time. */
  at(query: string, time: number, asker: Asker): Promise<QueryAnswer>;
  /** Asks over a range. */
  over(
    query: string,
    range: { from: number; to: number; step: number },
    asker: Asker,
  ): Promise<QueryAnswer>;
  /** As `at`, for figures to judge by. @throws PrometheusError when the answer is not whole */
  wholeAt(query: string, time: number, asker: Asker): Promise<QueryAnswer>;
  /** As `over`, for figures to judge by. @throws PrometheusError when the answer is not whole */
  wholeOver(
    query: string,
    range: { from: number; to: number; step: number },
    asker: Asker,
  ): Promise<QueryAnswer>;
  /** How long answers about the present are kept. */
  freshMs: number;
  close(): Promise<void>;
}

/** What happened long ago changes no more, but for late samples. */
const SETTLED_SECONDS = 600;
/** What ends so lately ends now. */
const PRESENT_SECONDS = 60;
const SETTLED_MS = 15 * 60_000;

/** Puts the parts for one server together. */
export function createServerAccess(options: {
  server: PrometheusServerConfig;
  config: PrometheusConfig;
  logger: LoggerService;
  now?: () => number;
}): ServerAccess {
  const { server, config, logger, now = Date.now } = options;
  const { title, scrapeInterval, alertmanager } = server;
  const cache = AnswerCache.create();
  const api = createApi(title, server.connection, server, cache);
  const silencer =
    alertmanager &&
    createApi(`The Alertmanager of ${title}`, alertmanager, server, cache);
  const freshMs = scrapeInterval * 1000;
  const ttlMs = (to: number) =>
    to < now() / 1000 - SETTLED_SECONDS ? SETTLED_MS : freshMs;
  const at: ServerAccess['at'] = (query, time, asker) =>
    api.query(query, time, { ...asker, ttlMs: ttlMs(time) });
  const over: ServerAccess['over'] = (query, range, asker) =>
    api.queryRange(query, range, { ...asker, ttlMs: ttlMs(range.to) });
  // What a missing part of the storage would have said is unknown, and unknown is not healthy.
  const whole = (answer: QueryAnswer) => {
    if (answer.partial !== undefined) {
      throw failureOf(title, 'partial', answer.partial);
    }
    return answer;
  };
  return {
    ...{ server, config, logger, api, alertmanager: silencer, freshMs },
    ambiguity: Ambiguity.create(logger),
    tooMuch: TellOnce.create(logger),
    detector: ProfileDetector.create({
      rules: { profiles: config.profiles, targetLabels: server.labels },
      logger,
    }),
    now: () =>
      Math.floor((now() / 1000 + api.clockAhead) / scrapeInterval) *
      scrapeInterval,
    byItsClock: span => {
      const isPresent = span.to >= now() / 1000 - PRESENT_SECONDS;
      const ahead = isPresent ? Math.round(api.clockAhead) : 0;
      return { ...span, from: span.from + ahead, to: span.to + ahead };
    },
    window: step => Math.max(step, shortestWindow(scrapeInterval)),
    at,
    over,
    wholeAt: async (...question) => whole(await at(...question)),
    wholeOver: async (...question) => whole(await over(...question)),
    close: async () => {
      await Promise.all([api.close(), silencer?.close()]);
    },
  };
}

function createApi(
  title: string,
  connection: PrometheusConnection,
  server: PrometheusServerConfig,
  cache: AnswerCache,
): PrometheusApi {
  const { timeoutMs, maxAnswerBytes, concurrency } = server;
  return PrometheusApi.create({
    ...{ title, cache, timeoutMs },
    http: HttpClient.create({ title, connection, timeoutMs, maxAnswerBytes }),
    guard: ServerGuard.create({ title, concurrency }),
  });
}
