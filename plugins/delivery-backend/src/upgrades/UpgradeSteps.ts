import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { OperationRequest } from '@slipway/backstage-plugin-delivery-common';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { DefaultHealthService } from '../health/DefaultHealthService';
import type { OperationStarter } from '../operations/OperationStarter';
import type { OperationStore } from '../operations/OperationStore';
import { type AbsentTenants, GONE } from './AbsentTenants';
import { currentWave } from './currentWave';
import type { ItemChecks } from './ItemChecks';
import { describeSoak, judgeSoak, trouble } from './judgeSoak';
import type { UpgradeItemRow } from './rows';
import type { UpgradeRun } from './UpgradeRun';

/** What the steps work with. */
export interface UpgradeStepsOptions {
  checks: ItemChecks;
  absent: AbsentTenants;
  starter: OperationStarter;
  operations: OperationStore;
  deployments: DefaultDeploymentsService;
  health: DefaultHealthService;
  /** Whether anybody measures health. */
  isMeasured: boolean;
  credentials: () => Promise<BackstageCredentials>;
}

/** What is in the way is asked again after so long. */
const ASK_AGAIN_MS = 10_000;
const REFUSED = /^(Input|Conflict|NotFound|NotAllowed)Error$/;

/** States in which nothing is at work that must first come to its end. */
const CAN_WAIT = new Set(['waiting', 'blocked', 'soaking', 'set-aside']);

/** Who answers for what is begun now. */
function starterOf({ row }: UpgradeRun): string {
  return row.started_by ?? row.requested_by;
}

/** Who answers for what was begun, though somebody else may have gone on since. */
function beganFor(run: UpgradeRun, item: UpgradeItemRow): string {
  return item.begun_by ?? starterOf(run);
}

/** Moves items of an upgrade on, each by one step that may be done again. */
export class UpgradeSteps {
  readonly #options: UpgradeStepsOptions;
  readonly #askedAt = new Map<string, number>();

  private constructor(options: UpgradeStepsOptions) {
    this.#options = options;
  }

  static create(options: UpgradeStepsOptions) {
    return new UpgradeSteps(options);
  }

  /** Shows before the start what the checks say. */
  async inspect(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    const answer = await this.#ask(run, item);
    if (!answer) {
      await run.setItem(item, { state: 'set-aside', message: GONE });
      return;
    }
    await run.setItem(item, {
      checks: JSON.stringify(answer.checks),
      message: answer.blocked ?? answer.message,
      state: answer.blocked ? 'blocked' : 'waiting',
    });
  }

  /** Begins the operation of an item, when nothing is in its way. */
  async begin(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    // A person who goes on has changed something.
    const key = `${item.upgrade_id}:${item.position}:${run.row.turn}`;
    const asked = this.#askedAt.get(key);
    const isBlocked = item.state === 'blocked';
    if (isBlocked && asked && Date.now() - asked < ASK_AGAIN_MS) return;
    if (!(await this.#mayBegin(run, item))) {
      this.#askedAt.set(key, Date.now());
      return;
    }
    await run.assertLease();
    // Noted before, so that a process that dies leaves a trace of where to look.
    await run.setItem(item, {
      ...{ state: 'running', operation_id: null, begun_by: starterOf(run) },
      message: `Goes to ${item.to_version}.`,
    });
    await this.#start(run, item);
    this.#askedAt.delete(key);
  }

  async #mayBegin(run: UpgradeRun, item: UpgradeItemRow): Promise<boolean> {
    const answer = await this.#ask(run, item);
    if (!answer) {
      await run.setItem(item, { state: 'set-aside', message: GONE });
      return false;
    }
    if (answer.wanted) {
      // Somebody, or a try before, brought it already.
      await run.setItem(item, {
        state: 'soaking',
        message: `Git wants ${item.to_version} already.`,
      });
      return false;
    }
    const checks = JSON.stringify(answer.checks);
    if (answer.blocked) {
      const message = answer.blocked;
      await run.setItem(item, { state: 'blocked', checks, message });
      return false;
    }
    await run.setItem(item, { checks });
    return true;
  }

  /** What the checks say; undefined when its folder is gone. */
  async #ask(run: UpgradeRun, item: UpgradeItemRow) {
    const credentials = await this.#options.credentials();
    try {
      const { deployments, checks } = this.#options;
      const row = await deployments.row(item.deployment_id, { credentials });
      const checked = await checks.ask(item, run.request, credentials);
      return { ...checked, wanted: row.version === item.to_version };
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') throw error;
      return undefined;
    }
  }

  async #start(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    const { starter, credentials } = this.#options;
    const { reason, accept } = run.request;
    const request: OperationRequest = {
      ...{ type: 'upgrade', deploymentId: item.deployment_id, reason, accept },
      version: item.to_version,
      expected: { version: item.from_version, commit: item.expected_commit },
    };
    try {
      const id = await starter.startFor(
        beganFor(run, item),
        request,
        keyOf(item),
        { credentials: await credentials() },
      );
      await run.setItem(item, { operation_id: id });
    } catch (error) {
      const { name, message } = error as Error;
      if (!REFUSED.test(name)) throw error;
      await run.setItem(item, { state: 'blocked', message });
    }
  }

  /** Follows the operation of an item. */
  async follow(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    const { operations } = this.#options;
    const operation = await operations.byKey(beganFor(run, item), keyOf(item));
    if (!operation) {
      await this.#beginAgain(run, item);
      return;
    }
    await run.setItem(item, { operation_id: operation.id });
    const { state, message, ended_at } = operation;
    if (!ended_at) {
      await run.setItem(item, { message });
      return;
    }
    if (state === 'completed' || state === 'recovered') {
      await run.setItem(item, {
        ...{ state: 'soaking', soaking_since: null },
        message: `${item.to_version} is committed; watched for ${describeSoak(run.row.soak_seconds)}.`,
      });
      return;
    }
    // Where nothing runs on purpose, nothing could become healthy.
    const absent = await this.#options.absent.of([item]);
    const why = absent.get(item.deployment_id);
    await run.setItem(
      item,
      why ? { state: 'set-aside', message: why } : { state: 'failed', message },
    );
  }

  /**
   * Sets aside whom nothing can be brought to any more, so that nobody waits
   * for them, and takes back who is there again before the wave is over.
   */
  async setAside(run: UpgradeRun): Promise<void> {
    const items = run.items.filter(({ state }) => CAN_WAIT.has(state));
    const absent = await this.#options.absent.of(items);
    const [first] = currentWave(run.items);
    const isToCome = ({ wave }: UpgradeItemRow) =>
      run.row.state === 'planned' || (first && wave >= first.wave);
    for (const item of items) {
      const message = absent.get(item.deployment_id);
      const isAside = item.state === 'set-aside';
      if (message) {
        const change = { state: 'set-aside', message, soaking_since: null };
        await run.setItem(item, change);
      } else if (isAside && isToCome(item)) {
        const back = 'It is back; is being checked.';
        await run.setItem(item, {
          ...{ state: 'waiting', checks: '[]', message: back },
        });
      }
    }
  }

  /** The process that was to begin it died, or somebody stopped it first. */
  async #beginAgain(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    if (run.row.state === 'running') {
      await this.#start(run, item);
    } else {
      const message = 'It was stopped before it began.';
      await run.setItem(item, { state: 'waiting', message });
    }
  }

  /** Looks after an item that is done as long as others are not. */
  async guard(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    const key = `guard:${item.upgrade_id}:${item.position}`;
    if (Date.now() - (this.#askedAt.get(key) ?? 0) < ASK_AGAIN_MS) return;
    this.#askedAt.set(key, Date.now());
    const seen = await this.#see(item);
    if (seen?.deployment.suspended) return;
    const bad = seen && trouble({ version: item.to_version, ...seen });
    if (bad) await run.setItem(item, { state: 'failed', message: bad });
  }

  /** A deployment and what is measured of it; undefined when it is gone. */
  async #see({ deployment_id: id }: UpgradeItemRow) {
    const { deployments, health, isMeasured, credentials } = this.#options;
    try {
      const caller = { credentials: await credentials() };
      const deployment = await deployments.get(id, caller);
      const [measured] = isMeasured ? await health.forDeployments([id]) : [];
      return { deployment, measured };
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return undefined;
      throw error;
    }
  }

  /** Watches an item that is live. */
  async watch(run: UpgradeRun, item: UpgradeItemRow): Promise<void> {
    const seen = await this.#see(item);
    if (!seen) {
      await run.setItem(item, { state: 'set-aside', message: GONE });
      return;
    }
    const verdict = judgeSoak({
      ...{ version: item.to_version, ...seen },
      since: item.soaking_since ?? undefined,
      ...{ soakSeconds: run.row.soak_seconds, now: Date.now() },
    });
    if ('failed' in verdict) {
      const message = verdict.failed;
      await run.setItem(item, { state: 'failed', message });
    } else if ('done' in verdict) {
      await run.setItem(item, { state: 'done', message: verdict.done });
    } else if ('soaking' in verdict) {
      const { soaking: message, since } = verdict;
      await run.setItem(item, { message, soaking_since: since });
    } else {
      const message = verdict.unclear;
      await run.setItem(item, { message, soaking_since: null });
    }
  }
}

/** The same for the same try, so that it is begun once. */
export function keyOf({
  upgrade_id: id,
  position,
  attempt,
}: Pick<UpgradeItemRow, 'upgrade_id' | 'position' | 'attempt'>): string {
  return `upgrade-${id}-${position}-${attempt}`;
}
