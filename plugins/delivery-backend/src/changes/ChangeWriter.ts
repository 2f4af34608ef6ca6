import { setTimeout } from 'node:timers/promises';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import { GitError, isPassing } from '@slipway/backstage-plugin-git-node';
import type { ChangeRow } from '../database/rows';
import { writeCommit } from '../git/writeCommit';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { toOneLine } from '../operations/commitMessage';
import type { KeyedMutex } from '../operations/KeyedMutex';
import type { PersonResolver } from '../operations/PersonResolver';
import { assertUntouched } from './assertUntouched';
import type { ChangeStore } from './ChangeStore';
import type { WorkedChange } from './normaliseChange';
import { type PlannedFiles, planChange } from './planChange';

/** What the writer works with. */
export interface ChangeWriterOptions {
  repositories: RepositoryRegistry;
  store: ChangeStore;
  people: PersonResolver;
  committer: { name: string; email: string };
  auditor: AuditorService;
  /** One writer at a time in this process: others would only lose races. */
  mutex: KeyedMutex;
}

/** What was written. */
export interface WrittenChange {
  /** The newest commit, when nothing had to change. */
  commit: string;
  paths: string[];
}

/** Asked before each try, because what is touched may be another thing by then. */
export type MayTouch = (plan: PlannedFiles) => Promise<void>;

const ATTEMPTS = 10;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 5_000;

function pathsOf({ paths }: ChangeRow): string[] {
  return JSON.parse(paths) as string[];
}

function messageOf(request: WorkedChange, row: ChangeRow): string {
  const { copiedFrom, expired } = request;
  const trailers = [
    `${DELIVERY_TRAILERS.reason}: ${toOneLine(request.reason)}`,
    `${DELIVERY_TRAILERS.requestedBy}: ${row.requested_by}`,
    ...(copiedFrom ? [`${DELIVERY_TRAILERS.copiedFrom}: ${copiedFrom}`] : []),
    ...(expired ? [`${DELIVERY_TRAILERS.expired}: ${expired}`] : []),
    `${DELIVERY_TRAILERS.operationId}: ${row.id}`,
  ];
  return `${request.subject}\n\n${trailers.join('\n')}\n`;
}

/**
 * Makes one commit of several files, on top of what is newest. It is tried
 * again as long as only others pushed elsewhere; a commit of an earlier try
 * whose answer was lost is found by its trailer.
 */
export class ChangeWriter {
  readonly #options: ChangeWriterOptions;

  private constructor(options: ChangeWriterOptions) {
    this.#options = options;
  }

  static create(options: ChangeWriterOptions) {
    return new ChangeWriter(options);
  }

  /** @throws ConflictError, InputError, GitError */
  async write(
    row: ChangeRow,
    request: WorkedChange,
    mayTouch: MayTouch,
  ): Promise<WrittenChange> {
    const { mutex } = this.#options;
    return mutex.run(row.repository, async () => {
      for (let attempt = 1; ; attempt++) {
        const written = await this.#tryOnce(row, request, mayTouch, attempt);
        if (written) return written;
        if (attempt === ATTEMPTS) {
          throw new ConflictError(
            `${row.repository} was pushed to by others ${ATTEMPTS} times in a row; nothing was changed. Ask for it again.`,
          );
        }
        const ceiling = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
        await setTimeout(ceiling / 2 + Math.random() * (ceiling / 2));
      }
    });
  }

  async #tryOnce(
    row: ChangeRow,
    request: WorkedChange,
    mayTouch: MayTouch,
    attempt: number,
  ): Promise<WrittenChange | undefined> {
    const { repositories, store } = this.#options;
    try {
      const { head } = await repositories.refresh(row.repository);
      // Read after the branch: what a twin of the request wrote before is in it.
      Object.assign(row, await store.get(row.id));
      if (row.state === 'committed' && row.commit) {
        return { commit: row.commit, paths: pathsOf(row) };
      }
      if (!head) {
        throw new ConflictError(`${row.repository} has no commits any more.`);
      }
      const arrived = await this.#arrived(row, head);
      if (arrived) return arrived;
      const { mirror, matcher } = repositories.get(row.repository);
      const plan = await planChange(request, { mirror, head, matcher });
      await mayTouch(plan);
      await assertUntouched(request, plan, { mirror, head, matcher });
      if (!plan.edits.length) return { commit: head, paths: [] };
      return await this.#push(row, request, plan, head);
    } catch (error) {
      const passes = error instanceof GitError && isPassing(error);
      if (passes && attempt < ATTEMPTS) return undefined;
      // Its last push may have arrived all the same.
      const late = passes && (await this.find(row).catch(() => undefined));
      if (late) return late;
      throw error;
    }
  }

  /** What became of a change that somebody else worked; undefined when it is not in the branch. */
  async find(row: ChangeRow): Promise<WrittenChange | undefined> {
    const { head } = await this.#options.repositories.refresh(row.repository);
    return head ? this.#arrived(row, head) : undefined;
  }

  /** The commit of an earlier try. */
  async #arrived(
    row: ChangeRow,
    head: string,
  ): Promise<WrittenChange | undefined> {
    if (!row.since) return undefined;
    const { mirror } = this.#options.repositories.get(row.repository);
    const known = await mirror.resolve(`${row.since}^{commit}`);
    const commit = await mirror.findByTrailer(
      known ? `${known}..${head}` : head,
      `${DELIVERY_TRAILERS.operationId}: ${row.id}`,
    );
    return commit ? { commit, paths: pathsOf(row) } : undefined;
  }

  async #push(
    row: ChangeRow,
    request: WorkedChange,
    plan: PlannedFiles,
    head: string,
  ): Promise<WrittenChange | undefined> {
    const { repositories, store, people, committer } = this.#options;
    const { mirror } = repositories.get(row.repository);
    const paths = plan.edits.map(({ path }) => path);
    // Kept before the push, so that a crash leaves a trace of where to look.
    const change = {
      since: row.since ?? head,
      paths: JSON.stringify(paths),
    };
    await store.update(row.id, change);
    Object.assign(row, change);
    const commit = await writeCommit(mirror, {
      parent: head,
      author: await people.personOf(row.requested_by),
      ...{ committer, message: messageOf(request, row), files: plan.edits },
      at: Math.floor(Date.now() / 1000),
    });
    const isPushed = await this.#audited(row, commit, () =>
      mirror.push(commit),
    );
    if (!isPushed) return undefined;
    await repositories.refresh(row.repository).catch(() => {
      // The push arrived; that the ledger reads it a moment later is no failure of it.
    });
    return { commit, paths };
  }

  async #audited(
    row: ChangeRow,
    commit: string,
    push: () => Promise<'pushed' | 'rejected'>,
  ): Promise<boolean> {
    const event = await this.#options.auditor.createEvent({
      ...{ eventId: 'gitops-push', severityLevel: 'high' },
      meta: {
        ...{ changeId: row.id, repository: row.repository, commit },
        requestedBy: row.requested_by,
      },
    });
    try {
      const result = await push();
      await event.success({ meta: { result } });
      return result === 'pushed';
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }
}
