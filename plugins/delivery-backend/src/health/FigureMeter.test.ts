import type { HealthReading } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import {
  LIMITS,
  healthSubject,
  storedComparison,
} from '../__testUtils__/healthSubject';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { sha } from '../__testUtils__/rows';
import { FigureMeter } from './FigureMeter';
import { HealthStore } from './HealthStore';
import type { HealthSubject } from './HealthSubjects';

const NOW = 1_790_000_000;
const HOUR = 3600;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const signal = new AbortController().signal;

const counts = (requests: number, errors: number) => ({ requests, errors });

function reading(hour?: HealthReading['hour']): HealthReading {
  return { profile: 'scripted', hour, alerts: [], slos: [] };
}

describe('FigureMeter', () => {
  let knex: Knex;
  let store: HealthStore;
  let source: ScriptedHealthSource;
  let meter: FigureMeter;

  beforeEach(async () => {
    knex = await memoryDatabase();
    store = HealthStore.create(knex);
    source = new ScriptedHealthSource();
    meter = FigureMeter.create(store);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await knex.destroy();
  });

  async function figures(
    subject: HealthSubject,
    hour?: HealthReading['hour'],
    now = NOW,
  ) {
    const measured = await meter.measure(
      source,
      [subject],
      new Map([['d-1', reading(hour)]]),
      { now, signal, limits: () => LIMITS },
    );
    return measured.get('d-1')!;
  }

  const keepBefore = (commit: string) =>
    store.putComparison(
      storedComparison({}, { commit, beforeParts: [counts(1000, 1), null] }),
    );

  it('takes the last hour, which the reading has, for what runs longer', async () => {
    const subject = healthSubject({ since: NOW - HOUR });
    const { after } = await figures(subject, counts(3600, 36));

    expect(after).toMatchObject({
      ...{ requests: 3600, errors: 36, rate: 1 },
      ...{ from: iso(NOW - HOUR), to: iso(NOW) },
    });
    expect(source.calls).toEqual([]);
  });

  it('counts what is younger than an hour since it went live', async () => {
    source.scripts.set('payments', () => ({ perSecond: 5, errorRatio: 0.1 }));
    const subject = healthSubject({ since: NOW - 600 });
    const { after } = await figures(subject, counts(18_000, 1));

    expect(after).toMatchObject({
      ...{ requests: 3000, errors: 300 },
      ...{ from: iso(NOW - 600), to: iso(NOW) },
    });
    expect(source.calls).toEqual(['counts 1']);
  });

  it('does not pass the hour of the version before off as that of the new one', async () => {
    const subject = healthSubject({ since: NOW - 29 });
    const { after } = await figures(subject, counts(18_000, 1));
    expect(after).toBeUndefined();
    expect(source.calls).toEqual([]);
  });

  it('takes the last hour where nobody knows since when it runs', async () => {
    const subject = healthSubject({ since: undefined });
    const { after, before } = await figures(subject, counts(10, 0));
    expect(after!.requests).toBe(10);
    expect(before).toBeUndefined();
  });

  it('says nothing where the source has nothing', async () => {
    const subject = healthSubject({ since: NOW - 2 * HOUR });
    expect(await figures(subject)).toMatchObject({
      ...{ after: undefined, before: undefined },
      errors: { result: 'unknown', message: 'nothing to compare with' },
    });
    const unread = await meter.measure(source, [subject], new Map(), {
      ...{ now: NOW, signal, limits: () => LIMITS },
    });
    expect(unread.get('d-1')!.after).toBeUndefined();
  });

  it('compares with the hour before this version, as it was stored', async () => {
    await keepBefore(sha('c'));
    const since = NOW - 5 * HOUR;
    const { before, errors } = await figures(
      healthSubject({ since }),
      counts(1000, 200),
    );
    expect(before).toMatchObject({
      ...{ requests: 1000, from: iso(since - HOUR), to: iso(since) },
    });
    expect(errors.result).toBe('worse');
  });

  it.each([
    ['of another commit', { since: NOW - HOUR }, sha('b')],
    ['of no commit', { since: NOW - HOUR, commit: undefined }, sha('c')],
    ['at an unknown time', { since: undefined }, sha('c')],
  ])(
    'does not compare with the hour before a version %s',
    async (_, change, commit) => {
      await keepBefore(commit);
      const { before } = await figures(
        healthSubject(change),
        counts(1000, 200),
      );
      expect(before).toBeUndefined();
    },
  );

  it('reads what was before once for each version', async () => {
    await keepBefore(sha('c'));
    await keepBefore(sha('d'));
    const read = jest.spyOn(store, 'comparisons');
    const since = NOW - HOUR;
    for (const commit of [sha('c'), sha('c'), sha('d'), sha('d')]) {
      await figures(healthSubject({ since, commit }), counts(1, 0));
    }
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([1, 0, 1, 0]);
  });

  it('looks again for what was before until it has been measured', async () => {
    const subject = healthSubject({ since: NOW - 600 });
    expect((await figures(subject, counts(9, 0))).before).toBeUndefined();
    await keepBefore(sha('c'));
    expect((await figures(subject, counts(9, 0))).before!.requests).toBe(1000);
  });

  it('does not look in every round for what may never have been measured', async () => {
    const read = jest.spyOn(store, 'comparisons');
    const subject = healthSubject({ since: NOW - 9 * 24 * HOUR });
    await figures(subject, counts(9, 0));
    await figures(subject, counts(9, 0));
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([1, 0]);
  });

  it('knows what still runs while Git already wants another version', async () => {
    await keepBefore(sha('c'));
    const since = NOW - 5 * HOUR;
    const subject = healthSubject({ since });
    await figures(subject, counts(1000, 200));
    const waits = { ...subject, commit: undefined, since: undefined };
    expect(meter.recall(waits)).toEqual(subject);
    const other = { ...waits, version: '9.9.9' };
    expect(meter.recall(other)).toEqual(other);
    expect(meter.recall(subject)).toBe(subject);
  });

  it('asks for all young versions in one question', async () => {
    const subjects = ['a', 'b', 'c'].map((deploymentId, index) =>
      healthSubject(
        { since: NOW - 100 - index * 1000, commit: undefined },
        { deploymentId, component: deploymentId },
      ),
    );
    source.scripts.set('b', () => ({ perSecond: 1, errorRatio: 0 }));
    const all = await meter.measure(source, subjects, new Map(), {
      ...{ now: NOW, signal, limits: () => LIMITS },
    });
    expect(source.calls).toEqual(['counts 3']);
    expect([...all].map(([id, { after }]) => [id, after?.requests])).toEqual([
      ['a', undefined],
      ['b', 1092],
      ['c', undefined],
    ]);
  });

  it('fails when the source does, in its words', async () => {
    source.failure = 'connection refused';
    await expect(figures(healthSubject({ since: NOW - 60 }))).rejects.toThrow(
      'connection refused',
    );
  });
});
