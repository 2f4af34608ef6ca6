// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { HealthSource, HealthTarget, RequestCounts } from '../health';
import type { Gateway } from './startGateway';

/**
 * A server with a gateway before it, and deployments that it measures.
 *
 * @public
 */
export interface HealthSourceSuiteContext {
  /** What the source connects to. */
  gateway: Gateway;
  /** A new source, which remembers nothing. */
  createSource(): HealthSource;
  /** Two deployments or more with requests over the last two hours. */
  measured: readonly HealthTarget[];
  /** One that the source claims and that has no metrics. */
  unmeasured: HealthTarget;
  /** One that another source speaks for. */
  foreign: HealthTarget;
  /** Unix time in seconds up to which there are measurements; a multiple of 60. */
  now: number;
  stop(): Promise<void>;
}

/** @public */
export interface HealthSourceSuiteOptions {
  name: string;
  setup(): Promise<HealthSourceSuiteContext>;
}

const SETUP_MS = 90_000;
const TEST_MS = 45_000;
const HOUR = 3600;
const SENTENCE = /^[A-Z].*\s.*\.$/s;

function expectCounts(counts: RequestCounts | undefined | null): void {
  expect(counts).toBeDefined();
  const { requests, errors, buckets } = counts!;
  expect(requests).toBeGreaterThan(0);
  expect(errors).toBeGreaterThanOrEqual(0);
  expect(errors).toBeLessThanOrEqual(requests);
  if (buckets) {
    const bounds = buckets.map(({ le }) => le);
    const amounts = buckets.map(({ count }) => count);
    expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b));
    expect(bounds.at(-1)).toBe(Infinity);
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
  }
}

/**
 * What each source of health must do.
 *
 * @public
 */
export function healthSourceSuite(options: HealthSourceSuiteOptions): void {
  describe(`${options.name} as a source of health`, () => {
    let context: HealthSourceSuiteContext;
    const { signal } = new AbortController();

    beforeAll(async () => {
      context = await options.setup();
    }, SETUP_MS);

    afterEach(() => context.gateway.restore());

    afterAll(async () => context?.stop(), SETUP_MS);

    const lastHour = (parts: number) => {
      const to = context.now;
      return { from: to - HOUR, to, parts };
    };

    it('says who it is and for whom it speaks, without a call', () => {
      const source = context.createSource();
      const before = context.gateway.requests();

      expect(source.id).toMatch(/^[a-z][a-z0-9-]*:\S+$/);
      expect(source.title).not.toBe('');
      expect(context.measured.map(each => source.claims(each))).toEqual(
        context.measured.map(() => true),
      );
      expect(source.claims(context.unmeasured)).toBe(true);
      expect(source.claims(context.foreign)).toBe(false);
      expect(context.gateway.requests()).toBe(before);
    });

    it(
      'surveys what has metrics, and leaves out what has none',
      async () => {
        const { measured, unmeasured } = context;

        const readings = await context
          .createSource()
          .survey([...measured, unmeasured], { signal });

        expect([...readings.keys()].sort()).toEqual(
          measured.map(({ deploymentId }) => deploymentId).sort(),
        );
        for (const reading of readings.values()) {
          expect(reading.profile).not.toBe('');
          expectCounts(reading.hour);
          expectCounts(reading.fiveMinutes);
          expect(reading.fiveMinutes!.requests).toBeLessThan(
            reading.hour!.requests,
          );
        }
      },
      TEST_MS,
    );

    it(
      'gives a line of two hours whose points add up to the hour',
      async () => {
        const [target] = context.measured;

        const readings = await context
          .createSource()
          .survey([target], { signal });

        const { line, hour } = readings.get(target.deploymentId)!;
        expect(line!.points.length * line!.step).toBe(2 * HOUR);
        const recent = line!.points.slice(-HOUR / line!.step);
        const sum = recent.reduce(
          (total, point) => total + (point?.requests ?? 0),
          0,
        );
        expect(sum / hour!.requests).toBeGreaterThan(0.9);
        expect(sum / hour!.requests).toBeLessThan(1.1);
      },
      TEST_MS,
    );

    it(
      'asks no more often for many deployments than for one',
      async () => {
        const { gateway, measured } = context;
        const start = gateway.requests();
        await context.createSource().survey(measured.slice(0, 1), { signal });
        const forOne = gateway.requests() - start;
        await context.createSource().survey(measured, { signal });
        const forAll = gateway.requests() - start - forOne;

        expect(forAll).toBeLessThanOrEqual(forOne);
      },
      TEST_MS,
    );

    it(
      'counts each span in its parts, in the order of the requests',
      async () => {
        const { measured, unmeasured } = context;
        const targets = [...measured, unmeasured, ...measured].reverse();

        const answers = await context.createSource().counts(
          targets.map((target, index) => ({
            ...{ target, span: lastHour((index % 2) * 5 + 1) },
          })),
          { signal },
        );

        expect(answers).toHaveLength(targets.length);
        answers.forEach((parts, index) => {
          expect(parts).toHaveLength((index % 2) * 5 + 1);
          const isMeasured = targets[index] !== unmeasured;
          expect(parts.map(part => part !== undefined)).toEqual(
            parts.map(() => isMeasured),
          );
          parts.flatMap(part => part ?? []).forEach(expectCounts);
        });
      },
      TEST_MS,
    );

    it(
      'counts about the same in parts as in the whole',
      async () => {
        const [target] = context.measured;

        const [[whole], parts] = await context.createSource().counts(
          [1, 12].map(count => ({ target, span: lastHour(count) })),
          { signal },
        );

        const sum = parts.reduce(
          (total, part) => total + (part?.requests ?? 0),
          0,
        );
        expect(sum / whole!.requests).toBeGreaterThan(0.9);
        expect(sum / whole!.requests).toBeLessThan(1.1);
      },
      TEST_MS,
    );

    it(
      'does not invent counts of a time before there were any',
      async () => {
        const [target] = context.measured;
        const to = context.now - 60 * 24 * HOUR;

        const [parts] = await context
          .createSource()
          .counts([{ target, span: { from: to - HOUR, to, parts: 3 } }], {
            signal,
          });

        expect(parts).toEqual([undefined, undefined, undefined]);
      },
      TEST_MS,
    );

    it(
      'draws lines with one value for each time',
      async () => {
        const [target] = context.measured;
        const range = { from: context.now - HOUR, to: context.now, step: 60 };

        const { times, step, groups } = await context
          .createSource()
          .series(target, range, { signal });

        expect(step).toBe(60);
        expect(times).toHaveLength(61);
        expect([times[0], times.at(-1)]).toEqual([range.from, range.to]);
        expect(groups.map(({ id }) => id)).toContain('requests');
        for (const line of groups.flatMap(({ lines }) => lines)) {
          expect(line.values).toHaveLength(times.length);
          expect(line.values.every(isNumberOrNull)).toBe(true);
        }
      },
      TEST_MS,
    );

    it(
      'says that it found nothing to draw, instead of drawing nothing',
      async () => {
        const range = { from: context.now - HOUR, to: context.now, step: 60 };

        const { groups, warnings } = await context
          .createSource()
          .series(context.unmeasured, range, { signal });

        expect(groups).toEqual([]);
        expect(warnings[0]).toMatch(SENTENCE);
      },
      TEST_MS,
    );

    it(
      'rejects in words when the server is silent, and answers when it is back',
      async () => {
        const { gateway, measured } = context;
        const [target] = measured;
        const source = context.createSource();
        const range = { from: context.now - HOUR, to: context.now, step: 60 };
        await gateway.silence();

        const failures = await Promise.allSettled([
          source.survey(measured, { signal }),
          source.counts([{ target, span: lastHour(1) }], { signal }),
          source.series(target, range, { signal }),
        ]);
        await gateway.restore();

        for (const failure of failures) {
          expect(failure).toMatchObject({
            status: 'rejected',
            reason: { message: expect.stringMatching(SENTENCE) },
          });
        }
        expect((await source.survey(measured, { signal })).size).toBe(
          measured.length,
        );
      },
      TEST_MS,
    );

    it(
      'ends at once when it is aborted',
      async () => {
        const source = context.createSource();
        const controller = new AbortController();
        const asked = source.survey(context.measured, {
          signal: controller.signal,
        });
        controller.abort();

        await expect(asked).rejects.toThrow();
      },
      TEST_MS,
    );

    it(
      'asks once for what many want at the same time',
      async () => {
        const { gateway, measured } = context;
        const [target] = measured;
        const range = { from: context.now - HOUR, to: context.now, step: 60 };
        const start = gateway.requests();
        await context.createSource().series(target, range, { signal });
        const forOne = gateway.requests() - start;
        const source = context.createSource();
        await Promise.all(
          Array.from({ length: 100 }, () =>
            source.series(target, range, { signal }),
          ),
        );

        expect(gateway.requests() - start - forOne).toBeLessThanOrEqual(forOne);
      },
      TEST_MS,
    );
  });
}

function isNumberOrNull(value: number | null): boolean {
  return value === null || Number.isFinite(value);
}
