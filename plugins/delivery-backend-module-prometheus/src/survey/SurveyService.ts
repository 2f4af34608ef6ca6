import type {
  HealthReading,
  HealthTarget,
} from '@slipway/backstage-plugin-delivery-node';
import { askCounts, type Ask, type CountsAt } from '../counts/CountsAsker';
import type { CountWindow } from '../counts/countsQuery';
import { LeftOut } from '../counts/LeftOut';
import { shortestWindow } from '../counts/spans';
import type { Detected, RequestCandidate } from '../detection/ProfileDetector';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { evaluatedRules, type EvaluatedRules } from './evaluatedRules';

const HOUR = 3600;
const FIVE_MINUTES = 300;
const LINE_STEP = 120;
const LINE_POINTS = 60;

/** What was read of all deployments. */
interface Parts {
  hour: CountsAt;
  fiveMinutes: CountsAt;
  line: CountsAt;
  now: number;
  lineTimes: number[];
  rules: EvaluatedRules;
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
    const { detector, ambiguity, wholeAt } = this.#access;
    const now = this.#access.now();
    const found = await detector.detect(targets, now, (query, time) =>
      wholeAt(query, time, asker),
    );
    ambiguity.remember(asker.headers, found, now);
    const detected = ambiguity.leaveOut(asker.headers, found);
    const candidates = detected.flatMap(({ requests }) => requests ?? []);
    const lineTo = Math.floor(now / LINE_STEP) * LINE_STEP;
    const lineTimes = Array.from(
      { length: LINE_POINTS },
      (_, index) => lineTo - (LINE_POINTS - 1 - index) * LINE_STEP,
    );
    const [hour, fiveMinutes, line, rules] = await Promise.all([
      this.#recent(candidates, ['hour', HOUR], now, asker),
      this.#recent(candidates, ['fiveMinutes', FIVE_MINUTES], now, asker),
      this.#line(candidates, lineTimes, asker),
      evaluatedRules(this.#access, detected, now, asker),
    ]);
    const parts = { hour, fiveMinutes, line, now, lineTimes, rules };
    return new Map(
      detected.flatMap(each => {
        const reading = toReading(each, parts);
        return reading ? [[each.target.deploymentId, reading] as const] : [];
      }),
    );
  }

  /** Each window by its own query: they are answered at the same time. */
  #recent(
    candidates: readonly RequestCandidate[],
    [id, seconds]: readonly [id: string, seconds: number],
    now: number,
    asker: Asker,
  ): Promise<CountsAt> {
    const { server, wholeAt } = this.#access;
    const lookBack = Math.max(seconds, shortestWindow(server.scrapeInterval));
    const window = { id, seconds, buckets: true, lookBack };
    return this.#askCounts(candidates, window, query =>
      wholeAt(query, now, asker),
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
    return this.#askCounts(
      candidates,
      window,
      query => this.#access.wholeOver(query, range, asker),
      { apart: true },
    );
  }

  async #askCounts(
    candidates: readonly RequestCandidate[],
    window: CountWindow,
    ask: Ask,
    options = {},
  ): Promise<CountsAt> {
    const tasks = candidates.map(candidate => ({ candidate, window }));
    const leftOut = LeftOut.create(this.#access.tooMuch);
    const counts = await askCounts(tasks, ask, leftOut, options);
    leftOut.refuseAllOf(tasks.length);
    return counts;
  }
}

const BY_ALERTS_ALONE = 'alerts';

function toReading(
  { target, requests, extra }: Detected,
  parts: Parts,
): HealthReading | undefined {
  const { problems } = parts.rules;
  const alerts = parts.rules.alerts.get(target.deploymentId) ?? [];
  const slos = parts.rules.slos.get(target.deploymentId) ?? [];
  const profile =
    requests?.profile.id ??
    extra[0]?.candidate.profile.id ??
    (alerts.length || slos.length ? BY_ALERTS_ALONE : undefined);
  if (!profile) {
    return undefined;
  }
  const { now } = parts;
  return {
    ...{ profile, alerts, slos },
    ...(problems.length && { problems }),
    ...(requests && {
      hour: parts.hour('hour', requests, now),
      fiveMinutes: parts.fiveMinutes('fiveMinutes', requests, now),
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
