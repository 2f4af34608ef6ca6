import { errorFunction, gammaln } from 'simple-statistics';

/** Requests and those of them that count as bad, of one part of a span. */
export interface Trials {
  trials: number;
  bad: number;
}

/** Result of comparing two shares. */
export interface ProportionTest {
  before: number;
  after: number;
  /** Two-sided. */
  pValue: number;
  /** How much more the parts differ among themselves than chance alone would make them; 1 or more. */
  dispersion: number;
}

/** Below this many expected bad requests the normal approximation is too generous. */
const EXPECTED_FOR_NORMAL = 5;

export function total(parts: readonly Trials[]): Trials {
  return {
    trials: parts.reduce((sum, part) => sum + part.trials, 0),
    bad: parts.reduce((sum, part) => sum + part.bad, 0),
  };
}

/** Pearson's statistic of the parts around their own mean, with its degrees of freedom. */
function pearson(parts: readonly Trials[]): { sum: number; freedom: number } {
  const used = parts.filter(part => part.trials > 0);
  const { trials, bad } = total(used);
  const share = bad / trials;
  if (used.length < 2 || !(share > 0 && share < 1)) {
    return { sum: 0, freedom: 0 };
  }
  const sum = used.reduce((all, part) => {
    const expected = part.trials * share;
    return all + (part.bad - expected) ** 2 / (expected * (1 - share));
  }, 0);
  return { sum, freedom: used.length - 1 };
}

/**
 * Dispersion of quasi-binomial counts (Wedderburn 1974): Pearson's statistic
 * over its degrees of freedom, each span around its own mean, and never below
 * 1. Requests fail in bursts; without it every burst would be news.
 */
export function dispersionOf(...spans: readonly (readonly Trials[])[]): number {
  const parts = spans.map(pearson);
  const freedom = parts.reduce((sum, part) => sum + part.freedom, 0);
  const sum = parts.reduce((all, part) => all + part.sum, 0);
  return freedom ? Math.max(1, sum / freedom) : 1;
}

function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/**
 * Fisher's exact test, two-sided as twice the smaller tail: the chance that
 * `a.bad` of the bad ones, or a more extreme number, fall into `a`.
 */
export function fisherExact(a: Trials, b: Trials): number {
  const [n, m] = [Math.round(a.trials), Math.round(b.trials)];
  const bad = Math.round(a.bad) + Math.round(b.bad);
  const log = (k: number) =>
    logChoose(n, k) + logChoose(m, bad - k) - logChoose(n + m, bad);
  const lowest = Math.max(0, bad - m);
  const highest = Math.min(n, bad);
  const seen = Math.round(a.bad);
  let [below, above] = [0, 0];
  for (let k = lowest; k <= highest; k++) {
    const probability = Math.exp(log(k));
    below += k <= seen ? probability : 0;
    above += k >= seen ? probability : 0;
  }
  return Math.min(1, 2 * Math.min(below, above));
}

function scoreTest(a: Trials, b: Trials, dispersion: number): number {
  const share = (a.bad + b.bad) / (a.trials + b.trials);
  const variance =
    dispersion * share * (1 - share) * (1 / a.trials + 1 / b.trials);
  if (!variance) {
    return 1;
  }
  const z = (a.bad / a.trials - b.bad / b.trials) / Math.sqrt(variance);
  // Both tails of the normal law; the approximation errs by less than 1.2e-7.
  return Math.max(0, 1 - errorFunction(Math.abs(z) / Math.SQRT2));
}

/** What is left of counts when bursts count once. */
function deflate({ trials, bad }: Trials, dispersion: number): Trials {
  return { trials: trials / dispersion, bad: bad / dispersion };
}

/**
 * Asks whether a share differs between two spans by more than chance: the
 * score test for two proportions with quasi-binomial dispersion, and Fisher's
 * exact test on deflated counts where fewer than five bad ones are expected.
 *
 * @returns undefined when one of the spans has no request
 */
export function compareShares(
  before: readonly Trials[],
  after: readonly Trials[],
): ProportionTest | undefined {
  const [b, a] = [total(before), total(after)];
  if (!(b.trials > 0) || !(a.trials > 0)) {
    return undefined;
  }
  const dispersion = dispersionOf(before, after);
  const share = (a.bad + b.bad) / (a.trials + b.trials);
  const expected = share * Math.min(a.trials, b.trials);
  const pValue =
    expected / dispersion < EXPECTED_FOR_NORMAL
      ? fisherExact(deflate(a, dispersion), deflate(b, dispersion))
      : scoreTest(a, b, dispersion);
  return {
    ...{ before: b.bad / b.trials, after: a.bad / a.trials },
    ...{ pValue, dispersion },
  };
}
