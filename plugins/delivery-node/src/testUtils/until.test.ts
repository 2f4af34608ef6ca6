import { until } from './until';

describe('until', () => {
  it('gives the first answer that is not empty', async () => {
    let asked = 0;
    const answer = await until('the third time', () => {
      asked++;
      return asked === 3 ? { asked } : undefined;
    });

    expect(answer).toEqual({ asked: 3 });
  });

  it('says what was waited for when the time is over', async () => {
    await expect(
      until('the sky falls', () => false, { timeoutMs: 30 }),
    ).rejects.toThrow('Waited 30 ms in vain until the sky falls');
  });

  it('passes on what goes wrong while it asks', async () => {
    const ask = () => {
      throw new Error('no answer');
    };

    await expect(until('anything', ask)).rejects.toThrow('no answer');
  });
});
