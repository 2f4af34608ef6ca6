import {
  DAY,
  HOUR,
  iso,
  NOW,
  steady,
  useComparerBench,
} from '../__testUtils__/comparerBench';
import { healthSubject } from '../__testUtils__/healthSubject';
import { revisionRow, sha } from '../__testUtils__/rows';

describe('the stays of versions in a comparison', () => {
  const current = useComparerBench();

  let bench: ReturnType<typeof current>;

  beforeEach(() => {
    bench = current();
  });

  it('of a version a few seconds old asks for the hour before alone', async () => {
    bench.source.scripts.set('a', steady);
    const subject = await bench.went('a', [{ version: '1.0.0', ago: 29 }]);
    await bench.compare([subject]);

    expect(bench.asked[0]).toHaveLength(1);
    const [{ comparison, final }] = (await bench.stored())!;
    expect(final).toBe(false);
    expect(comparison.before!.requests).toBe(18_000);
    expect(comparison.after).toBeUndefined();
  });

  it('measures what runs again once a minute, until its first hour is over', async () => {
    bench.source.scripts.set('a', steady);
    const subject = await bench.went('a', [{ version: '1.0.0', ago: 600 }]);
    const finalAfter = async (seconds: number) => {
      const { length } = await bench.compare([subject], NOW + seconds);
      return [length, (await bench.stored())![0].final];
    };

    expect(await finalAfter(0)).toEqual([1, false]);
    expect(await finalAfter(60)).toEqual([0, false]);
    expect(await finalAfter(61)).toEqual([1, false]);
    expect(await finalAfter(3_000)).toEqual([1, false]);
    expect(await finalAfter(3_061)).toEqual([1, true]);
    expect(await finalAfter(9_000)).toEqual([0, true]);
    expect((await bench.stored())![0].comparison.after!.requests).toBe(18_000);
  });

  it('ends the stay of a version with the rollback from it', async () => {
    bench.source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 1800 ? 0.001 : 0.05 },
    }));
    const subject = await bench.went('a', [
      { version: '1.0.0', ago: 2 * DAY },
      { version: '1.1.0', ago: 1800 },
      { version: '1.0.0', ago: 600 },
    ]);
    await bench.compare([subject]);

    const [back, bad, good] = (await bench.stored())!;
    expect(back).toMatchObject({ final: false, stay: undefined });
    expect(bad.comparison).toMatchObject({
      ...{ version: '1.1.0', verdict: 'burning', final: true },
      after: { to: iso(NOW - 600) },
    });
    expect(bad.stay!.requests).toBeCloseTo(6_000);
    expect(bad.stay!.errors).toBeCloseTo(300);
    expect(good.stay!.requests / 5).toBeCloseTo(2 * DAY - 1800);
  });

  it('counts the whole stay of a version that was final before it left', async () => {
    bench.source.scripts.set('a', steady);
    await bench.compare([
      await bench.went('a', [{ version: '1.0.0', ago: DAY }]),
    ]);
    expect((await bench.stored())![0]).toMatchObject({ final: true });

    const later = NOW + 2 * HOUR;
    await bench.revisions.append([
      revisionRow({
        ...{ deployment_id: 'a', at: iso(NOW + HOUR), commit: sha('e') },
        ...{ position: 2, version_before: '1.0.0', version_after: '1.1.0' },
      }),
    ]);
    const now = healthSubject(
      { version: '1.1.0', since: NOW + HOUR, commit: sha('e') },
      { deploymentId: 'a', component: 'a' },
    );
    await bench.compare([now], later);

    const [, old] = (await bench.stored())!;
    expect(old.stay!.requests / 5).toBeCloseTo(DAY + HOUR);
  });

  it('ends the stay with the folder, which brings no version of its own', async () => {
    const subject = await bench.went('a', [
      { version: '1.0.0', ago: 2 * DAY },
      { version: null, ago: DAY },
    ]);
    await bench.compare([subject]);
    const all = (await bench.stored())!;
    expect(all.map(({ comparison }) => comparison.version)).toEqual(['1.0.0']);
    expect(all[0].final).toBe(true);
  });

  it('takes the time it was seen running, and the commit where nobody saw it', async () => {
    const versions = [
      { version: '1.0.0', ago: 3 * DAY },
      { version: '1.1.0', ago: 2 * HOUR },
    ];
    const seen = { since: NOW - HOUR - 1800 };
    await bench.compare([await bench.went('a', versions, seen)]);
    await bench.compare([
      await bench.went('b', versions, { since: undefined }),
    ]);

    const at = async (id: string) =>
      (await bench.stored(id))!.map(({ comparison }) => comparison.at);
    expect(await at('a')).toEqual([iso(NOW - 5400), iso(NOW - 3 * DAY)]);
    expect(await at('b')).toEqual([iso(NOW - 2 * HOUR), iso(NOW - 3 * DAY)]);
  });

  it('does not take the time of what runs for what Git wants by now', async () => {
    // The runtime still runs the version from before.
    const change = { commit: undefined, version: '1.0.0', since: NOW - DAY };
    const subject = await bench.went(
      'a',
      [{ version: '1.1.0', ago: 300 }],
      change,
    );
    await bench.compare([subject]);
    // It has not gone live, so there is nothing to compare.
    expect(await bench.stored()).toBeUndefined();
  });

  it('keeps when a version was seen live, and ends it when the next one was', async () => {
    bench.source.scripts.set('a', steady);
    const seen = NOW - 2 * HOUR + 480;
    const first = await bench.went('a', [{ version: '1.0.0', ago: 2 * HOUR }], {
      since: seen,
    });
    await bench.compare([first], NOW - HOUR - 60);
    const next = await bench.went('a', [{ version: '1.1.0', ago: HOUR }], {
      since: NOW - HOUR + 300,
    });
    await bench.compare([next], NOW + 60);

    const [newest, ended] = (await bench.stored())!;
    expect(newest.comparison.at).toBe(iso(NOW - HOUR + 300));
    expect(ended.comparison.at).toBe(iso(seen));
    // It was measured within its first hour before, and is now once more.
    expect(ended.final).toBe(true);
    expect(ended.stay!.requests).toBeCloseTo(
      5 * Math.floor((NOW - HOUR + 300 - seen) / 24) * 24,
      3,
    );
  });

  it('looks at a deployment again when a commit brought another version', async () => {
    const read = jest.spyOn(bench.revisions, 'versionChangesOf');
    await bench.compare([
      await bench.went('a', [{ version: '1.0.0', ago: 2 * HOUR }]),
    ]);
    const old = await bench.went('a', [{ version: '1.1.0', ago: 61 * 60 }]);
    await bench.compare([old]);
    await bench.compare([old]);
    await bench.compare([old]);

    expect((await bench.stored())!).toHaveLength(2);
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([1, 1, 1, 0]);
  });
});
