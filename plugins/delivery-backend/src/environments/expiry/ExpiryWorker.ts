import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ChangeRequest } from '@slipway/backstage-plugin-delivery-common';
import type { DefaultChangesService } from '../../changes/DefaultChangesService';
import type { ExpiryConfig } from '../../config/readExpiryConfig';
import type { DeploymentStore } from '../../database/DeploymentStore';
import type { EnvironmentStore } from '../../database/EnvironmentStore';
import type { ExpiryStore } from '../../database/ExpiryStore';
import type { DeploymentRow, ExpiryRow } from '../../database/rows';
import type { LeaseStore } from '../../leases/LeaseStore';
import { pause, runUnderLease } from '../../leases/runUnderLease';
import type { RepositoryRegistry } from '../../observer/RepositoryRegistry';
import { birthsOf } from '../births';
import type { ClockGuard } from './ClockGuard';
import { announcementDue, type End, endsOf, heldWords } from './ends';
import { notifyComing, notifyEnded, notifyKept } from './notifyExpiry';
import { writtenTooLate } from './writtenTooLate';

/** What the worker works with. */
export interface ExpiryWorkerOptions {
  config: ExpiryConfig;
  clock: ClockGuard;
  store: EnvironmentStore;
  deployments: DeploymentStore;
  expiries: ExpiryStore;
  repositories: RepositoryRegistry;
  changes: DefaultChangesService;
  leases: LeaseStore;
  auth: AuthService;
  notifications: NotificationService;
  logger: LoggerService;
}

/** A removal as it was decided: another replica goes on with exactly this. */
interface Removal {
  key: string;
  /** The commit that the decision was made on. */
  base: string;
  kind: string;
  folders: string[];
  deployments: string[];
  creator?: string;
}

/** What the change itself may be refused for; anything else is tried again. */
const REFUSED = /^(Input|Conflict|NotAllowed)Error$/;

/**
 * Follows the ends of environments that exist only in Git: announces them, and
 * removes what is over in one commit. A removal is written down before it is
 * pushed, and found again by its key after a crash.
 */
export class ExpiryWorker {
  readonly #options: ExpiryWorkerOptions;

  private constructor(options: ExpiryWorkerOptions) {
    this.#options = options;
  }

  static create(options: ExpiryWorkerOptions) {
    return new ExpiryWorker(options);
  }

  /** Works until the signal is aborted, on one replica at a time. */
  async run(signal: AbortSignal): Promise<void> {
    const { leases, logger, config } = this.#options;
    await runUnderLease({
      ...{ leases, logger, signal, name: 'expiry' },
      work: async inner => {
        while (!inner.aborted) {
          await this.round(inner);
          await pause(config.intervalMs, inner);
        }
      },
    });
  }

  /** Looks once at all ends. */
  async round(signal: AbortSignal): Promise<void> {
    const { expiries, store, clock, logger } = this.#options;
    for (const row of await expiries.atWork()) {
      if (signal.aborted) return;
      await this.#remove(row);
    }
    const ends = endsOf(await store.folders());
    await this.#forgetMoved(ends);
    if (!ends.length) return;
    const trouble = await clock.trouble();
    if (trouble)
      logger.error('Ends of environments are not followed', { cause: trouble });
    const names = [...new Set(ends.map(({ environment }) => environment))];
    const births = birthsOf(await store.passages(names));
    for (const end of ends) {
      if (signal.aborted) return;
      const birth = births.get(end.environment);
      await this.#follow(end, { trouble, birth }).catch(error =>
        logger.warn('The end of an environment could not be followed', {
          ...{ environment: end.environment, cause: String(error) },
        }),
      );
    }
  }

  /** An end that no folder names any more was moved, or somebody was faster. */
  async #forgetMoved(ends: readonly End[]) {
    const { expiries } = this.#options;
    const named = new Set(ends.map(({ id }) => id));
    const moved = (await expiries.unended()).filter(
      ({ id, removal }) => !named.has(id) && !removal,
    );
    if (moved.length) await expiries.forget(moved.map(({ id }) => id));
  }

  async #follow(
    end: End,
    known: {
      trouble?: string;
      birth?: { since: string; requestedBy?: string };
    },
  ) {
    const { expiries, notifications, config } = this.#options;
    const now = Date.now();
    const row = await expiries.begin(end);
    const creator = personOf(known.birth?.requestedBy);
    if (Date.parse(end.expires) <= now) {
      await this.#endNow(end, row, known.trouble, creator);
      return;
    }
    const due = announcementDue(
      ...([row, known.birth?.since, config.announceMs, now] as const),
    );
    if (due === undefined || known.trouble) return;
    await notifyComing(notifications, { end, creator }, due);
    const told = [...(JSON.parse(row.announced) as number[]), due];
    await expiries.update(row.id, { announced: JSON.stringify(told) });
  }

  async #endNow(
    end: End,
    row: ExpiryRow,
    trouble: string | undefined,
    creator: string | undefined,
  ) {
    const { expiries, repositories } = this.#options;
    if (trouble) {
      await this.#keep(end, row, trouble, creator);
      return;
    }
    // Somebody may have prolonged or held it a moment ago.
    const { head } = await repositories.refresh(end.repository);
    const now = head && (await this.#again(end));
    if (!now) return;
    const problem = await this.#objection(now, head);
    if (problem) {
      await this.#keep(now, row, problem, creator);
      return;
    }
    const removal: Removal = {
      key: `expiry-${end.id.slice(0, 32)}-${head.slice(0, 16)}`,
      ...{ base: head, kind: end.kind, creator },
      folders: now.rows.map(({ path }) => path),
      deployments: now.rows.map(({ id }) => id),
    };
    const decided = { removal: JSON.stringify(removal), problem: null };
    await expiries.update(row.id, decided);
    await this.#remove({ ...row, ...decided });
  }

  /** The end as the folders name it now; undefined when it was moved. */
  async #again({ id, environment }: End): Promise<End | undefined> {
    const rows = await this.#options.store.folders(environment);
    return endsOf(rows).find(end => end.id === id);
  }

  /** Why something that is over stays all the same. */
  async #objection(end: End, head: string): Promise<string | undefined> {
    const held = heldWords(end, Date.now());
    if (held) {
      return `${held}: nothing of ${end.environment} is removed before the hold is lifted or somebody ends it.`;
    }
    const { mirror } = this.#options.repositories.get(end.repository);
    return writtenTooLate(mirror, head, end);
  }

  /** Says once to people, and always on the page, why it is still there. */
  async #keep(
    end: End,
    row: ExpiryRow,
    problem: string,
    creator: string | undefined,
  ) {
    const { expiries, notifications, logger } = this.#options;
    if (row.problem === problem) return;
    logger.warn('An environment is over and was not removed', {
      ...{ environment: end.environment, cause: problem },
    });
    await expiries.update(row.id, { problem });
    await notifyKept(notifications, { end, creator }, problem);
  }

  /** Makes the one commit, or finds the one that was made. */
  async #remove(row: ExpiryRow) {
    const { changes, auth, expiries, logger } = this.#options;
    const removal = JSON.parse(row.removal!) as Removal;
    try {
      const { commit } = await changes.make(
        requestOf(row, removal),
        ...([
          removal.key,
          { credentials: await auth.getOwnServiceCredentials() },
        ] as const),
      );
      await expiries.update(row.id, {
        ...{ removal: null, problem: null },
        ended_at: new Date().toISOString(),
      });
      await this.#sayEnded(row, removal, commit ?? removal.base);
    } catch (error) {
      const { name, message } = error as Error;
      logger.warn('An environment that is over could not be removed', {
        ...{ environment: row.environment, cause: message },
      });
      await expiries.update(row.id, {
        problem: message,
        // Refused, it is decided anew on what is there then.
        ...(REFUSED.test(name) && { removal: null }),
      });
    }
  }

  async #sayEnded(row: ExpiryRow, removal: Removal, commit: string) {
    const { deployments, notifications, logger } = this.#options;
    const { creator, kind } = removal;
    const rows: DeploymentRow[] = await deployments.getMany(
      removal.deployments,
    );
    const news = { end: { ...row, kind, rows }, creator };
    await notifyEnded(notifications, news, commit).catch(error =>
      logger.warn('It could not be told that an environment ended', {
        ...{ environment: row.environment, cause: String(error) },
      }),
    );
  }
}

/** A service that asked has nobody who reads. */
function personOf(requestedBy: string | undefined): string | undefined {
  return requestedBy?.startsWith('user:') ? requestedBy : undefined;
}

function requestOf(
  { repository, environment, expires }: ExpiryRow,
  { base, folders }: Removal,
): ChangeRequest & { expired: string } {
  return {
    ...{ repository, kind: 'remove', base, expired: expires },
    subject: `End ${environment}, whose time is over`,
    reason: `Its folders name ${expires} as their end.`,
    files: [],
    removeFolders: folders,
  };
}
