import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Lease, LeaseStore } from '../leases/LeaseStore';
import { pause } from '../leases/runUnderLease';
import { LeaseLostError } from '../operations/OperationRun';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { currentWave } from './currentWave';
import type { UpgradeItemRow, UpgradeRow } from './rows';
import { isDue } from './startOf';
import { UpgradeRun } from './UpgradeRun';
import type { UpgradeSteps } from './UpgradeSteps';
import type { UpgradeStore } from './UpgradeStore';

/** What the worker works with. */
export interface UpgradeWorkerOptions {
  store: UpgradeStore;
  steps: UpgradeSteps;
  leases: LeaseStore;
  changes: Pick<ChangePublisher, 'tenantsChanged'>;
  notifications: NotificationService;
  logger: LoggerService;
  /** How often upgrades are looked at. */
  sweepMs?: number;
}

const SWEEP_MS = 1_000;
/** Checks ask other plugins; so many deployments are asked at once. */
const AT_ONCE = 4;

function inState(items: readonly UpgradeItemRow[], ...states: string[]) {
  return items.filter(({ state }) => states.includes(state));
}

function nameOf({ place, to_version: version }: UpgradeItemRow): string {
  const { component, environment, tenant } = JSON.parse(place);
  return `${component} ${version} in ${[environment, tenant].filter(Boolean).join(' · ')}`;
}

/**
 * Works upgrades on. Each look at one takes its lease, does what can be done
 * now and lets go, so that it does not matter which process looks next.
 */
export class UpgradeWorker {
  readonly #options: UpgradeWorkerOptions;

  private constructor(options: UpgradeWorkerOptions) {
    this.#options = options;
  }

  static create(options: UpgradeWorkerOptions) {
    return new UpgradeWorker(options);
  }

  /** Works until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { logger, sweepMs = SWEEP_MS } = this.#options;
    while (!signal.aborted) {
      try {
        await this.sweep(signal);
      } catch (error) {
        logger.warn('Upgrades could not be listed', { cause: String(error) });
      }
      await pause(sweepMs, signal);
    }
  }

  /** Looks once at each upgrade that there is something to do for. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { store } = this.#options;
    const rows = await store.unfinished();
    await Promise.all(rows.map(({ id }) => this.#look(id, signal)));
  }

  async #look(id: string, signal: AbortSignal): Promise<void> {
    const { leases, logger } = this.#options;
    const lease = await leases.acquire(`upgrade:${id}`);
    if (!lease) return;
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      if (!(await leases.renew(lease).catch(() => false))) lost.abort();
    }, leases.ttlMs / 3);
    try {
      await this.#work(id, lease, AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      if (!(error instanceof LeaseLostError) && !signal.aborted) {
        logger.warn('An upgrade could not be worked on and is tried again', {
          upgrade: id,
          cause: String(error),
        });
      }
    } finally {
      clearInterval(renewal);
      await leases.release(lease).catch(() => {});
    }
  }

  async #work(id: string, lease: Lease, signal: AbortSignal): Promise<void> {
    const { store, leases, changes, steps } = this.#options;
    const row = await store.get(id);
    if (!row) return;
    const items = await store.items([id]);
    const run = new UpgradeRun({
      ...{ row, items, lease, leases, store, changes, signal },
    });
    for (const item of inState(items, 'running')) {
      await steps.follow(run, item);
    }
    if (row.state === 'planned' || row.state === 'running') {
      await steps.setAside(run);
    }
    if (row.state === 'planned') {
      const unasked = inState(items, 'waiting', 'blocked').filter(
        ({ checks }) => checks === '[]',
      );
      await inParts(unasked, item => steps.inspect(run, item));
      if (isDue(row, Date.now())) {
        await run.set({ state: 'running', message: 'Begins by its time.' });
      }
    }
    if (run.row.state === 'running') await this.#advance(run);
  }

  async #advance(run: UpgradeRun): Promise<void> {
    const { steps } = this.#options;
    const { items } = run;
    if (await this.#stopIfFailed(run)) return;
    const wave = currentWave(items);
    if (!wave.length) {
      await this.#complete(run);
      return;
    }
    for (const item of inState(items, 'done')) await steps.guard(run, item);
    for (const item of inState(wave, 'soaking')) await steps.watch(run, item);
    if (await this.#stopIfFailed(run)) return;
    await inParts(inState(wave, 'waiting', 'blocked'), item =>
      steps.begin(run, item),
    );
    if (await this.#stopIfFailed(run)) return;
    const [first] = currentWave(items);
    if (first) await run.set({ message: waveWords(items) });
  }

  async #stopIfFailed(run: UpgradeRun): Promise<boolean> {
    const [failed] = inState(run.items, 'failed');
    if (!failed) return false;
    const message = `Stopped by itself: ${nameOf(failed)}: ${failed.message}`;
    await run.set({ state: 'stopped', message });
    await this.#tell(run.row, 'An upgrade in waves stopped by itself', 'high');
    return true;
  }

  async #complete(run: UpgradeRun): Promise<void> {
    await run.set({
      ...{ state: 'completed', ended_at: new Date().toISOString() },
      message: endWords(run.items),
    });
    await this.#tell(run.row, 'An upgrade in waves is done', 'normal');
  }

  async #tell(row: UpgradeRow, title: string, severity: 'high' | 'normal') {
    const { notifications, logger } = this.#options;
    if (!row.requested_by.includes(':')) return;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: row.requested_by },
        payload: {
          ...{ title, description: row.message, link: '/tenants', severity },
          ...{ topic: 'delivery', scope: `${row.id}:${row.turn}` },
        },
      });
    } catch (error) {
      // The page says it too.
      logger.warn('The end of an upgrade could not be notified', {
        upgrade: row.id,
        cause: String(error),
      });
    }
  }
}

function endWords(items: readonly UpgradeItemRow[]): string {
  const count = items.length;
  const aside = inState(items, 'set-aside');
  if (!aside.length) {
    return count === 1
      ? 'It is live and healthy.'
      : `All ${count} are live and healthy.`;
  }
  const names = aside.map(nameOf).join(', ');
  const were = aside.length === 1 ? 'was' : 'were';
  const done = count - aside.length;
  return done
    ? `${done} of ${count} ${done === 1 ? 'is' : 'are'} live and healthy. Set aside, and not upgraded, ${were} ${names}.`
    : `Nothing was upgraded: set aside ${were} ${names}.`;
}

function waveWords(items: readonly UpgradeItemRow[]): string {
  const wave = currentWave(items);
  const all = Math.max(...items.map(item => item.wave)) + 1;
  const blocked = inState(wave, 'blocked');
  const done = inState(wave, 'done').length;
  const count = inState(wave, 'set-aside').length;
  const aside = count ? ` ${count} set aside.` : '';
  const waits = blocked.length
    ? ` ${nameOf(blocked[0])} waits: ${blocked[0].message}`
    : '';
  return `Wave ${wave[0].wave + 1} of ${all}: ${done} of ${wave.length} live and healthy.${aside}${waits}`;
}

async function inParts<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const settled = await Promise.allSettled(
      items.slice(from, from + AT_ONCE).map(work),
    );
    const failed = settled.find(
      (each): each is PromiseRejectedResult => each.status === 'rejected',
    );
    if (failed) throw failed.reason;
  }
}
