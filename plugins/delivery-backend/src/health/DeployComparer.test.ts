import type { CountsRequest } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import {
  type Script,
  ScriptedHealthSource,
} from '../__testUtils__/ScriptedHealthSource';
import { LIMITS, healthSubject } from '../__testUtils__/healthSubject';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { revisionRow, sha } from '../__testUtils__/rows';
import { RevisionStore } from '../database/RevisionStore';
import { DeployComparer } from './DeployComparer';
import { HealthStore } from './HealthStore';
import type { HealthSubject } from './HealthSubjects';

const NOW = Date.parse('2026-11-21T12:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const never = new AbortController().signal;

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** What one version of a folder is named in these tests. */
interface Live {
  version: string | null;
  /** Seconds before now. */
  ago: number;
}

describe('DeployComparer', () => {
  let knex: Knex;
  let store: HealthStore;
  let revisions: RevisionStore;
  let source: ScriptedHealthSource;
  let comparer: DeployComparer;
  let asked: CountsRequest[][];

  const newComparer = (reachSeconds = 14 * DAY) =>
    DeployComparer.create({
      ...{ store, revisions, reachSeconds, limits: () => LIMITS },
    });

  beforeEach(async () => {
    knex = await memoryDatabase();
    store = HealthStore.create(knex);
    revisions = RevisionStore.create(knex);
    source = new ScriptedHealthSource();
    comparer = newComparer();
    asked = [];
    const counts = source.counts.bind(source);
    jest.spyOn(source, 'counts').mockImplementation(async requests => {
      asked.push([...requests]);
      return counts(requests);
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await knex.destroy();
  });

  /** Writes the ledger of a deployment, oldest first, and gives its subject. */
  async function went(
    deploymentId: string,
    versions: Live[],
    change: Partial<HealthSubject> = {},
  ): Promise<HealthSubject> {
    const commitOf = (index: number) => sha(`${deploymentId}${index}`);
    const before = await revisions.count(deploymentId);
    await revisions.append(
      versions.map(({ version, ago }, index) =>
        revisionRow({
          ...{ deployment_id: deploymentId, at: iso(NOW - ago) },
          commit: commitOf(before + index),
          position: before + index + 1,
          kind: version ? 'upgrade' : 'remove',
          version_before: versions[index - 1]?.version ?? null,
          version_after: version,
        }),
      ),
    );
    const last = versions[versions.length - 1];
    return healthSubject(
      {
        ...{ version: last.version ?? undefined, since: NOW - last.ago },
        commit: commitOf(before + versions.length - 1),
        ...change,
      },
      { deploymentId, component: deploymentId },
    );
  }

  const compare = (subjects: HealthSubject[], now = NOW) =>
    comparer.compare(source, subjects, now, never);

  const stored = async (id = 'a') => (await store.comparisons([id])).get(id);

  /** Moments around which was asked, as seconds before now, in order. */
  const moments = (requests: CountsRequest[] = []) =>
    requests
      .filter(({ span }) => span.to - span.from === HOUR && span.parts === 12)
      .map(({ target, span }) => [target.deploymentId, NOW - span.to] as const);

  const steady: Script = () => ({ perSecond: 5, errorRatio: 0.001 });

  it('asks nothing where nothing went live', async () => {
    expect(await compare([])).toEqual([]);
    const quiet = healthSubject({ since: NOW - DAY });
    expect(await compare([quiet])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('compares the hour before with the hour after, and keeps both', async () => {
    source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 2 * HOUR ? 0.001 : 0.05 },
    }));
    const subject = await went('a', [
      { version: '1.0.0', ago: 20 * DAY },
      { version: '1.1.0', ago: 2 * HOUR },
    ]);

    expect(await compare([subject])).toEqual(['a']);
    const [{ comparison, beforeParts, final, stay }] = (await stored())!;
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
    const one = await went('a', [
      { version: '1.0.0', ago: 3 * DAY },
      { version: '1.1.0', ago: 2 * DAY },
    ]);
    const other = await went('b', [
      { version: '2.0.0', ago: 5 * DAY },
      { version: '2.1.0', ago: 4 * DAY },
      { version: '2.2.0', ago: HOUR },
    ]);
    await compare([one, other]);

    // The hour after has the length of the hour before; each moment once.
    const order = moments(asked[0]).filter(([, ago]) =>
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
      subjects.push(await went(`d${index}`, [{ version: '1.0.0', ago }]));
    }
    const rounds = [];
    for (let round = 0; round < 4; round++) {
      rounds.push((await compare(subjects)).length);
    }

    expect(rounds).toEqual([40, 5, 0, 0]);
    expect(asked).toHaveLength(2);
    expect(asked[0][0].target.deploymentId).toBe('d0');
    expect(asked[1][asked[1].length - 1].target.deploymentId).toBe('d44');
  });

  it('reads the ledger of two hundred deployments a round, the freshest first', async () => {
    const read = jest.spyOn(revisions, 'versionChangesOf');
    const subjects = Array.from({ length: 250 }, (_, index) =>
      healthSubject(
        { since: NOW - 2 * HOUR - index },
        { deploymentId: `d${index}` },
      ),
    ).reverse();
    await compare(subjects);
    await compare(subjects);
    await compare(subjects);

    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([200, 50, 0]);
    expect(read.mock.calls[0][0][0]).toBe('d0');
  });

  it('of a version a few seconds old asks for the hour before alone', async () => {
    source.scripts.set('a', steady);
    const subject = await went('a', [{ version: '1.0.0', ago: 29 }]);
    await compare([subject]);

    expect(asked[0]).toHaveLength(1);
    const [{ comparison, final }] = (await stored())!;
    expect(final).toBe(false);
    expect(comparison.before!.requests).toBe(18_000);
    expect(comparison.after).toBeUndefined();
  });

  it('measures what runs again once a minute, until its first hour is over', async () => {
    source.scripts.set('a', steady);
    const subject = await went('a', [{ version: '1.0.0', ago: 600 }]);
    const finalAfter = async (seconds: number) => {
      const { length } = await compare([subject], NOW + seconds);
      return [length, (await stored())![0].final];
    };

    expect(await finalAfter(0)).toEqual([1, false]);
    expect(await finalAfter(60)).toEqual([0, false]);
    expect(await finalAfter(61)).toEqual([1, false]);
    expect(await finalAfter(3_000)).toEqual([1, false]);
    expect(await finalAfter(3_061)).toEqual([1, true]);
    expect(await finalAfter(9_000)).toEqual([0, true]);
    expect((await stored())![0].comparison.after!.requests).toBe(18_000);
  });

  it('does not measure again what another process has measured', async () => {
    const subject = await went('a', [{ version: '1.0.0', ago: 2 * HOUR }]);
    await compare([subject]);
    comparer = newComparer();
    expect(await compare([subject])).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('ends the stay of a version with the rollback from it', async () => {
    source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 1800 ? 0.001 : 0.05 },
    }));
    const subject = await went('a', [
      { version: '1.0.0', ago: 2 * DAY },
      { version: '1.1.0', ago: 1800 },
      { version: '1.0.0', ago: 600 },
    ]);
    await compare([subject]);

    const [back, bad, good] = (await stored())!;
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
    source.scripts.set('a', steady);
    await compare([await went('a', [{ version: '1.0.0', ago: DAY }])]);
    expect((await stored())![0]).toMatchObject({ final: true });

    const later = NOW + 2 * HOUR;
    await revisions.append([
      revisionRow({
        ...{ deployment_id: 'a', at: iso(NOW + HOUR), commit: sha('e') },
        ...{ position: 2, version_before: '1.0.0', version_after: '1.1.0' },
      }),
    ]);
    const now = healthSubject(
      { version: '1.1.0', since: NOW + HOUR, commit: sha('e') },
      { deploymentId: 'a', component: 'a' },
    );
    await compare([now], later);

    const [, old] = (await stored())!;
    expect(old.stay!.requests / 5).toBeCloseTo(DAY + HOUR);
  });

  it('ends the stay with the folder, which brings no version of its own', async () => {
    const subject = await went('a', [
      { version: '1.0.0', ago: 2 * DAY },
      { version: null, ago: DAY },
    ]);
    await compare([subject]);
    const all = (await stored())!;
    expect(all.map(({ comparison }) => comparison.version)).toEqual(['1.0.0']);
    expect(all[0].final).toBe(true);
  });

  it('takes the time it was seen running, and the commit where nobody saw it', async () => {
    const versions = [
      { version: '1.0.0', ago: 3 * DAY },
      { version: '1.1.0', ago: 2 * HOUR },
    ];
    const seen = { since: NOW - HOUR - 1800 };
    await compare([await went('a', versions, seen)]);
    await compare([await went('b', versions, { since: undefined })]);

    const at = async (id: string) =>
      (await stored(id))!.map(({ comparison }) => comparison.at);
    expect(await at('a')).toEqual([iso(NOW - 5400), iso(NOW - 3 * DAY)]);
    expect(await at('b')).toEqual([iso(NOW - 2 * HOUR), iso(NOW - 3 * DAY)]);
  });

  it('does not take the time of what runs for what Git wants by now', async () => {
    // The runtime still runs the version from before.
    const change = { commit: undefined, version: '1.0.0', since: NOW - DAY };
    const subject = await went('a', [{ version: '1.1.0', ago: 300 }], change);
    await compare([subject]);
    // It has not gone live, so there is nothing to compare.
    expect(await stored()).toBeUndefined();
  });

  it('keeps when a version was seen live, and ends it when the next one was', async () => {
    source.scripts.set('a', steady);
    const seen = NOW - 2 * HOUR + 480;
    const first = await went('a', [{ version: '1.0.0', ago: 2 * HOUR }], {
      since: seen,
    });
    await compare([first], NOW - HOUR - 60);
    const next = await went('a', [{ version: '1.1.0', ago: HOUR }], {
      since: NOW - HOUR + 300,
    });
    await compare([next], NOW + 60);

    const [newest, ended] = (await stored())!;
    expect(newest.comparison.at).toBe(iso(NOW - HOUR + 300));
    expect(ended.comparison.at).toBe(iso(seen));
    // It was measured within its first hour before, and is now once more.
    expect(ended.final).toBe(true);
    expect(ended.stay!.requests).toBeCloseTo(
      5 * Math.floor((NOW - HOUR + 300 - seen) / 24) * 24,
      3,
    );
  });

  it('keeps what it knows when the source has forgotten it', async () => {
    source.scripts.set('a', at => ({
      ...{ perSecond: 5, errorRatio: at < NOW - 2 * HOUR ? 0.001 : 0.05 },
    }));
    const first = await went('a', [{ version: '1.0.0', ago: 2 * HOUR }]);
    await compare([first]);
    expect((await stored())![0].comparison.verdict).toBe('burning');

    source.scripts.delete('a');
    const next = await went('a', [{ version: '1.1.0', ago: HOUR }]);
    await compare([next], NOW + 60);
    const [, kept] = (await stored())!;
    expect(kept.comparison).toMatchObject({ verdict: 'burning', final: true });
    expect(kept.comparison.before!.requests).toBe(18_000);
    // And it is not asked for again.
    await compare([next], NOW + 120);
    expect(asked[asked.length - 1]?.length ?? 0).toBeLessThan(
      asked[0].length + 2,
    );
  });

  it('leaves alone what is further back than it is to reach', async () => {
    comparer = newComparer(2 * DAY);
    const subject = await went('a', [
      { version: '1.0.0', ago: 9 * DAY },
      { version: '1.1.0', ago: 2 * DAY },
      { version: '1.2.0', ago: 2 * DAY - 1 },
    ]);
    await compare([subject]);
    const all = (await stored())!;
    expect(all.map(({ comparison }) => comparison.version)).toEqual(['1.2.0']);
  });

  it('looks at a deployment again when a commit brought another version', async () => {
    const read = jest.spyOn(revisions, 'versionChangesOf');
    await compare([await went('a', [{ version: '1.0.0', ago: 2 * HOUR }])]);
    const old = await went('a', [{ version: '1.1.0', ago: 61 * 60 }]);
    await compare([old]);
    await compare([old]);
    await compare([old]);

    expect((await stored())!).toHaveLength(2);
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([1, 1, 1, 0]);
  });

  it('keeps nothing when the source fails, and asks again next time', async () => {
    source.scripts.set('a', steady);
    const subject = await went('a', [{ version: '1.0.0', ago: DAY }]);
    source.failure = 'connection refused';
    await expect(compare([subject])).rejects.toThrow('connection refused');
    expect(await stored()).toBeUndefined();

    source.failure = undefined;
    expect(await compare([subject])).toEqual(['a']);
    expect((await stored())![0].comparison.verdict).toBe('clean');
  });

  it('says of what nobody measured that it was not measured', async () => {
    await compare([await went('a', [{ version: '1.0.0', ago: DAY }])]);
    const [{ comparison, beforeParts }] = (await stored())!;
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
    source.scripts.set('a', failing).set('b', failing);
    comparer = DeployComparer.create({
      ...{ store, revisions, reachSeconds: 14 * DAY },
      limits: ({ target }) => ({
        ...{ ...LIMITS, errorRatio: target.component === 'a' ? 0.005 : 0.01 },
      }),
    });
    await compare([
      await went('a', [{ version: '1.0.0', ago: DAY }]),
      await went('b', [{ version: '1.0.0', ago: DAY }]),
    ]);
    expect((await stored('a'))![0].comparison.verdict).toBe('burning');
    expect((await stored('b'))![0].comparison.verdict).toBe('clean');
  });
});
