import { inWaves } from './inWaves';

describe('inWaves', () => {
  it('works on all, never on more at a time, and keeps their order', async () => {
    let atATime = 0;
    let most = 0;
    const items = Array.from({ length: 20 }, (_, index) => index);

    const results = await inWaves(items, 3, async item => {
      most = Math.max(most, ++atATime);
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      atATime--;
      return item * 2;
    });

    expect(results).toEqual(items.map(item => item * 2));
    expect(most).toBe(3);
  });

  it('begins no more after a failure', async () => {
    const work = jest.fn().mockRejectedValue(new Error('down'));

    await expect(inWaves([1, 2, 3, 4, 5], 2, work)).rejects.toThrow('down');
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('has nothing to do for nobody', async () => {
    expect(await inWaves([], 4, jest.fn())).toEqual([]);
  });
});
