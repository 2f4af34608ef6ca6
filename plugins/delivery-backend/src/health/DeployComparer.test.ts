import type { CountsRequest } from '@slipway/backstage-plugin-delivery-node';
import {
  DAY,
  HOUR,
  iso,
  NOW,
  steady,
  useComparerBench,
} from '../__testUtils__/comparerBench';
import { healthSubject, LIMITS } from '../__testUtils__/healthSubject';
import type { Script } from '../__testUtils__/ScriptedHealthSource';
import type { HealthSubject } from './HealthSubjects';
import { DeployComparer } from './DeployComparer';

describe('DeployComparer', () => {
  const current = useComparerBench();

  /** Moments around which was asked, as seconds before now, in order. */
  const moments = (requests: CountsRequest[] = []) =>
    requests
      .filter(({ span }) => span.to - span.from === HOUR && span.parts === 12)
      .map(({ target, span }) => [target.deploymentId, NOW - span.to] as const);

  let bench: ReturnType<typeof current>;

  beforeEach(() => {
    bench = current();
  });

  it('asks nothing where nothing went live', async () => {
    expect(await bench.compare([])).toEqual([]);
    const quiet = healthSubject({ since: NOW - DAY });
    expect(await bench.compare([quiet])).toEqual([]);
    expect(bench.asked).toEqual([]);
  });

  it('compares the hour before with the hour after, and keeps both', async () => {
    bench.source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 2 * HOUR ? 0.001 : 0.05 },
    }));
    const subject = await bench.went('a', [
      { version: '1.0.0', ago: 20 * DAY },
      { version: '1.1.0', ago: 2 * HOUR },
    ]);

    expect(await bench.compare([subject])).toEqual(['a']);
    const [{ comparison, beforeParts, final, stay }] = (await bench.stored())!;
    expect(comparison).toMatchObject({
      ...{ version: '1.1.0', versionBefore: '1.0.0', verdict: 'burning' },
      at: iso(NOW - 2 * HOUR),
      before: { from: iso(NOW - 3 * HOUR), to: iso(NOW - 2 * HOUR) },
      after: { from: iso(NOW - 2 * HOUR), to: iso(NOW - HOUR) },
    });
    expect(comparison.before!.requests).toBe(18_000);
    expect(beforeParts).toHaveLength(12);
    expect({ final, stay }).toEqual({ final: true, stay: undefined });
  });

  it('measures first what was deployed today and where one would go back to', async () => {
    const one = await bench.went('a', [
      { version: '1.0.0', ago: 3 * DAY },
      { version: '1.1.0', ago: 2 * DAY },
    ]);
    const other = await bench.went('b', [
      { version: '2.0.0', ago: 5 * DAY },
      { version: '2.1.0', ago: 4 * DAY },
      { version: '2.2.0', ago: HOUR },
    ]);
    await bench.compare([one, other]);

    // The hour after has the length of the hour before; each moment once.
    const order = moments(bench.asked[0]).filter(([, ago]) =>
      [HOUR, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY].includes(ago),
    );
    expect(order).toEqual([
      ['b', HOUR],
      ['b', 4 * DAY],
      ['b', 5 * DAY],
      ['a', 2 * DAY],
      ['a', 3 * DAY],
    ]);
  });

  it('takes forty versions a round, and the rest in the next ones', async () => {
    const subjects: HealthSubject[] = [];
    for (let index = 0; index < 45; index++) {
      const ago = 2 * HOUR + index * 60;
      subjects.push(await bench.went(`d${index}`, [{ version: '1.0.0', ago }]));
    }
    const rounds = [];
    for (let round = 0; round < 4; round++) {
      rounds.push((await bench.compare(subjects)).length);
    }

    expect(rounds).toEqual([40, 5, 0, 0]);
    expect(bench.asked).toHaveLength(2);
    expect(bench.asked[0][0].target.deploymentId).toBe('d0');
    expect(bench.asked[1][bench.asked[1].length - 1].target.deploymentId).toBe(
      'd44',
    );
  });

  it('reads the ledger of two hundred deployments a round, the freshest first', async () => {
    const read = jest.spyOn(bench.revisions, 'versionChangesOf');
    const subjects = Array.from({ length: 250 }, (_, index) =>
      healthSubject(
        { since: NOW - 2 * HOUR - index },
        { deploymentId: `d${index}` },
      ),
    ).reverse();
    await bench.compare(subjects);
    await bench.compare(subjects);
    await bench.compare(subjects);

    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([200, 50, 0]);
    expect(read.mock.calls[0][0][0]).toBe('d0');
  });

  it('does not measure again what another process has measured', async () => {
    const subject = await bench.went('a', [
      { version: '1.0.0', ago: 2 * HOUR },
    ]);
    await bench.compare([subject]);
    bench.comparer = bench.newComparer();
    expect(await bench.compare([subject])).toEqual([]);
    expect(bench.asked).toHaveLength(1);
  });

  it('keeps what it knows when the source has forgotten it', async () => {
    bench.source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 2 * HOUR ? 0.001 : 0.05 },
    }));
    const first = await bench.went('a', [{ version: '1.0.0', ago: 2 * HOUR }]);
    await bench.compare([first]);
    expect((await bench.stored())![0].comparison.verdict).toBe('burning');

    bench.source.scripts.delete('a');
    const next = await bench.went('a', [{ version: '1.1.0', ago: HOUR }]);
    await bench.compare([next], NOW + 60);
    const [, kept] = (await bench.stored())!;
    expect(kept.comparison).toMatchObject({ verdict: 'burning', final: true });
    expect(kept.comparison.before!.requests).toBe(18_000);
    // And it is not bench.asked for again.
    await bench.compare([next], NOW + 120);
    expect(bench.asked[bench.asked.length - 1]?.length ?? 0).toBeLessThan(
      bench.asked[0].length + 2,
    );
  });

  it('leaves alone what is further back than it is to reach', async () => {
    bench.comparer = bench.newComparer(2 * DAY);
    const subject = await bench.went('a', [
      { version: '1.0.0', ago: 9 * DAY },
      { version: '1.1.0', ago: 2 * DAY },
      { version: '1.2.0', ago: 2 * DAY - 1 },
    ]);
    await bench.compare([subject]);
    const all = (await bench.stored())!;
    expect(all.map(({ comparison }) => comparison.version)).toEqual(['1.2.0']);
  });

  it('keeps nothing when the source fails, and asks again next time', async () => {
    bench.source.scripts.set('a', steady);
    const subject = await bench.went('a', [{ version: '1.0.0', ago: DAY }]);
    bench.source.failure = 'connection refused';
    await expect(bench.compare([subject])).rejects.toThrow(
      'connection refused',
    );
    expect(await bench.stored()).toBeUndefined();

    bench.source.failure = undefined;
    expect(await bench.compare([subject])).toEqual(['a']);
    expect((await bench.stored())![0].comparison.verdict).toBe('clean');
  });

  it('says of what nobody measured that it was not measured', async () => {
    await bench.compare([
      await bench.went('a', [{ version: '1.0.0', ago: DAY }]),
    ]);
    const [{ comparison, beforeParts }] = (await bench.stored())!;
    expect(comparison).toMatchObject({
      ...{ verdict: 'unknown', final: true },
      message: 'Nothing was measured around that time.',
    });
    expect(comparison.before).toBeUndefined();
    expect(beforeParts).toEqual(Array(12).fill(null));
  });

  it('judges each deployment by its own limits', async () => {
    const failing: Script = at => ({
      ...{ perSecond: 50, errorRatio: at < NOW - DAY ? 0.001 : 0.008 },
    });
    bench.source.scripts.set('a', failing).set('b', failing);
    bench.comparer = DeployComparer.create({
      ...{ store: bench.store, revisions: bench.revisions },
      reachSeconds: 14 * DAY,
      limits: ({ target }) => ({
        ...{ ...LIMITS, errorRatio: target.component === 'a' ? 0.005 : 0.01 },
      }),
    });
    await bench.compare([
      await bench.went('a', [{ version: '1.0.0', ago: DAY }]),
      await bench.went('b', [{ version: '1.0.0', ago: DAY }]),
    ]);
    expect((await bench.stored('a'))![0].comparison.verdict).toBe('burning');
    expect((await bench.stored('b'))![0].comparison.verdict).toBe('clean');
  });
});
