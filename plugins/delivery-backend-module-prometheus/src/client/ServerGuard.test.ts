import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { failureOf } from './describeFailure';
import { ServerGuard } from './ServerGuard';

describe('ServerGuard', () => {
  const down = () =>
    Promise.reject(failureOf('P', 'unreachable', 'the connection is refused'));

  it('asks no more at a time than it may, and all in the end', async () => {
    const guard = ServerGuard.create({ title: 'P', concurrency: 3 });
    let running = 0;
    let most = 0;

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        guard.run(async () => {
          running++;
          most = Math.max(most, running);
          await new Promise(resolve => setImmediate(resolve));
          running--;
          return index;
        }),
      ),
    );

    expect(most).toBe(3);
    expect(answers).toHaveLength(20);
  });

  it('refuses what is too much to wait', async () => {
    const guard = ServerGuard.create({
      title: 'P',
      concurrency: 1,
      waiting: 1,
    });
    let finish = () => {};
    const first = guard.run(
      () => new Promise<void>(resolve => (finish = resolve)),
    );
    const second = guard.run(async () => undefined);

    await expect(guard.run(async () => undefined)).rejects.toThrow(
      'Too many questions wait for P (1 at a time). Raise its concurrency, or wait.',
    );
    finish();
    await Promise.all([first, second]);
  });

  it('goes on asking when the server is back', async () => {
    const guard = ServerGuard.create({
      ...{ title: 'P', concurrency: 1, faults: 2, pauseMs: 50 },
    });
    for (let time = 0; time < 3; time++) {
      await guard.run(down).catch(() => undefined);
    }

    await expect(guard.run(async () => 1)).rejects.toThrow(
      /asked again in a while/,
    );
    const answer = await until('it is asked again', () =>
      guard.run(async () => 1).catch(() => undefined),
    );
    expect(answer).toBe(1);
  });

  it('passes other errors on as they are', async () => {
    const guard = ServerGuard.create({ title: 'P', concurrency: 1, faults: 1 });
    const broken = () => guard.run(() => Promise.reject(new TypeError('x')));

    await expect(broken()).rejects.toThrow(TypeError);
    await expect(broken()).rejects.toThrow(TypeError);
  });
});
