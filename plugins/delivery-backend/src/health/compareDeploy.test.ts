import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import {
  type DeployToCompare,
  compareDeploy,
  symptomOf,
} from './compareDeploy';

const LIMITS = { errorRatio: 0.006, minRequests: 50, slowFactor: 1.5 };
const AT = Date.parse('2026-11-19T12:55:00Z') / 1000;

function parts(
  count: number,
  part: Partial<RequestCounts>,
): (RequestCounts | undefined)[] {
  return Array.from({ length: count }, () => ({
    ...{ requests: 1_400, errors: 1 },
    ...part,
  }));
}

/** All requests take about so long, in seconds. */
function took(seconds: number, requests: number, bounds = [0.1, 0.25, 0.5, 1]) {
  return [...bounds, Infinity].map(le => ({
    ...{ le, count: seconds <= le ? requests : 0 },
  }));
}

function compare(
  before: (RequestCounts | undefined)[],
  after: (RequestCounts | undefined)[],
  more: Partial<DeployToCompare> = {},
) {
  return compareDeploy(
    {
      ...{ deploymentId: 'd', version: '2.4.0', versionBefore: '2.3.1' },
      ...{ at: AT, final: false, measuredAt: '2026-11-19T13:07:00.000Z' },
      before: { from: AT - 3600, to: AT, parts: before },
      after: { from: AT, to: AT + 720, parts: after },
      ...more,
    },
    LIMITS,
  );
}

describe('compareDeploy', () => {
  it('says that the bad release of the story burns, with both figures and n', () => {
    const result = compare(
      parts(12, {}),
      parts(12, { requests: 283, errors: 12 }),
    );

    expect(result.verdict).toBe('burning');
    expect(result.errors).toMatchObject({
      ...{ result: 'worse', message: 'not chance' },
    });
    expect(result.message).toBe(
      '0.07\u00a0% → 4.2\u00a0% failed (n\u00a0=\u00a03,396)',
    );
    expect(result.before?.requests).toBe(16_800);
    expect(result.after?.rate).toBeCloseTo(4.72, 2);
    expect(result.traffic.message).toBe('no change');
  });

  it('calls a version clean that is within its limit with enough requests', () => {
    const result = compare(
      parts(12, {}),
      parts(12, { requests: 283, errors: 0 }),
    );
    expect(result.verdict).toBe('clean');
    expect(result.errors.result).toBe('same');
  });

  it('does not call it burning when it is worse and still within the limit', () => {
    const result = compare(
      parts(12, { requests: 20_000, errors: 20 }),
      parts(12, { requests: 20_000, errors: 80 }),
    );
    expect(result.errors.result).toBe('worse');
    expect(result.verdict).toBe('clean');
  });

  it('does not blame a version for what was as bad before it', () => {
    const bad = { requests: 1_000, errors: 40 };
    const result = compare(parts(12, bad), parts(12, bad));
    expect(result.errors.result).toBe('same');
    expect(result.verdict).toBe('unknown');
  });

  it('knows nothing with two requests of nine failed', () => {
    const before = parts(12, { requests: 3, errors: 1 });
    const result = compare(before, [{ requests: 9, errors: 2 }]);
    expect(result.errors).toMatchObject({
      ...{ result: 'unknown', message: 'too few requests to judge' },
    });
    expect(result.verdict).toBe('unknown');
  });

  it('says that metrics vanished when they did, and invents no zero', () => {
    const result = compare(parts(12, {}), Array(12).fill(undefined));
    expect(result.after).toBeUndefined();
    expect(result.message).toBe('Nothing was measured after it went live.');
    expect(result.verdict).toBe('unknown');
    expect(result.traffic.result).toBe('unknown');
  });

  it('says so when nothing was measured at all', () => {
    const result = compare([], []);
    expect(result.message).toBe('Nothing was measured around that time.');
    expect(result.before).toBeUndefined();
  });

  it('takes 0 of 0 for no traffic, not for no error', () => {
    const result = compare(
      parts(12, {}),
      parts(12, { requests: 0, errors: 0 }),
    );
    expect(result.after?.errorRatio).toBeUndefined();
    expect(result.message).toBe('No request came after it went live.');
    expect(result.verdict).toBe('unknown');
    expect(result.traffic.message).toBe('no request any more');
  });

  it('uses the parts that were measured when others were not', () => {
    const before = [undefined, ...parts(11, {})];
    const result = compare(before, parts(12, { requests: 283, errors: 12 }));
    expect(result.before?.requests).toBe(15_400);
    // 15,400 in the 55 minutes that were measured, not in 60.
    const seldom = parts(12, {}).map((part, at) => (at % 2 ? part : undefined));
    expect(compare(seldom, []).before?.rate).toBeCloseTo(8_400 / 3_300, 6);
    expect(result.before?.rate).toBeCloseTo(15_400 / 3_300, 6);
    expect(result.verdict).toBe('burning');
  });

  it('compares a first version with nothing', () => {
    const result = compare([], parts(12, { requests: 283, errors: 12 }));
    expect(result.errors.message).toBe('nothing to compare with');
    expect(result.message).toBe('4.2\u00a0% failed (n\u00a0=\u00a03,396)');
    expect(result.verdict).toBe('unknown');
  });
});

describe('compareDeploy, latency', () => {
  const before = parts(12, { buckets: took(0.2, 1_400) });

  it('finds what became slow', () => {
    const after = parts(12, {
      ...{ requests: 283, errors: 0, buckets: took(0.9, 283) },
    });
    const result = compare(before, after);
    expect(result.latency.result).toBe('worse');
    expect(result.message).toMatch(
      /^p95 \d+\u00a0ms → \d+\u00a0ms \(n\u00a0=\u00a03,396\)$/,
    );
    expect(symptomOf(result, LIMITS)).toBe('slow');
    expect(result.verdict).toBe('burning');
  });

  it('leaves alone what became slower beyond chance but hardly', () => {
    const mixed = (requests: number, slow: number) => [
      { le: 0.1, count: requests * 0.5 },
      { le: 0.25, count: requests - slow },
      { le: 0.5, count: requests },
      { le: Infinity, count: requests },
    ];
    const result = compare(
      parts(12, { buckets: mixed(1_400, 20) }),
      parts(12, { requests: 1_400, buckets: mixed(1_400, 60) }),
    );
    expect(result.latency).toMatchObject({
      ...{ result: 'same', message: 'hardly slower' },
    });
  });

  it('says so when no bound is the same before and after', () => {
    const after = parts(12, { buckets: took(0.9, 1_400, [0.3, 0.7, 2]) });
    expect(compare(before, after).latency).toMatchObject({
      result: 'unknown',
      message: 'the buckets of its histogram changed',
    });
  });

  it('compares by a bound that both have when the others changed', () => {
    const after = parts(12, { buckets: took(0.9, 1_400, [0.25, 2]) });
    expect(compare(before, after).latency.result).toBe('worse');
  });

  it('says that it is not measured without a histogram', () => {
    expect(compare(parts(12, {}), parts(12, {})).latency.message).toBe(
      'not measured',
    );
  });
});

it.each([
  [5_000, 'rose', 'better'],
  [100, 'fell', 'worse'],
  [283, 'no change', 'same'],
])(
  'says of %i requests a minute that traffic %s',
  (requests, message, result) => {
    const { traffic } = compare(parts(12, {}), parts(12, { requests }));
    expect(traffic).toMatchObject({ message, result });
  },
);
