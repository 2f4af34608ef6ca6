import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';

/** What a series of an answer counts. */
export type CountKind = 'requests' | 'errors' | 'bucket';

/** Adds series up to the counts of one deployment in one span of time. */
export class RequestSums {
  #requests: number | undefined;
  #errors = 0;
  readonly #buckets = new Map<number, number>();

  /** @param le - upper bound of a bucket */
  add(kind: CountKind, count: number, le?: number): void {
    // Neither NaN nor infinity is a count.
    if (!Number.isFinite(count)) {
      return;
    }
    if (kind === 'errors') {
      this.#errors += count;
    } else if (kind === 'requests') {
      this.#requests = (this.#requests ?? 0) + count;
    } else if (le !== undefined && !Number.isNaN(le)) {
      this.#buckets.set(le, (this.#buckets.get(le) ?? 0) + count);
    }
  }

  /** @returns undefined when nothing was measured: an error without a request is no count */
  toCounts(secondsPerUnit: number): RequestCounts | undefined {
    if (this.#requests === undefined) {
      return undefined;
    }
    const requests = this.#requests;
    return {
      requests,
      errors: Math.min(this.#errors, requests),
      buckets: this.#toBuckets(requests, secondsPerUnit),
    };
  }

  /**
   * Each bucket is extrapolated by itself, and instances with other bounds may
   * have been added: counts are kept from falling.
   */
  #toBuckets(requests: number, secondsPerUnit: number) {
    if (!this.#buckets.size) {
      return undefined;
    }
    const bounds = [...this.#buckets.keys()].sort((a, b) => a - b);
    let most = 0;
    const buckets = bounds.map(le => {
      most = Math.max(most, this.#buckets.get(le)!);
      return { le: le * secondsPerUnit, count: most };
    });
    return bounds.at(-1) === Infinity
      ? buckets
      : [...buckets, { le: Infinity, count: Math.max(most, requests) }];
  }
}
