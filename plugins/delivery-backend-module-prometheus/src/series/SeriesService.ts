import { InputError } from '@backstage/errors';
import type {
  HealthSeries,
  SeriesGroup,
} from '@slipway/backstage-plugin-delivery-common';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { Detected } from '../detection/ProfileDetector';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { Grid } from './Grid';
import { askOwnRules, type OwnRules } from './ownRules';
import { profileLinesQuery } from './profileLines';
import { readRequestLines, requestLinesQuery } from './requestLines';

/** Prometheus gives no more points of a series. */
const MOST_POINTS = 11_000;

interface Chart {
  target: HealthTarget;
  detected?: Detected;
  range: { from: number; to: number; step: number };
  grid: Grid;
  asker: Asker;
}

/** The charts of one deployment. */
export class SeriesService {
  readonly #access: ServerAccess;

  private constructor(access: ServerAccess) {
    this.#access = access;
  }

  static create(access: ServerAccess) {
    return new SeriesService(access);
  }

  /** At most two queries, and one for each own rule. */
  async series(
    target: HealthTarget,
    range: { from: number; to: number; step: number },
    asker: Asker,
  ): Promise<HealthSeries> {
    const { detector, ambiguity, now, at, api } = this.#access;
    if ((range.to - range.from) / range.step >= MOST_POINTS) {
      throw new InputError(
        `The range has more than ${MOST_POINTS} points: take a longer step`,
      );
    }
    const found = await detector.detect([target], now(), (query, time) =>
      at(query, time, asker),
    );
    const [detected] = ambiguity.leaveOut(asker.headers, found);
    const grid = Grid.of(range);
    const chart = { target, detected, range, grid, asker };
    const parts = await Promise.all([
      this.#requests(chart),
      this.#lines(chart),
      this.#rules(chart),
    ]);
    const groups = parts.flatMap(part => part.groups);
    const warnings = [
      api.clockWarning ?? [],
      this.#sharedWith(found, asker),
      groups.length ? [] : this.#nothingFound(target),
      ...parts.map(part => part.warnings),
    ].flat();
    return {
      ...{ times: [...grid.times], step: range.step, groups },
      warnings: [...new Set(warnings)],
    };
  }

  async #requests(chart: Chart): Promise<OwnRules> {
    const { range, grid, asker } = chart;
    const { over, window } = this.#access;
    const requests =
      chart.detected?.requests ?? (await this.#requestsThen(chart));
    if (!requests) {
      return { groups: [], warnings: [] };
    }
    const query = requestLinesQuery(requests, window(range.step));
    const answer = await over(query, range, asker);
    const groups = readRequestLines(answer, requests, grid);
    return { groups, warnings: answer.warnings };
  }

  /** What is not measured any more may have been at the end of the range. */
  async #requestsThen({ target, range, asker }: Chart) {
    const { detector, ambiguity, at } = this.#access;
    const [then] = await detector.detectAt([target], range.to, (query, time) =>
      at(query, time, asker),
    );
    return ambiguity.leaveOut(asker.headers, [then])[0].requests;
  }

  async #lines({ detected, range, grid, asker }: Chart): Promise<OwnRules> {
    const { over, window } = this.#access;
    const query = detected && profileLinesQuery(detected, window(range.step));
    if (!query) {
      return { groups: [] as SeriesGroup[], warnings: [] };
    }
    const answer = await over(query.text, range, asker);
    return { groups: query.read(answer, grid), warnings: answer.warnings };
  }

  async #rules({ target, range, grid, asker }: Chart): Promise<OwnRules> {
    const { config, over } = this.#access;
    return config.allowRules
      ? askOwnRules(target, grid, query => over(query, range, asker))
      : { groups: [], warnings: [] };
  }

  /** Says why the requests of one that is there are not drawn. */
  #sharedWith(found: readonly Detected[], asker: Asker): string[] {
    const requests = found[0]?.requests;
    const others = requests
      ? this.#access.ambiguity.sharedWith(asker.headers, requests)
      : [];
    return others.length
      ? [
          `The same labels select ${others.slice(0, 3).join(', ')}, so nobody knows whose requests these are and none are drawn. Let labels tell them apart, or set slipway.dev/health-selector.`,
        ]
      : [];
  }

  #nothingFound({ component, environment }: HealthTarget): string[] {
    return [
      `${this.#access.server.title} has no series of ${component} in ${environment} that a profile knows. Check the labels of its series, or set slipway.dev/health-selector.`,
    ];
  }
}
