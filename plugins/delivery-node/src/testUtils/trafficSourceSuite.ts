// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { HealthTarget } from '../health';
import type { TrafficSource } from '../traffic';
import type { Gateway } from './startGateway';

/**
 * A server with a gateway before it, and deployments between which it counted
 * one request a second for at least five hours: the first calls the second,
 * and the second is called from outside as well.
 *
 * @public
 */
export interface TrafficSourceSuiteContext {
  /** What the source connects to. */
  gateway: Gateway;
  /** A new source, which remembers nothing. */
  createSource(): TrafficSource;
  caller: HealthTarget;
  called: HealthTarget;
  /** One that is seen, and that neither calls nor is called by these two. */
  apart: HealthTarget;
  /** One that nothing counts. */
  unseen: HealthTarget;
  /** One that another source speaks for. */
  foreign: HealthTarget;
  /** End of the last hour with requests, in Unix seconds; a multiple of 3600. */
  until: number;
  stop(): Promise<void>;
}

/** @public */
export interface TrafficSourceSuiteOptions {
  name: string;
  setup(): Promise<TrafficSourceSuiteContext>;
}

const SETUP_MS = 90_000;
const HOUR = 3600;
const HOURS = 4;
const SENTENCE = /^[A-Z].*\s.*\.$/s;

/**
 * What each source of traffic must do.
 *
 * @public
 */
export function trafficSourceSuite(options: TrafficSourceSuiteOptions): void {
  describe(`${options.name} as a source of traffic`, () => {
    let context: TrafficSourceSuiteContext;
    const { signal } = new AbortController();

    beforeAll(async () => {
      context = await options.setup();
    }, SETUP_MS);

    afterEach(() => context.gateway.restore());

    afterAll(async () => context?.stop(), SETUP_MS);

    const read = (source = context.createSource(), hours = HOURS) => {
      const { caller, called, apart, unseen, until } = context;
      return source.calls(
        [caller, called, apart, unseen],
        { from: until - hours * HOUR, to: until },
        { signal },
      );
    };

    it('says who it is and for whom it speaks, without a call', () => {
      const source = context.createSource();
      const before = context.gateway.requests();

      expect(source.id).toMatch(/^[a-z][a-z0-9-]*:\S+$/);
      expect(source.title).not.toBe('');
      expect(source.claims(context.caller)).toBe(true);
      expect(source.claims(context.foreign)).toBe(false);
      expect(context.gateway.requests()).toBe(before);
    });

    it('counts the requests of each whole hour between two', async () => {
      const { caller, called, until } = context;

      const { calls } = await read();

      const between = calls
        .filter(
          ({ from, to }) =>
            from === caller.entityRef && to === called.entityRef,
        )
        .sort((a, b) => a.hour - b.hour);
      expect(between.map(({ hour }) => hour)).toEqual(
        [4, 3, 2, 1].map(back => until - back * HOUR),
      );
      for (const { requests } of between) {
        expect(requests).toBeGreaterThan(HOUR * 0.95);
        expect(requests).toBeLessThan(HOUR * 1.05);
      }
    });

    it('tells calls from outside apart, by nobody in particular', async () => {
      const { calls } = await read();

      const outside = calls.filter(({ from }) => from === undefined);
      expect(new Set(outside.map(({ to }) => to))).toEqual(
        new Set([context.called.entityRef]),
      );
      expect(outside).toHaveLength(HOURS);
    });

    it('invents no call', async () => {
      const { caller, called } = context;
      const pairs = (await read()).calls.map(({ from, to }) => `${from} ${to}`);

      expect([...new Set(pairs)].sort()).toEqual(
        [
          `${caller.entityRef} ${called.entityRef}`,
          `undefined ${called.entityRef}`,
        ].sort(),
      );
    });

    it('says whom it sees at all, and since when', async () => {
      const { caller, called, apart, until } = context;

      const { watched } = await read();

      expect(watched.map(({ entityRef }) => entityRef).sort()).toEqual(
        [caller, called, apart].map(({ entityRef }) => entityRef).sort(),
      );
      for (const { from, to } of watched) {
        expect([from, to]).toEqual([until - HOURS * HOUR, until]);
      }
    });

    it('gives the same for some hours together as one by one', async () => {
      const { caller, called, apart, until } = context;
      const source = context.createSource();
      const alone = await Promise.all(
        [2, 1].map(back =>
          source.calls(
            [caller, called, apart],
            { from: until - back * HOUR, to: until - (back - 1) * HOUR },
            { signal },
          ),
        ),
      );
      const sum = (all: { requests: number }[]) =>
        all.reduce((total, { requests }) => total + requests, 0);

      const together = await read(source, 2);

      expect(sum(alone.flatMap(({ calls }) => calls))).toBeCloseTo(
        sum(together.calls),
        3,
      );
    });

    it('knows nothing of a time before there was anything', async () => {
      const { caller, called, until } = context;
      const to = until - 90 * 24 * HOUR;

      const reading = await context
        .createSource()
        .calls([caller, called], { from: to - HOUR, to }, { signal });

      expect(reading).toEqual({ calls: [], watched: [] });
    });

    it('asks no more often for many than for two', async () => {
      const { gateway, caller, called, until } = context;
      const start = gateway.requests();
      await context
        .createSource()
        .calls([caller, called], { from: until - HOUR, to: until }, { signal });
      const forTwo = gateway.requests() - start;
      await read();

      expect(gateway.requests() - start - forTwo).toBeLessThanOrEqual(forTwo);
    });

    it('rejects in words when the server is silent, and answers when it is back', async () => {
      const source = context.createSource();
      await context.gateway.silence();

      const [failure] = await Promise.allSettled([read(source)]);
      await context.gateway.restore();

      expect(failure).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching(SENTENCE) },
      });
      expect((await read(source)).calls).not.toEqual([]);
    });

    it('ends at once when it is aborted', async () => {
      const { caller, until } = context;
      const controller = new AbortController();
      const asked = context
        .createSource()
        .calls(
          [caller],
          { from: until - HOUR, to: until },
          { signal: controller.signal },
        );
      controller.abort();

      await expect(asked).rejects.toThrow();
    });
  });
}
