import { type RecoveryEvidence, judgeRecovery } from './judgeRecovery';

const LIMITS = { errorRatio: 0.006, minRequests: 50, slowFactor: 1.5 };

function judge(more: Partial<RecoveryEvidence>) {
  return judgeRecovery({
    ...{ elapsed: 60, atLeast: 30, limits: LIMITS, errorsBefore: 0.042 },
    long: { requests: 245, errors: 0.3 },
    short: { requests: 120, errors: 0 },
    ...more,
  });
}

const plain = (recovery: object) =>
  JSON.stringify(recovery).replace(/\u00a0/g, ' ');

describe('judgeRecovery', () => {
  it('says that it recovered, from what to what, with n', () => {
    expect(plain(judge({}))).toBe(
      '{"recovered":"Failed requests are back from 4.2 % to 0.1 % (n = 245)."}',
    );
  });

  it('does not claim to be back from what was never measured', () => {
    expect(plain(judge({ errorsBefore: undefined }))).toContain(
      '0.1 % of requests fail (n = 245)',
    );
  });

  it('is not recovered while the long window is above the limit', () => {
    const long = { requests: 1_000, errors: 20 };
    expect(plain(judge({ long }))).toBe(
      '{"fails":"2.0 % of requests fail (n = 1,000), the limit is 0.6 %."}',
    );
  });

  it('is not recovered while the short window is above the limit', () => {
    const short = { requests: 100, errors: 5 };
    expect(plain(judge({ short }))).toContain('5.0 % of requests fail');
  });

  it.each([
    [{ elapsed: 10 }, 'Counts requests.'],
    [{ long: undefined }, 'None of its metrics is there.'],
    [
      { long: { requests: 0, errors: 0 } },
      'No request has come since it runs.',
    ],
    [
      { long: { requests: 9, errors: 0 } },
      '0 of 9 requests failed, too few to be sure.',
    ],
  ])('knows nothing with %o', (more, message) => {
    expect(judge(more)).toEqual({ unclear: message });
  });

  it.each([
    // 0.958^160 is 0.00104, 0.958^161 is 0.000999.
    [160, 0, 0.042, 'unclear'],
    [161, 0, 0.042, 'recovered'],
    [200, 1, 0.042, 'unclear'],
    [250, 1, 0.042, 'recovered'],
    [226, 0, undefined, 'unclear'],
    [227, 0, undefined, 'recovered'],
    [60, 0, 1, 'recovered'],
    [40, 0, 1, 'unclear'],
  ])(
    'takes %i requests with %i errors after a ratio of %p for %s',
    (requests, errors, errorsBefore, result) => {
      const counts = { requests, errors };
      const recovery = judge({ long: counts, short: undefined, errorsBefore });
      expect(Object.keys(recovery)).toEqual([result]);
    },
  );

  it('goes by the long window when nobody asked in the last minute', () => {
    expect(judge({ short: { requests: 0, errors: 0 } })).toHaveProperty(
      'recovered',
    );
    expect(judge({ short: undefined })).toHaveProperty('recovered');
  });

  it('is not recovered while it is slow', () => {
    const took = (seconds: number) => ({
      ...{ requests: 245, errors: 0 },
      buckets: [0.25, 1, Infinity].map(le => ({
        ...{ le, count: seconds <= le ? 245 : 0 },
      })),
    });
    const p95Before = 0.21;
    expect(judge({ long: took(0.9), p95Before })).toHaveProperty('fails');
    expect(judge({ long: took(0.2), p95Before })).toHaveProperty('recovered');
    expect(judge({ long: took(0.9) })).toHaveProperty('recovered');
  });
});
