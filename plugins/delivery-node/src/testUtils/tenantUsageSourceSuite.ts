// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { TenantTarget, TenantUsageSource } from '../tenantUsage';
import type { Gateway } from './startGateway';

/**
 * A server with a gateway before it. Of the tenant `measured` it says that 14
 * of 24 cores, 38 of 64 GiB of memory and 310 of 500 GiB of storage are in
 * use, and that its newest good backup was at `backupAt`.
 *
 * @public
 */
export interface TenantUsageSourceSuiteContext {
  /** What the source connects to. */
  gateway: Gateway;
  /** A new source, which remembers nothing. */
  createSource(): TenantUsageSource;
  measured: TenantTarget;
  /** One of which memory alone is measured. */
  partly: TenantTarget;
  /** One that nothing measures. */
  unmeasured: TenantTarget;
  /** Two that share what is measured. */
  sharing: [TenantTarget, TenantTarget];
  /** One that another source speaks for. */
  foreign: TenantTarget;
  /** Unix time in seconds. */
  backupAt: number;
  stop(): Promise<void>;
}

/** @public */
export interface TenantUsageSourceSuiteOptions {
  name: string;
  setup(): Promise<TenantUsageSourceSuiteContext>;
}

const SETUP_MS = 90_000;
const SENTENCE = /^[A-Z].*\s.*\.$/s;
const GIB = 2 ** 30;

/**
 * What each source of tenants' usage must do.
 *
 * @public
 */
export function tenantUsageSourceSuite(
  options: TenantUsageSourceSuiteOptions,
): void {
  describe(`${options.name} as a source of what tenants use`, () => {
    let context: TenantUsageSourceSuiteContext;
    const { signal } = new AbortController();

    beforeAll(async () => {
      context = await options.setup();
    }, SETUP_MS);

    afterEach(() => context.gateway.restore());

    afterAll(async () => context?.stop(), SETUP_MS);

    it('says who it is and for whom it speaks, without a call', () => {
      const source = context.createSource();
      const before = context.gateway.requests();

      expect(source.id).toMatch(/^[a-z][a-z0-9-]*:\S+$/);
      expect(source.title).not.toBe('');
      expect(source.claims(context.measured)).toBe(true);
      expect(source.claims(context.foreign)).toBe(false);
      expect(context.gateway.requests()).toBe(before);
    });

    it('gives what is used, what there is, and the newest good backup', async () => {
      const { measured, backupAt } = context;

      const [reading] = await context
        .createSource()
        .read([measured], { signal });

      expect(reading).toEqual({
        used: { cpu: 14, memory: 38 * GIB, storage: 310 * GIB },
        hard: { cpu: 24, memory: 64 * GIB, storage: 500 * GIB },
        backup: { at: backupAt, schedule: expect.stringMatching(/\S/) },
      });
    });

    it('leaves out what is not measured, which is not zero', async () => {
      const { partly, unmeasured } = context;

      const [some, none] = await context
        .createSource()
        .read([partly, unmeasured], { signal });

      expect(Object.keys(some?.used ?? {})).toEqual(['memory']);
      expect(some).not.toHaveProperty('backup');
      expect(none).toBeUndefined();
    });

    it('gives to none of two tenants what they share', async () => {
      const readings = await context
        .createSource()
        .read(context.sharing, { signal });

      expect(readings.map(each => each?.used ?? {})).toEqual([{}, {}]);
    });

    it('answers in the order of the targets, and asks no more often for many', async () => {
      const { gateway, measured, partly, unmeasured, sharing } = context;
      const start = gateway.requests();
      await context.createSource().read([measured], { signal });
      const forOne = gateway.requests() - start;
      const all = [unmeasured, partly, ...sharing, measured];

      const readings = await context.createSource().read(all, { signal });

      expect(gateway.requests() - start - forOne).toBeLessThanOrEqual(forOne);
      expect(readings).toHaveLength(all.length);
      expect(readings[0]).toBeUndefined();
      expect(readings[4]?.used.cpu).toBe(14);
    });

    it('rejects in words when the server is silent, and answers when it is back', async () => {
      const source = context.createSource();
      await context.gateway.silence();

      const [failure] = await Promise.allSettled([
        source.read([context.measured], { signal }),
      ]);
      await context.gateway.restore();

      expect(failure).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching(SENTENCE) },
      });
      const [reading] = await source.read([context.measured], { signal });
      expect(reading?.used.cpu).toBe(14);
    });

    it('ends at once when it is aborted', async () => {
      const controller = new AbortController();
      const asked = context
        .createSource()
        .read([context.measured], { signal: controller.signal });
      controller.abort();

      await expect(asked).rejects.toThrow();
    });
  });
}
