import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { DeploymentRow, RepositoryRow } from '../database/rows';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { RevisionStore } from '../database/RevisionStore';
import { GitError } from '@slipway/backstage-plugin-git-node';
import type { Stages } from '../environments/Stages';
import type { GitMirror } from '../git/GitMirror';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { ChangePlanner } from '../preflight/ChangePlanner';
import type { DesiredStateWriter } from './DesiredStateWriter';
import { HistoryWalk } from './HistoryWalk';
import { findLandings } from './landings';

/** What an indexer works with. */
export interface RepositoryIndexerOptions {
  knex: Knex;
  mirror: GitMirror;
  matcher: LayoutMatcher;
  formats: readonly ManifestFormat[];
  stages: Stages;
  repositories: RepositoryStore;
  revisions: RevisionStore;
  desired: DesiredStateWriter;
  logger: LoggerService;
}

/** What an indexing changed. */
export interface IndexResult {
  head?: string;
  deployments: Pick<DeploymentRow, 'id' | 'entity_ref'>[];
}

/** Where a walk begins, and what it means for the folders. */
interface WalkPlan {
  /** Commit that is walked from; the whole history without one. */
  base?: string;
  /** Read all folders at the head, not only those the walk touches. */
  complete: boolean;
  /** The branch was rewritten. */
  rewritten?: boolean;
  /** The ledger is made anew, for another layout. */
  anew?: boolean;
}

/**
 * Brings the ledger up to the newest commit of one repository. May be
 * interrupted anywhere: what is there is kept, and the next call goes on.
 */
export class RepositoryIndexer {
  readonly #options: RepositoryIndexerOptions;
  readonly #planner: ChangePlanner;
  #running: Promise<unknown> = Promise.resolve();

  private constructor(options: RepositoryIndexerOptions) {
    this.#options = options;
    this.#planner = ChangePlanner.create(options);
  }

  static create(options: RepositoryIndexerOptions) {
    return new RepositoryIndexer(options);
  }

  get mirror(): GitMirror {
    return this.#options.mirror;
  }

  /** Plans changes of this repository's folders. */
  get matcher(): LayoutMatcher {
    return this.#options.matcher;
  }

  get planner(): ChangePlanner {
    return this.#planner;
  }

  /**
   * Fetches and indexes. Calls at the same time are done one after the other.
   *
   * @throws GitError when the remote does not answer; the ledger is as before
   */
  async index(signal?: AbortSignal): Promise<IndexResult> {
    const turn = this.#running.then(() => this.#index(signal));
    this.#running = turn.catch(() => {});
    return turn;
  }

  /** Changes when the same commits would be read in another way. */
  #layoutDigest(): string {
    const { mirror, formats, stages } = this.#options;
    const text = JSON.stringify([
      mirror.repository.layouts,
      // They are part of what a path can mean.
      stages.names,
      formats.map(format => format.id),
      // Without kinds it is as it was before there were any.
      ...(stages.kinds.length ? [stages.kinds] : []),
    ]);
    return createHash('sha256').update(text).digest('hex').slice(0, 32);
  }

  async #index(signal?: AbortSignal): Promise<IndexResult> {
    const { mirror, repositories } = this.#options;
    const { id, url, branch } = mirror.repository;
    await repositories.ensure({ id, url: withoutSecrets(url), branch });
    const head = await mirror.fetch(signal);
    const row = (await repositories.get(id))!;
    const now = new Date().toISOString();
    if (!head) {
      if (row.head) {
        // Not an order to forget everything: more likely a slip of a person.
        throw new GitError(`Fetching ${id}`, 'empty', '');
      }
      await repositories.alive(id, now);
      return { deployments: [] };
    }
    const layout = this.#layoutDigest();
    if (row.head === head && row.layout === layout) {
      await repositories.alive(id, now);
      return { head, deployments: [] };
    }
    const plan = await this.#plan(head, row, layout);
    const deployments = await this.#walk(head, plan, signal);
    const before = plan.anew ? null : row.head;
    await this.#finish(head, { ...row, head: before }, layout);
    await repositories.alive(id, now);
    return { head, deployments };
  }

  /**
   * Two replicas may index at once. Who finds that the other one was faster
   * goes on from there, and reads all folders again, because the slower one
   * may have written last.
   */
  async #finish(head: string, row: RepositoryRow, layout: string) {
    const { mirror, matcher, repositories, desired } = this.#options;
    const first = await repositories.advance(row.id, row.head, {
      head,
      layout,
    });
    if (!first) {
      const again = await this.#index();
      await desired.write(mirror, matcher, again.head ?? head);
    }
  }

  /** Decides where to begin, and marks what a rewritten branch lost. */
  async #plan(
    head: string,
    row: RepositoryRow,
    layout: string,
  ): Promise<WalkPlan> {
    const { mirror, revisions, logger } = this.#options;
    const from = row.layout === layout ? (row.checkpoint ?? row.head) : null;
    if (!from) {
      // Without a head, an interruption begins again instead of seeming done.
      await this.#options.repositories.update(row.id, {
        ...{ layout, head: null, checkpoint: null },
      });
      return { base: undefined, complete: true, anew: true };
    }
    if (await mirror.isAncestor(from, head)) {
      return { base: from, complete: Boolean(row.checkpoint) };
    }
    logger.warn('The branch of a GitOps repository was rewritten', {
      repository: row.id,
      from,
      to: head,
    });
    if (!(await mirror.resolve(`${from}^{commit}`))) {
      await revisions.markAllRewritten(row.id);
      return { base: undefined, complete: true };
    }
    const lost = await mirror.graph([`${head}..${from}`]);
    const present = await this.#options.desired.idsOf(row.id);
    await revisions.markRewritten(
      present,
      lost.map(commit => commit.sha),
    );
    return { base: from, complete: true, rewritten: true };
  }

  async #walk(head: string, plan: WalkPlan, signal?: AbortSignal) {
    const { mirror, desired, revisions, repositories, knex } = this.#options;
    const range = plan.base ? [`${plan.base}..${head}`] : [head];
    const walk = await this.#historyWalk(head, plan, range, signal);
    const touched = new Set<string>();
    for await (const batch of walk.batches(range)) {
      await knex.transaction(async transaction => {
        await revisions.append(batch.rows, transaction);
        if (!plan.rewritten) {
          await repositories.update(
            mirror.repository.id,
            { checkpoint: batch.checkpoint },
            transaction,
          );
        }
      });
      for (const path of batch.folders) {
        touched.add(path);
      }
    }
    return desired.write(
      mirror,
      this.#options.matcher,
      head,
      plan.complete ? undefined : [...touched],
    );
  }

  async #historyWalk(
    head: string,
    plan: WalkPlan,
    range: string[],
    signal?: AbortSignal,
  ): Promise<HistoryWalk> {
    const { mirror, revisions } = this.#options;
    const merged = await mirror.hasMerges(range);
    const landings = merged
      ? findLandings(await mirror.graph(range))
      : new Map<string, string>();
    // Where a rewritten branch forked, the folders are as they were then.
    const base = plan.rewritten
      ? await mirror.mergeBase(plan.base!, head)
      : plan.base;
    return new HistoryWalk({
      ...this.#options,
      ...{ base, landings, merged, signal },
      landedAt: await mirror.commitTimes([...new Set(landings.values())]),
      firstPosition: await revisions.lastPosition(),
      everRemoved: ids => revisions.everRemoved(ids),
    });
  }
}

/** The address as it may be shown: without user and password. */
export function withoutSecrets(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1');
}
