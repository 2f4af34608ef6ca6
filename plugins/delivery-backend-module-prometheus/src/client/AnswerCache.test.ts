import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { AnswerCache } from './AnswerCache';

describe('AnswerCache', () => {
  const { signal } = new AbortController();

  function origin(value: unknown, bytes = 10, ttlMs = 60_000) {
    const load = jest.fn(async () => ({ value, bytes }));
    return { ttlMs, load };
  }

  it('loads once while an answer is fresh', async () => {
    const cache = AnswerCache.create();
    const one = origin('x');

    expect(await cache.get('a', one, signal)).toBe('x');
    expect(await cache.get('a', one, signal)).toBe('x');
    expect(one.load).toHaveBeenCalledTimes(1);
  });

  it('loads anew when the time of an answer is over', async () => {
    const cache = AnswerCache.create();
    const one = origin('x', 10, 1);
    await cache.get('a', one, signal);
    const start = performance.now();
    while (performance.now() - start < 5) {
      // The clock of the cache is read, not waited for.
    }

    await cache.get('a', one, signal);

    expect(one.load).toHaveBeenCalledTimes(2);
  });

  it('lets dead answers go, though nobody asks again', async () => {
    const cache = AnswerCache.create();
    await cache.get('a', origin('x', 10, 20), signal);
    expect(cache.size).toBe(1);

    await until('the answer is let go', async () => cache.size === 0);
  });

  it('keeps twenty megabytes and no more', async () => {
    const cache = AnswerCache.create();
    for (let index = 0; index < 30; index++) {
      await cache.get(`${index}`, origin(index, 1_000_000), signal);
    }

    expect(cache.size).toBe(19);
  });

  it('keeps nothing that may be better soon', async () => {
    const cache = AnswerCache.create();
    const load = async () => ({ value: 1, bytes: 1, isPassing: true });
    await cache.get('a', { ttlMs: 60_000, load }, signal);

    expect(cache.size).toBe(0);
  });

  it('keeps no failure', async () => {
    const cache = AnswerCache.create();
    const load = jest.fn().mockRejectedValueOnce(new Error('down'));
    load.mockResolvedValue({ value: 1, bytes: 1 });

    await expect(cache.get('a', { ttlMs: 9, load }, signal)).rejects.toThrow(
      'down',
    );
    expect(await cache.get('a', { ttlMs: 9, load }, signal)).toBe(1);
  });

  it('forgets what was not asked for longest when there is no more room', async () => {
    const cache = AnswerCache.create({ roomBytes: 100 });
    const first = origin(1, 60);
    await cache.get('a', first, signal);
    await cache.get('b', origin(2, 60), signal);

    await cache.get('a', first, signal);

    expect(first.load).toHaveBeenCalledTimes(2);
  });

  it('passes on what is larger than its room', async () => {
    const cache = AnswerCache.create({ roomBytes: 100 });

    expect(await cache.get('a', origin('big', 1_000), signal)).toBe('big');
  });

  it('lets one give up without taking the answer from the others', async () => {
    const cache = AnswerCache.create();
    const controller = new AbortController();
    let answer = (_: { value: number; bytes: number }) => {};
    const slow = {
      ttlMs: 1_000,
      load: () =>
        new Promise<{ value: number; bytes: number }>(resolve => {
          answer = resolve;
        }),
    };
    const impatient = cache.get('a', slow, controller.signal);
    const patient = cache.get('a', slow, signal);

    controller.abort();
    await expect(impatient).rejects.toThrow('The question was given up.');
    answer({ value: 7, bytes: 1 });

    expect(await patient).toBe(7);
  });

  it('asks nothing for one who has already given up', async () => {
    const one = origin('x');

    await expect(
      AnswerCache.create().get('a', one, AbortSignal.abort()),
    ).rejects.toThrow('given up');
    expect(one.load).not.toHaveBeenCalled();
  });
});
