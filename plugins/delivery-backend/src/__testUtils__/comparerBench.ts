import type { CountsRequest } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import { RevisionStore } from '../database/RevisionStore';
import { DeployComparer } from '../health/DeployComparer';
import { HealthStore } from '../health/HealthStore';
import type { HealthSubject } from '../health/HealthSubjects';
import { LIMITS, healthSubject } from './healthSubject';
import { memoryDatabase } from './indexFixture';
import { revisionRow, sha } from './rows';
import { type Script, ScriptedHealthSource } from './ScriptedHealthSource';

/** The moment of the tests, in seconds. */
export const NOW = Date.parse('2026-11-21T12:00:00Z') / 1000;
export const HOUR = 3600;
export const DAY = 24 * HOUR;

const never = new AbortController().signal;

export const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

export const steady: Script = () => ({ perSecond: 5, errorRatio: 0.001 });

/** What one version of a folder is named in the tests. */
export interface Live {
  version: string | null;
  /** Seconds before now. */
  ago: number;
}

/** A comparer over a ledger and a source that do what a test says. */
class ComparerBench {
  readonly source = new ScriptedHealthSource();
  readonly asked: CountsRequest[][] = [];
  readonly store: HealthStore;
  readonly revisions: RevisionStore;
  comparer: DeployComparer;

  constructor(knex: Knex) {
    this.store = HealthStore.create(knex);
    this.revisions = RevisionStore.create(knex);
    this.comparer = this.newComparer();
    const counts = this.source.counts.bind(this.source);
    jest.spyOn(this.source, 'counts').mockImplementation(async requests => {
      this.asked.push([...requests]);
      return counts(requests);
    });
  }

  newComparer(reachSeconds = 14 * DAY) {
    const { store, revisions } = this;
    return DeployComparer.create({
      ...{ store, revisions, reachSeconds, limits: () => LIMITS },
    });
  }

  /** Writes the ledger of a deployment, oldest first, and gives its subject. */
  async went(
    deploymentId: string,
    versions: Live[],
    change: Partial<HealthSubject> = {},
  ): Promise<HealthSubject> {
    const commitOf = (index: number) => sha(`${deploymentId}${index}`);
    const before = await this.revisions.count(deploymentId);
    await this.revisions.append(
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

  compare(subjects: HealthSubject[], now = NOW) {
    return this.comparer.compare(this.source, subjects, now, never);
  }

  async stored(id = 'a') {
    return (await this.store.comparisons([id])).get(id);
  }
}

/** A bench for each test; it is there while a test runs. */
export function useComparerBench() {
  let knex: Knex;
  let bench: ComparerBench;

  beforeEach(async () => {
    knex = await memoryDatabase();
    bench = new ComparerBench(knex);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await knex.destroy();
  });

  return () => bench;
}
