import { randomUUID } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Upgrade,
  UpgradeRequest,
  UpgradeStart,
  UpgradeState,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentRow } from '../database/rows';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import { audited } from '../operations/audited';
import { toOneLine } from '../operations/commitMessage';
import type { Caller } from '../operations/OperationStarter';
import type { PersonResolver } from '../operations/PersonResolver';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import { assertVersionText } from '../preflight/ChangePlanner';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { UpgradeItemRow, UpgradeRow } from './rows';
import { checksOf, toUpgrade } from './toUpgrade';
import type { UpgradeStore } from './UpgradeStore';

/** What the service works with. */
export interface UpgradesServiceOptions {
  store: UpgradeStore;
  deployments: DefaultDeploymentsService;
  authorizer: EntityAuthorizer;
  people: PersonResolver;
  auditor: AuditorService;
  changes: Pick<ChangePublisher, 'tenantsChanged'>;
  /** So long a wave is watched when nobody says how long. */
  soakMs: number;
}

const KEY = /^[\x21-\x7e]{8,200}$/;
const MAX_REASON = 500;
const SHOWN_MS = 7 * 24 * 3_600_000;
const MOST_TARGETS = 2_000;

/** What a person may do with an upgrade. */
export type UpgradeAct = 'start' | 'stop' | 'abandon';

const ACTS: Record<
  UpgradeAct,
  { from: UpgradeState[]; to: UpgradeState; message: string; refused: string }
> = {
  start: {
    ...{ from: ['planned', 'stopped'], to: 'running' },
    ...{ message: 'Begins.', refused: 'It cannot be started' },
  },
  stop: {
    ...{ from: ['running'], to: 'stopped' },
    message:
      'Stopped by a person: nothing more begins. A change that was at work is finished first.',
    refused: 'It cannot be stopped',
  },
  abandon: {
    ...{ from: ['planned', 'stopped'], to: 'abandoned' },
    message: 'Abandoned by a person. The versions that it brought stay.',
    refused: 'It cannot be abandoned',
  },
};

/** The time at which it begins by itself. */
function readStart(asked: string | undefined): string | undefined {
  if (asked === undefined) return undefined;
  const at = Date.parse(asked);
  if (Number.isNaN(at)) {
    throw new InputError(`'${asked.slice(0, 40)}' is no time to begin at.`);
  }
  return new Date(at).toISOString();
}

/** A plan is forgotten by then. */
const FARTHEST_MS = 90 * 24 * 3_600_000;

/** Only of a new plan: sent again it may be over. */
function assertToCome({ startsAt }: UpgradeRequest) {
  if (startsAt === undefined) return;
  const inMs = Date.parse(startsAt) - Date.now();
  if (inMs <= 0 || inMs > FARTHEST_MS) {
    throw new InputError(
      inMs > 0
        ? 'It can begin in 90 days at the latest; say an earlier time.'
        : 'The time to begin is over; say a later one.',
    );
  }
}

function normalise(asked: UpgradeRequest): UpgradeRequest {
  const reason = toOneLine(asked.reason);
  if (!reason || reason.length > MAX_REASON) {
    throw new InputError(
      reason
        ? `The reason is longer than ${MAX_REASON} characters.`
        : 'Say why: the reason is empty.',
    );
  }
  const targets = asked.waves.flatMap(wave => wave.targets);
  if (targets.length > MOST_TARGETS) {
    throw new InputError(`An upgrade is of ${MOST_TARGETS} at most.`);
  }
  const ids = targets.map(({ deploymentId }) => deploymentId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new InputError(`'${twice}' stands in the waves twice.`);
  for (const { version } of targets) assertVersionText(version);
  return {
    waves: asked.waves.map(wave => ({
      targets: wave.targets.map(({ deploymentId, version, expected }) => ({
        ...{ deploymentId, version },
        expected: { version: expected.version, commit: expected.commit },
      })),
    })),
    reason,
    soakSeconds: asked.soakSeconds,
    accept: asked.accept?.length ? [...asked.accept].sort() : undefined,
    ...(asked.versionsLetPass?.length && {
      versionsLetPass: asked.versionsLetPass.map(({ component, version }) => ({
        ...{ component, version },
      })),
    }),
    startsAt: readStart(asked.startsAt),
  };
}

/** Plans upgrades in waves, once for each key, and tells how they are going. */
export class DefaultUpgradesService {
  readonly #options: UpgradesServiceOptions;

  private constructor(options: UpgradesServiceOptions) {
    this.#options = options;
  }

  static create(options: UpgradesServiceOptions) {
    return new DefaultUpgradesService(options);
  }

  /**
   * Plans an upgrade, or gives the one that the same key planned before.
   *
   * @throws InputError, NotFoundError, NotAllowedError, ConflictError
   */
  async plan(
    asked: UpgradeRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<Upgrade> {
    const request = normalise(asked);
    const count = request.waves.flatMap(wave => wave.targets).length;
    const event = {
      ...{ auditor: this.#options.auditor, request: caller.request },
      ...{ eventId: 'upgrade-plan' },
      meta: { reason: request.reason, deployments: count },
    };
    return audited(event, async () => {
      if (!KEY.test(idempotencyKey)) {
        throw new InputError(
          'Send an Idempotency-Key of 8 to 200 visible characters.',
        );
      }
      const rows = await this.#rows(request, caller);
      const row = await this.#insert(request, rows, idempotencyKey, caller);
      await this.#options.changes.tenantsChanged();
      return this.get(row.id, caller);
    });
  }

  async #rows(
    request: UpgradeRequest,
    caller: Caller,
  ): Promise<Map<string, DeploymentRow>> {
    const { deployments, authorizer } = this.#options;
    const ids = request.waves.flatMap(({ targets }) =>
      targets.map(({ deploymentId }) => deploymentId),
    );
    // Each may be seen, is there, and may be changed.
    const rows = await Promise.all(
      ids.map(id => deployments.row(id, { credentials: caller.credentials })),
    );
    await authorizer.assertUpdatable(
      rows.map(row => row.entity_ref),
      caller.credentials,
    );
    return new Map(rows.map(row => [row.id, row]));
  }

  async #insert(
    request: UpgradeRequest,
    rows: ReadonlyMap<string, DeploymentRow>,
    idempotencyKey: string,
    { credentials }: Caller,
  ): Promise<UpgradeRow> {
    const { store, people, soakMs } = this.#options;
    const text = JSON.stringify(request);
    const wanted: UpgradeRow = {
      ...{ id: randomUUID(), idempotency_key: idempotencyKey, turn: 0 },
      requested_by: people.refOf(credentials),
      started_by: null,
      ...{ requested_at: new Date().toISOString(), ended_at: null },
      ...{ state: 'planned', request: text },
      soak_seconds: request.soakSeconds ?? Math.round(soakMs / 1000),
      accepted: JSON.stringify(request.accept ?? []),
      message: request.startsAt
        ? 'Planned; begins by itself when its time comes.'
        : 'Planned; waits to be started.',
    };
    const known = await store.byKey(wanted.requested_by, idempotencyKey);
    if (!known) assertToCome(request);
    const kept = await store.insert(wanted, itemsOf(wanted.id, request, rows));
    if (kept.request !== text) {
      throw new ConflictError(
        'This Idempotency-Key was used for another upgrade; use a new one.',
      );
    }
    return kept;
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(id: string, caller: Caller): Promise<Upgrade> {
    const row = await this.#options.store.get(id);
    if (!row) throw new NotFoundError(`There is no upgrade '${id}'.`);
    const [upgrade] = await this.#present([row], caller);
    if (!upgrade) {
      throw new NotAllowedError(
        'You may not see what this upgrade is of; ask the owner for the permission delivery.deployment.read.',
      );
    }
    return upgrade;
  }

  /** Those that are open, and those that ended within a week. */
  async list(caller: Caller): Promise<Upgrade[]> {
    const since = new Date(Date.now() - SHOWN_MS).toISOString();
    return this.#present(await this.#options.store.recent(since), caller);
  }

  /**
   * Starts, stops or abandons it. Starting one that runs is no error, so that
   * it may be asked twice.
   *
   * @throws NotFoundError, NotAllowedError, ConflictError
   */
  async act(
    act: UpgradeAct,
    id: string,
    caller: Caller,
    { accept }: UpgradeStart = {},
  ): Promise<Upgrade> {
    const event = {
      ...{ auditor: this.#options.auditor, request: caller.request },
      ...{ eventId: `upgrade-${act}`, meta: { upgradeId: id } },
    };
    return audited(event, async () => {
      const { store, authorizer, changes, people } = this.#options;
      const before = await this.get(id, caller);
      const items = await store.items([id]);
      await authorizer.assertUpdatable(
        items.map(item => item.entity_ref),
        caller.credentials,
      );
      const { from, to, message, refused } = ACTS[act];
      const again = act === 'start';
      if (before.state === to) {
        return this.#accept(before, accept, caller);
      }
      const change = {
        ...{ state: to, message },
        ...(again && { started_by: people.refOf(caller.credentials) }),
        ...(again &&
          accept && { accepted: JSON.stringify([...accept].sort()) }),
        ...(to === 'abandoned' && { ended_at: new Date().toISOString() }),
      };
      if (!(await store.turn(id, from, change, { again }))) {
        throw new ConflictError(`${refused}: it is ${before.state}.`);
      }
      await changes.tenantsChanged();
      return this.get(id, caller);
    });
  }

  /** Of one that runs a person may accept what could not be told, so that it need not be stopped for that. */
  async #accept(
    before: Upgrade,
    accept: readonly string[] | undefined,
    caller: Caller,
  ): Promise<Upgrade> {
    const { store, changes, people } = this.#options;
    const asked = [...(accept ?? [])].sort();
    const isSame = asked.join() === [...before.accepted].sort().join();
    if (!accept || isSame || before.state !== 'running') return before;
    const change = {
      accepted: JSON.stringify(asked),
      started_by: people.refOf(caller.credentials),
    };
    await store.turn(before.id, ['running'], change);
    await changes.tenantsChanged();
    return this.get(before.id, caller);
  }

  /** Upgrades of which the caller may see a part. */
  async #present(
    rows: UpgradeRow[],
    { credentials }: Caller,
  ): Promise<Upgrade[]> {
    const { store, authorizer } = this.#options;
    const items = await store.items(rows.map(({ id }) => id));
    const refs = items.map(item => item.entity_ref);
    const about = items.flatMap(item =>
      checksOf(item).flatMap(check => check.about ?? []),
    );
    const [readable, updatable] = await Promise.all([
      authorizer.readable([...refs, ...about], credentials),
      authorizer.updatable(refs, credentials),
    ]);
    return rows.flatMap(row => {
      const own = items.filter(item => item.upgrade_id === row.id);
      return own.some(item => readable.has(item.entity_ref))
        ? [toUpgrade(row, own, { readable, updatable })]
        : [];
    });
  }
}

function itemsOf(
  id: string,
  { waves }: UpgradeRequest,
  rows: ReadonlyMap<string, DeploymentRow>,
): UpgradeItemRow[] {
  let position = 0;
  return waves.flatMap(({ targets }, wave) =>
    targets.map(({ deploymentId, version, expected }) => {
      const { entity_ref, component, environment, tenant } =
        rows.get(deploymentId)!;
      const place = { component, environment, tenant: tenant ?? undefined };
      return {
        ...{ upgrade_id: id, position: position++, wave, entity_ref },
        ...{ deployment_id: deploymentId, place: JSON.stringify(place) },
        ...{ from_version: expected.version, to_version: version },
        ...{ expected_commit: expected.commit, state: 'waiting', attempt: 1 },
        ...{ operation_id: null, begun_by: null, soaking_since: null },
        checks: '[]',
        message: 'Is being checked.',
      };
    }),
  );
}
