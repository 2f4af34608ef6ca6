import { Backoff } from './Backoff';

const options = { firstMs: 500, maxMs: 30_000 };

describe('Backoff', () => {
  it('doubles after each failure, up to the limit', () => {
    const backoff = new Backoff({ ...options, random: () => 1 });
    const waits = Array.from({ length: 9 }, () => backoff.next());

    expect(waits).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('leaves half of each wait to chance', () => {
    const shortest = new Backoff({ ...options, random: () => 0 });

    expect([shortest.next(), shortest.next()]).toEqual([250, 500]);
  });

  it('begins anew after a success', () => {
    const backoff = new Backoff({ ...options, random: () => 1 });
    backoff.next();
    backoff.next();
    backoff.reset();

    expect(backoff.next()).toBe(500);
  });

  it('ends a wait at once when it is aborted', async () => {
    const backoff = new Backoff({ firstMs: 60_000, maxMs: 60_000 });
    const controller = new AbortController();
    const waited = backoff.wait(controller.signal);
    controller.abort();

    await expect(waited).resolves.toBeUndefined();
  });
});
