import { keys } from '../__testUtils__/words';
import { amountsOf } from './amounts';

const GIB = 2 ** 30;
const usage = (used: object, hard: object = {}) => ({
  ...{ used, hard, measuredAt: '2026-11-19T13:00:00Z' },
});

describe('what a tenant uses of its quota', () => {
  it('is said in cores and GiB, with as many digits as mean something', () => {
    const amounts = amountsOf(
      {
        usage: usage(
          { cpu: 14.23, memory: 38 * GIB, storage: 310.4 * GIB },
          { cpu: 24, memory: 64 * GIB, storage: 500 * GIB },
        ),
      },
      keys,
    );

    expect(amounts.map(({ words }) => words)).toEqual([
      'tenantQuota.ofCpu|14.2|24',
      'tenantQuota.ofBytes|38|64',
      'tenantQuota.ofBytes|310|500',
    ]);
    expect(amounts[0].share).toBeCloseTo(0.593, 3);
  });

  it('asks for attention from 90 % on, and not before', () => {
    const of = (cpu: number) =>
      amountsOf({ usage: usage({ cpu }, { cpu: 10 }) }, keys)[0].isNearlyFull;

    expect([of(8.99), of(9), of(12)]).toEqual([false, true, true]);
  });

  it('takes what is in force before what the plan says', () => {
    const [cpu, memory] = amountsOf(
      {
        usage: usage({ cpu: 1, memory: GIB }, { cpu: 8 }),
        quota: { cpu: 4, memory: 8 * GIB },
      },
      keys,
    );
    expect([cpu.words, memory.words]).toEqual([
      ...['tenantQuota.ofCpu|1|8', 'tenantQuota.ofBytes|1|8'],
    ]);
  });

  it('is never zero where it is not known', () => {
    const amounts = amountsOf({ quota: { cpu: 4 } }, keys);
    expect(amounts.map(({ words, share }) => [words, share])).toEqual([
      ['tenantQuota.unknownOfCpu||4', undefined],
      ['tenantQuota.unknown', undefined],
      ['tenantQuota.unknown', undefined],
    ]);
    const [cpu] = amountsOf({ usage: usage({ cpu: 3 }) }, keys);
    expect(cpu).toMatchObject({ words: 'tenantQuota.usedCpu|3|' });
    expect(cpu.share).toBeUndefined();
  });

  it('has no share of a quota of nothing', () => {
    const [cpu] = amountsOf({ usage: usage({ cpu: 0 }, { cpu: 0 }) }, keys);
    expect(cpu.share).toBeUndefined();
  });
});
