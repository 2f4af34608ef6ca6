import { describeDatabases } from '../__testUtils__/describeDatabases';
import {
  healthSnapshot,
  storedComparison,
} from '../__testUtils__/healthSubject';
import { sha } from '../__testUtils__/rows';
import { HealthStore } from './HealthStore';

jest.setTimeout(60_000);

const counts = {
  ...{ requests: 12.5, errors: 0.25 },
  buckets: [
    { le: 0.25, count: 10 },
    { le: Infinity, count: 12.5 },
  ],
};

describeDatabases('figures of deployments', database => {
  const store = () => HealthStore.create(database());

  it('come back as they were stored', async () => {
    const snapshot = healthSnapshot({
      ...{ status: 'burning', symptom: 'failing' },
      sparkline: { from: 1, step: 60, values: [0.5, null] },
    });
    await store().putSnapshots([snapshot]);

    expect(await store().snapshots(['d-1'])).toEqual(
      new Map([['d-1', snapshot]]),
    );
  });

  it('of a deployment that was never measured are absent, not empty', async () => {
    await store().putSnapshots([healthSnapshot()]);
    const found = await store().snapshots(['d-1', 'd-2']);
    expect([...found.keys()]).toEqual(['d-1']);
    expect((await store().snapshots([])).size).toBe(0);
  });

  it('replace the figures of the round before', async () => {
    await store().putSnapshots([healthSnapshot({ message: 'first' })]);
    await store().putSnapshots([
      { ...healthSnapshot({ message: 'second' }), source: 'other:1' },
    ]);

    const found = await store().snapshots(['d-1']);
    expect(found.get('d-1')).toMatchObject({
      ...{ source: 'other:1', health: { message: 'second' } },
    });
    expect(await database()('health_snapshots')).toHaveLength(1);
  });

  it('name the deployments whose status is another one now, and no others', async () => {
    const of = (deploymentId: string, status: 'healthy' | 'burning') =>
      healthSnapshot({ deploymentId, status });
    expect(
      await store().putSnapshots([of('a', 'healthy'), of('b', 'healthy')]),
    ).toEqual(['a', 'b']);
    expect(
      await store().putSnapshots([of('a', 'healthy'), of('b', 'burning')]),
    ).toEqual(['b']);
    expect(
      await store().putSnapshots([
        { ...of('b', 'burning'), source: 'other:1' },
        of('c', 'healthy'),
      ]),
    ).toEqual(['c']);
  });

  it('of more deployments than one statement takes are all stored and found', async () => {
    const ids = Array.from({ length: 1101 }, (_, index) => `d-${index}`);
    const changed = await store().putSnapshots(
      ids.map(deploymentId => healthSnapshot({ deploymentId })),
    );

    expect(changed).toHaveLength(1101);
    expect((await store().snapshots(ids)).size).toBe(1101);
    await store().keepSnapshots(new Set(['d-7', 'd-1100']));
    expect([...(await store().snapshots(ids)).keys()].sort()).toEqual([
      'd-1100',
      'd-7',
    ]);
  });

  it('are stored all or not at all', async () => {
    const bad = { ...healthSnapshot({ deploymentId: 'b' }), source: undefined };
    const many = Array.from({ length: 150 }, (_, index) =>
      healthSnapshot({ deploymentId: `d-${index}` }),
    );
    await expect(store().putSnapshots([...many, bad as never])).rejects.toThrow(
      /null/i,
    );
    expect(await database()('health_snapshots')).toEqual([]);
  });

  it('are forgotten when no source speaks for the deployment any more', async () => {
    await store().putSnapshots([
      healthSnapshot({ deploymentId: 'a' }),
      healthSnapshot({ deploymentId: 'b' }),
    ]);
    await store().keepSnapshots(new Set(['b', 'never measured']));
    expect([...(await store().snapshots(['a', 'b'])).keys()]).toEqual(['b']);

    await store().keepSnapshots(new Set());
    expect((await store().snapshots(['b'])).size).toBe(0);
  });

  it('that come again after they were forgotten count as changed', async () => {
    await store().putSnapshots([healthSnapshot()]);
    await store().keepSnapshots(new Set());
    expect(await store().putSnapshots([healthSnapshot()])).toEqual(['d-1']);
  });
});

describeDatabases('what was measured around a version', database => {
  const store = () => HealthStore.create(database());

  it('keeps the infinite bound of a histogram, gaps, and an absent stay', async () => {
    const stored = storedComparison(
      {},
      { beforeParts: [counts, null], final: false },
    );
    await store().putComparison(stored);

    const found = await store().comparisons(['d-1']);
    expect(found.get('d-1')).toEqual([{ ...stored, stay: undefined }]);
    expect(found.get('d-1')![0].beforeParts[0]!.buckets![1].le).toBe(Infinity);
  });

  it('keeps the counts of the whole stay once it ended', async () => {
    await store().putComparison(storedComparison({}, { stay: counts }));
    const found = await store().comparisons(['d-1']);
    expect(found.get('d-1')![0].stay).toEqual(counts);
  });

  it('is written anew for the same commit, and once for each', async () => {
    await store().putComparison(
      storedComparison({ message: 'early' }, { final: false }),
    );
    await store().putComparison(storedComparison({ message: 'late' }));

    const found = await store().comparisons(['d-1']);
    expect(found.get('d-1')).toHaveLength(1);
    expect(found.get('d-1')![0]).toMatchObject({
      ...{ final: true, comparison: { message: 'late' } },
    });
  });

  it('is listed newest first, each deployment by itself', async () => {
    const put = (deploymentId: string, at: string, letter: string) =>
      store().putComparison(
        storedComparison({ deploymentId, at }, { commit: sha(letter) }),
      );
    await put('d-1', '2026-11-20T10:00:00.000Z', 'b');
    await put('d-1', '2026-11-21T10:00:00.000Z', 'c');
    await put('d-1', '2026-11-19T10:00:00.000Z', 'a');
    await put('d-2', '2026-11-22T10:00:00.000Z', 'c');

    const found = await store().comparisons(['d-1', 'd-2', 'd-3']);
    expect(found.get('d-1')!.map(({ commit }) => commit[0])).toEqual([
      ...['c', 'b', 'a'],
    ]);
    expect(found.get('d-2')).toHaveLength(1);
    expect(found.has('d-3')).toBe(false);
  });

  it('outlives the figures of its deployment', async () => {
    await store().putSnapshots([healthSnapshot()]);
    await store().putComparison(storedComparison());
    await store().keepSnapshots(new Set());
    expect((await store().comparisons(['d-1'])).get('d-1')).toHaveLength(1);
  });
});
