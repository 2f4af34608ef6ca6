import type {
  HealthAlert,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthReading,
  HealthTarget,
} from '@slipway/backstage-plugin-delivery-node';
import { activeAlerts } from '../alerts/activeAlerts';
import { matchAlerts } from '../alerts/matchAlerts';
import { readSilences, type SilenceOf } from '../alerts/silences';
import { askCounts, type CountsAt } from '../counts/CountsAsker';
import { shortestWindow } from '../counts/spans';
import type { Detected, RequestCandidate } from '../detection/ProfileDetector';
import { graphUrl } from '../links/linksOf';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { readDeclaredSlos, SLO_QUERY } from '../slo/declaredSlos';
import { matchSlos } from '../slo/matchSlos';
import { toSloState } from '../slo/toSloState';

const HOUR = 3600;
const FIVE_MINUTES = 300;
const LINE_STEP = 120;
const LINE_POINTS = 60;

/** What was read of all deployments. */
interface Parts {
  recent: CountsAt;
  line: CountsAt;
  now: number;
  lineTimes: number[];
  alerts: ReadonlyMap<string, HealthAlert[]>;
  slos: ReadonlyMap<string, SloState[]>;
}

/** The newest figures of many deployments, in a handful of queries. */
export class SurveyService {
  readonly #access: ServerAccess;

  private constructor(access: ServerAccess) {
    this.#access = access;
  }

  static create(access: ServerAccess) {
    return new SurveyService(access);
  }

  /** @returns readings by deployment id */
  async survey(
    targets: readonly HealthTarget[],
    asker: Asker,
  ): Promise<Map<string, HealthReading>> {
    const { detector, ambiguity, at } = this.#access;
    const now = this.#access.now();
    const found = await detector.detect(targets, now, (query, time) =>
      at(query, time, asker),
    );
    ambiguity.remember(asker.headers, found, now);
    const detected = ambiguity.leaveOut(asker.headers, found);
    const candidates = detected.flatMap(({ requests }) => requests ?? []);
    const lineTo = Math.floor(now / LINE_STEP) * LINE_STEP;
    const lineTimes = Array.from(
      { length: LINE_POINTS },
      (_, index) => lineTo - (LINE_POINTS - 1 - index) * LINE_STEP,
    );
    const [recent, line, alerts, slos] = await Promise.all([
      this.#recent(candidates, now, asker),
      this.#line(candidates, lineTimes, asker),
      this.#alerts(detected, asker),
      this.#slos(detected, now, asker),
    ]);
    const parts = { recent, line, now, lineTimes, alerts, slos };
    return new Map(
      detected.flatMap(each => {
        const reading = toReading(each, parts);
        return reading ? [[each.target.deploymentId, reading] as const] : [];
      }),
    );
  }

  #recent(
    candidates: readonly RequestCandidate[],
    now: number,
    asker: Asker,
  ): Promise<CountsAt> {
    const shortest = shortestWindow(this.#access.server.scrapeInterval);
    const windows = [
      { id: 'hour', seconds: HOUR },
      { id: 'fiveMinutes', seconds: FIVE_MINUTES },
    ].map(({ id, seconds }) => ({
      ...{ id, seconds, buckets: true },
      lookBack: Math.max(seconds, shortest),
    }));
    return askCounts(candidates, windows, query =>
      this.#access.at(query, now, asker),
    );
  }

  #line(
    candidates: readonly RequestCandidate[],
    times: readonly number[],
    asker: Asker,
  ): Promise<CountsAt> {
    const window = {
      ...{ id: 'line', seconds: LINE_STEP, buckets: false },
      lookBack: this.#access.window(LINE_STEP),
    };
    const range = { from: times[0], to: times.at(-1)!, step: LINE_STEP };
    return askCounts(candidates, [window], query =>
      this.#access.over(query, range, asker),
    );
  }

  async #alerts(detected: readonly Detected[], asker: Asker) {
    const { api, server, freshMs } = this.#access;
    const options = { ...asker, ttlMs: freshMs };
    const alerts = server.alerts ? await activeAlerts(api, options) : undefined;
    if (!alerts?.length) {
      return new Map<string, HealthAlert[]>();
    }
    const { externalUrl } = server;
    return matchAlerts(alerts, detected, {
      silenceOf: await this.#silences(asker),
      urlOf: query => externalUrl && graphUrl(externalUrl, query),
    });
  }

  /** Without its Alertmanager an alert is told as one that nobody silenced. */
  async #silences(asker: Asker): Promise<SilenceOf> {
    const { alertmanager, freshMs, logger } = this.#access;
    try {
      return alertmanager
        ? await readSilences(alertmanager, { ...asker, ttlMs: freshMs })
        : () => undefined;
    } catch (error) {
      if (asker.signal.aborted) {
        throw error;
      }
      logger.warn('Silences cannot be read', {
        reason: (error as Error).message,
      });
      return () => undefined;
    }
  }

  async #slos(detected: readonly Detected[], now: number, asker: Asker) {
    const answer = await this.#access.at(SLO_QUERY, now, asker);
    const matched = matchSlos(readDeclaredSlos(answer), detected);
    return new Map(
      [...matched].map(([id, slos]) => [id, slos.map(toSloState)]),
    );
  }
}

const BY_ALERTS_ALONE = 'alerts';

function toReading(
  { target, requests, extra }: Detected,
  parts: Parts,
): HealthReading | undefined {
  const alerts = parts.alerts.get(target.deploymentId) ?? [];
  const slos = parts.slos.get(target.deploymentId) ?? [];
  const profile =
    requests?.profile.id ??
    extra[0]?.candidate.profile.id ??
    (alerts.length || slos.length ? BY_ALERTS_ALONE : undefined);
  if (!profile) {
    return undefined;
  }
  const { recent, now } = parts;
  return {
    ...{ profile, alerts, slos },
    ...(requests && {
      hour: recent('hour', requests, now),
      fiveMinutes: recent('fiveMinutes', requests, now),
      line: {
        from: parts.lineTimes[0],
        step: LINE_STEP,
        points: parts.lineTimes.map(
          time => parts.line('line', requests, time) ?? null,
        ),
      },
    }),
  };
}
