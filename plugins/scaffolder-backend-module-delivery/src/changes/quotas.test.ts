import type { QuotaAsk } from '@slipway/backstage-plugin-delivery-common';
import { assertWithinQuotas, isOverQuota, quotaChecks } from './quotas';

const GIB = 2 ** 30;
const ask = (more: Partial<QuotaAsk> = {}): QuotaAsk => ({
  ...{ environment: 'prod', tenant: 'acme', over: [], untold: [] },
  asked: { cpu: 1.5, memory: 512 * 2 ** 20 },
  allowed: { cpu: 4, memory: 8 * GIB },
  ...more,
});
const check = (more: Partial<QuotaAsk> = {}) =>
  quotaChecks({ asks: [ask(more)] });

describe('what a change asks for, in words', () => {
  it('is well when all of it is known and fits', () => {
    expect(check()).toEqual([
      {
        status: 'ok',
        message:
          'acme in prod asks for 1.5 of 4 cores, 0.5 of 8 GiB of memory.',
      },
    ]);
  });

  it('is unknown when something could not be told, and never well', () => {
    const untold = ['a', 'b', 'c', 'd', 'e'];
    expect(check({ untold })).toEqual([
      {
        status: 'unknown',
        message: expect.stringMatching(/comes on top: a; b; 3 more\.$/),
      },
    ]);
  });

  it('warns of what is too much, where it was accepted', () => {
    expect(check({ asked: { cpu: 9 }, over: ['cpu'] })).toEqual([
      {
        status: 'warn',
        message:
          'acme in prod asks for 9 cores where 4 cores may be used; what is too much will not start.',
      },
    ]);
  });

  it('are unknown where nobody can tell what may be used', () => {
    const untold = ['tenants/acme.yaml cannot be read'];
    expect(check({ allowed: {}, untold })).toEqual([
      {
        status: 'unknown',
        message:
          'What acme in prod may use could not be told: tenants/acme.yaml cannot be read.',
      },
    ]);
  });

  it('never says that as much as may be used is too much', () => {
    const asked = { memory: 8.03 * GIB };
    expect(check({ asked, over: ['memory'] })[0].message).toMatch(
      /asks for a little more than 8 GiB of memory where 8 GiB of memory/,
    );
  });

  it('says nothing where there is no quota', () => {
    expect(quotaChecks({})).toEqual([]);
    expect(() => assertWithinQuotas({})).not.toThrow();
  });
});

describe('a change beyond its quota', () => {
  it('is refused, with each amount and what to do', () => {
    const asks = [
      ask({
        asked: { cpu: 9, storage: 30 * GIB },
        allowed: { cpu: 1, storage: 20 * GIB },
        over: ['cpu', 'storage'],
      }),
      ask({ path: 'dev/shop', asked: { memory: 9 * GIB }, over: ['memory'] }),
    ];
    expect(() => assertWithinQuotas({ asks })).toThrow(
      'acme in prod would ask for 9 cores where 1 core may be used, 30 GiB of storage where 20 GiB of storage may be used; dev/shop would ask for 9 GiB of memory where 8 GiB of memory may be used. Ask for less, or let it use more first (its plan or its quota); nothing was written.',
    );
  });

  it('is not refused for what fits', () => {
    expect(() => assertWithinQuotas({ asks: [ask()] })).not.toThrow();
  });

  it('is known by its sentence, also with what the scaffolder says around it', () => {
    const refusal = () =>
      assertWithinQuotas({ asks: [ask({ asked: { cpu: 9 }, over: ['cpu'] })] });
    const words = (() => {
      try {
        return String(refusal());
      } catch (error) {
        return `Request failed; ${(error as Error).message}`;
      }
    })();

    expect(isOverQuota(words)).toBe(true);
    expect(isOverQuota('prod/initech is there already.')).toBe(false);
  });
});
