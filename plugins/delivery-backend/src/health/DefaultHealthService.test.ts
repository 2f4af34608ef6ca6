import { mockCredentials } from '@backstage/backend-test-utils';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import {
  healthSnapshot,
  storedComparison,
} from '../__testUtils__/healthSubject';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { revisionRow } from '../__testUtils__/rows';
import { HEALTH_DEFAULTS } from '../config/readHealthConfig';
import { ObservationStore } from '../database/ObservationStore';
import { RevisionStore } from '../database/RevisionStore';
import { SOURCE_SILENT_AFTER_MS } from '../deployments/toDeployment';
import { DefaultHealthService, upToNow } from './DefaultHealthService';
import { HealthStore } from './HealthStore';

const caller = { credentials: mockCredentials.user() };
const now = () => new Date().toISOString();

describe('DefaultHealthService', () => {
  let knex: Knex;
  let store: HealthStore;
  let observations: ObservationStore;
  let source: ScriptedHealthSource;
  const deployments = { row: jest.fn(), rows: jest.fn() };

  beforeEach(async () => {
    jest.resetAllMocks();
    knex = await memoryDatabase();
    store = HealthStore.create(knex);
    observations = ObservationStore.create(knex);
    source = new ScriptedHealthSource();
    await observations.sourceAlive(source.id, now());
  });

  afterEach(async () => {
    await knex.destroy();
  });

  const service = (sources = [source]) =>
    DefaultHealthService.create({
      ...{ sources, store, observations, config: HEALTH_DEFAULTS },
      revisions: RevisionStore.create(knex),
      deployments: deployments as never,
      suspensions: { ofIds: async () => new Map() },
    });

  describe('the health of several deployments', () => {
    it('comes in the order that was asked for, and calls no source', async () => {
      const burning = healthSnapshot({ deploymentId: 'b', status: 'burning' });
      await store.putSnapshots([healthSnapshot(), burning]);
      const found = await service().forDeployments(['b', 'x', 'd-1']);
      expect(
        found.map(({ deploymentId, status }) => [deploymentId, status]),
      ).toEqual([
        ['b', 'burning'],
        ['x', 'not-measured'],
        ['d-1', 'healthy'],
      ]);
      expect(source.calls).toEqual([]);
    });

    it('is of those that the caller may see, as their service says', async () => {
      deployments.rows.mockResolvedValue([{ id: 'b' }]);
      const filter = { environments: ['prod'] };
      const found = await service().list(filter, caller);
      expect(found.map(({ deploymentId }) => deploymentId)).toEqual(['b']);
      expect(deployments.rows).toHaveBeenCalledWith(filter, caller);
    });

    it.each([
      [
        'no source is configured',
        () => [],
        'No source of health is configured, so health is not measured.',
      ],
      [
        'its source was taken away',
        () => [Object.assign(new ScriptedHealthSource(), { id: 'other' })],
        'No source of health speaks for this deployment, or it has not been measured yet.',
      ],
    ])('is not measured when %s, in words', async (_, sources, message) => {
      await store.putSnapshots([healthSnapshot()]);
      const [health] = await service(sources()).forDeployments(['d-1']);
      expect(health).toMatchObject({
        ...{ status: 'not-measured', message, errorLimit: 0.01 },
        ...{ slos: [], alerts: [], problems: [], simulated: false },
      });
      expect(health.now).toBeUndefined();
    });

    it('keeps its figures and loses its meaning while its source is silent', async () => {
      await store.putSnapshots([
        healthSnapshot({
          ...{ status: 'burning', symptom: 'failing' },
          now: { from: now(), to: now(), requests: 7, errors: 1, rate: 1 },
        }),
      ]);
      const since = now();
      await observations.sourceSilent(source.id, since, 'it refused.');
      const [health] = await service().forDeployments(['d-1']);
      expect(health).toMatchObject({
        ...{ status: 'silent', silentSince: since, now: { requests: 7 } },
        message: 'Scripted is silent: it refused.',
      });
      expect(health.symptom).toBeUndefined();
    });

    it('is silent as well when nobody measured for too long', async () => {
      await store.putSnapshots([healthSnapshot()]);
      const long = new Date(Date.now() - SOURCE_SILENT_AFTER_MS - 1000);
      await observations.sourceAlive(source.id, long.toISOString());
      const [health] = await service().forDeployments(['d-1']);
      expect(health.status).toBe('silent');
    });
  });

  describe('all about one deployment', () => {
    const details = (asked = {}, sources?: ScriptedHealthSource[]) =>
      service(sources).details('d-1', asked, caller);

    beforeEach(() => store.putSnapshots([healthSnapshot()]));

    it('is refused to who may not see it, before anything is asked', async () => {
      deployments.row.mockRejectedValue(new NotAllowedError('no'));
      await expect(details()).rejects.toThrow(NotAllowedError);
      expect(source.calls).toEqual([]);
    });

    it.each([
      { from: 'yesterday' },
      { from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:00:30Z' },
      { from: '2026-01-01T00:00:00Z', to: '2026-11-20T10:00:30Z' },
    ])('refuses the range %p', async asked => {
      await expect(details(asked)).rejects.toThrow(InputError);
      expect(source.calls).toEqual([]);
    });

    it('covers two hours when no range is asked for', async () => {
      const { from, to, series } = await details();
      expect(Date.parse(to) - Date.parse(from)).toBe(7_200_000);
      expect(series!.times[0] * 1000).toBe(Date.parse(from));
    });

    it('has series, links, markers and comparisons', async () => {
      const at = new Date(Date.now() - 600_000).toISOString();
      await RevisionStore.create(knex).append([
        revisionRow({ at, kind: 'upgrade' }),
        revisionRow({ at, kind: 'upgrade', deployment_id: 'other' }),
      ]);
      await store.putComparison(storedComparison({ at, message: 'fine' }));
      const found = await details();
      expect(found.markers).toMatchObject([{ version: '2.4.0', at }]);
      expect(found.comparisons).toMatchObject([{ message: 'fine' }]);
      expect(found.links).toHaveLength(1);
      expect(found.seriesProblem).toBeUndefined();
    });

    it('says why it has no series when the source fails, and keeps the rest', async () => {
      source.failure = 'Prometheus eu-1 refused the connection.';
      const found = await details();
      expect(found.series).toBeUndefined();
      expect(found).toMatchObject({
        ...{ seriesProblem: source.failure, health: { status: 'healthy' } },
        links: [{ title: 'Scripted' }],
      });
    });

    it('says why it has no series when nothing measures it', async () => {
      const found = await details({}, []);
      expect(found.series).toBeUndefined();
      expect(found).toMatchObject({
        links: [],
        seriesProblem:
          'No source of health is configured, so health is not measured.',
      });
    });

    it('has no links where the source has no page to show', async () => {
      Object.assign(source, { links: undefined });
      expect((await details()).links).toEqual([]);
    });
  });
});

describe('upToNow', () => {
  const line = { from: 1_000, step: 120, values: [0.1, 0.2, 0.3, 0.4] };

  it('leaves a line alone that is current', () => {
    expect(upToNow(line, 1_400_000)).toEqual(line);
  });

  it('goes on without points while nobody measures', () => {
    // The last point is that of 1360; two steps have passed since.
    expect(upToNow(line, 1_610_000)).toEqual({
      ...{ from: 1_240, step: 120, values: [0.3, 0.4, null, null] },
    });
  });

  it('has no point left after its whole length', () => {
    expect(upToNow(line, 9_000_000)?.values).toEqual([null, null, null, null]);
    expect(upToNow(undefined, 1)).toBeUndefined();
  });
});
