/** Chance that says the same for the same seed (xorshift32, Marsaglia 2003). */
export function chance(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Number of successes among `n` tries: exact for few, by the normal law for many. */
export function binomial(next: () => number, n: number, p: number): number {
  const mean = n * p;
  if (mean < 50) {
    let successes = 0;
    // Waiting times between successes are geometric.
    for (let at = geometric(next, p); at <= n; at += geometric(next, p)) {
      successes++;
    }
    return successes;
  }
  const spread = Math.sqrt(mean * (1 - p));
  const normal =
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.max(0, Math.min(n, Math.round(mean + spread * normal)));
}

function geometric(next: () => number, p: number): number {
  return p <= 0
    ? Infinity
    : 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - p));
}
