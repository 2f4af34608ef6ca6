import { describeDatabases } from '../../__testUtils__/describeDatabases';
import { ClockGuard } from './ClockGuard';

describeDatabases('a clock', database => {
  const start = () => {
    const time = { wall: Date.now(), steady: 5_000 };
    const guard = ClockGuard.create(database(), {
      wall: () => time.wall,
      steady: () => time.steady,
    });
    return { guard, time };
  };

  it('is trusted while it goes like one that nobody sets', async () => {
    const { guard, time } = start();
    expect(await guard.trouble()).toBeUndefined();
    time.wall += 10_000;
    time.steady += 10_100;
    expect(await guard.trouble()).toBeUndefined();
  });

  it.each([3_600_000, -3_600_000])(
    'is not trusted in the round in which it was set by %d ms',
    async jump => {
      const { guard, time } = start();
      await guard.trouble();
      time.wall += jump;
      expect(await guard.trouble()).toContain('was set by');
    },
  );

  it('is not trusted while that of a database says another time', async () => {
    const { guard, time } = start();
    const isFile = database().client.config.client === 'better-sqlite3';
    time.wall += 7_200_000;
    const trouble = await guard.trouble();
    expect(trouble ?? 'no clock to compare with').toContain(
      isFile ? 'no clock' : '7200 seconds apart',
    );
  });
});
