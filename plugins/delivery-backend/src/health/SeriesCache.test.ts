import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import { healthTarget } from '../__testUtils__/healthSubject';
import { SeriesCache } from './SeriesCache';

const range = { from: 1_000, to: 1_060, step: 15 };

describe('series that pages look at', () => {
  let source: ScriptedHealthSource;
  let cache: SeriesCache;

  beforeEach(() => {
    source = new ScriptedHealthSource();
    cache = SeriesCache.create();
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const get = (change = {}, target = healthTarget()) =>
    cache.get(source, target, { ...range, ...change });

  it('are asked once while they are being asked', async () => {
    const [one, other] = await Promise.all([get(), get()]);
    expect(source.calls).toEqual(['series payments']);
    expect(one).toBe(other);
    expect(one.times).toEqual([1000, 1015, 1030, 1045, 1060]);
  });

  it.each([
    ['another range', { from: 985 }],
    ['another end', { to: 1_075 }],
    ['another step', { step: 30 }],
  ])('are asked for %s by themselves', async (_, change) => {
    await get();
    await get(change);
    expect(source.calls).toHaveLength(2);
  });

  it('are never those of another deployment or another source', async () => {
    await get();
    const ledger = healthTarget({ component: 'ledger' });
    await get({}, ledger);
    const second = Object.assign(new ScriptedHealthSource(), { id: 'b' });
    await cache.get(second, healthTarget(), range);

    expect(source.calls).toEqual(['series payments', 'series ledger']);
    expect(second.calls).toEqual(['series payments']);
  });

  it('are asked anew when the annotations that find them change', async () => {
    await get();
    await get({}, healthTarget({ annotations: { profile: 'micrometer' } }));
    expect(source.calls).toHaveLength(2);
  });

  it('are asked again after a failure, which is told as it is', async () => {
    source.failure = 'Scripted does not answer: connection refused.';
    await expect(get()).rejects.toThrow(source.failure);
    await expect(get()).rejects.toThrow(source.failure);
    source.failure = undefined;
    await expect(get()).resolves.toMatchObject({ step: 15 });
    expect(source.calls).toHaveLength(3);
  });

  it.each([
    { step: 15, kept: 14_900, over: 15_100 },
    { step: 300, kept: 299_000, over: 301_000 },
    { step: 1, kept: 4_900, over: 5_100 },
  ])(
    'with a step of $step s are kept as long as their step, at least five seconds',
    async ({ step, kept, over }) => {
      // The cache holds on to the clock that it found when it was loaded.
      jest.useFakeTimers({ doNotFake: ['performance'] });
      const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
      const pass = (ms: number) => {
        clock.mockReturnValue(performance.now() + ms);
        jest.advanceTimersByTime(ms);
      };
      await get({ step });
      pass(kept);
      await get({ step });
      expect(source.calls).toHaveLength(1);

      pass(over - kept);
      await get({ step });
      expect(source.calls).toHaveLength(2);
    },
  );

  it('that a source leaves out are an error in words, not an empty chart', async () => {
    jest.spyOn(source, 'series').mockResolvedValue(undefined as never);
    await expect(get()).rejects.toThrow('Scripted gave no answer; try again.');
  });

  it('hand the source a signal that ends a question that takes too long', async () => {
    const asked = jest.spyOn(source, 'series');
    await get();
    const [, , options] = asked.mock.calls[0] as unknown as [
      ...[unknown, unknown],
      { signal: AbortSignal },
    ];
    expect(options.signal.aborted).toBe(false);
  });
});
