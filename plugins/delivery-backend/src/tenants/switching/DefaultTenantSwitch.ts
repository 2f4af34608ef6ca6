import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Change,
  ChangeRequest,
  TenantChangePlan,
  TenantSuspendRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { readFolders } from '../../belongings/readFolders';
import type { DefaultChangesService } from '../../changes/DefaultChangesService';
import type { DeploymentStore } from '../../database/DeploymentStore';
import type { DeploymentRow } from '../../database/rows';
import type { RepositoryRegistry } from '../../observer/RepositoryRegistry';
import { toOneLine } from '../../operations/commitMessage';
import type { Caller } from '../../operations/OperationStarter';
import type { PersonResolver } from '../../operations/PersonResolver';
import type { EntityAuthorizer } from '../../permissions/EntityAuthorizer';
import { readTenantFile } from '../readTenantFile';
import type { TenantStore } from '../TenantStore';
import {
  type PlannedSwitch,
  type TenantAtCommit,
  planResume,
  planSuspend,
} from './planSwitch';

/** What the service works with. */
export interface TenantSwitchOptions {
  store: TenantStore;
  deployments: DeploymentStore;
  repositories: RepositoryRegistry;
  changes: DefaultChangesService;
  authorizer: EntityAuthorizer;
  people: PersonResolver;
}

/** Off or on. */
export type SwitchKind = 'suspend' | 'resume';

/** What is asked, of whom, at which time. */
interface Asked {
  kind: SwitchKind;
  name: string;
  request: TenantSuspendRequest;
  since: string;
}

const MOST_ROWS = 10_000;
const MAX_REASON = 300;

const VERBS: Record<SwitchKind, string> = {
  suspend: 'Suspend',
  resume: 'Resume',
};

function subjectOf(kind: SwitchKind, name: string): string {
  return `${VERBS[kind]} tenant ${name}`;
}

/** So long after it begins in UTC a day is over everywhere on earth. */
const DAY_ENDS_MS = 36 * 3_600_000;

function assertRequest({ request, since }: Pick<Asked, 'request' | 'since'>) {
  const { reason, dataKeptUntil } = request;
  const clean = toOneLine(reason);
  if (!clean || clean.length > MAX_REASON) {
    throw new InputError(
      clean
        ? `The reason is longer than ${MAX_REASON} characters.`
        : 'Say why: the reason is empty.',
    );
  }
  if (!dataKeptUntil) return;
  const day = Date.parse(dataKeptUntil);
  if (Number.isNaN(day)) throw new InputError(`${dataKeptUntil} is no day.`);
  // Against the time it was asked first: sent again it is the same wish.
  if (day + DAY_ENDS_MS <= Date.parse(since)) {
    throw new InputError(
      `Data cannot be kept until ${dataKeptUntil}: that day is over. Say a later one, or none.`,
    );
  }
}

/** Switches tenants off and on again, each by one commit. */
export class DefaultTenantSwitch {
  readonly #options: TenantSwitchOptions;

  private constructor(options: TenantSwitchOptions) {
    this.#options = options;
  }

  static create(options: TenantSwitchOptions) {
    return new DefaultTenantSwitch(options);
  }

  /**
   * What switching would change; nothing is written.
   *
   * @throws InputError, NotFoundError, NotAllowedError, ConflictError
   */
  async plan(
    kind: SwitchKind,
    name: string,
    request: TenantSuspendRequest,
    caller: Caller,
  ): Promise<TenantChangePlan> {
    const since = new Date().toISOString();
    const asked = { kind, name, request, since };
    const { change, planned } = await this.#planned(asked, caller);
    const { scaled, left } = planned;
    const plan = await this.#options.changes.plan(change, caller);
    return { ...plan, scaled, left };
  }

  /**
   * Switches, or gives the change that the same key made before.
   *
   * @throws InputError, NotFoundError, NotAllowedError, ConflictError
   */
  async make(
    kind: SwitchKind,
    name: string,
    request: TenantSuspendRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<Change> {
    const { changes } = this.#options;
    const known = await changes.byKey(idempotencyKey, caller);
    if (known && known.subject !== subjectOf(kind, name)) {
      throw new ConflictError(
        'The same Idempotency-Key was sent with another change; use a new one.',
      );
    }
    if (known?.state === 'committed') return known;
    // The same texts as at the first try, so that it counts as the same change.
    const since = known?.requestedAt ?? new Date().toISOString();
    const asked = { kind, name, request, since };
    const { change } = await this.#planned(asked, caller);
    return changes.make(change, idempotencyKey, caller, since);
  }

  async #planned(
    asked: Asked,
    caller: Caller,
  ): Promise<{ change: ChangeRequest; planned: PlannedSwitch }> {
    const { kind, name, request, since } = asked;
    assertRequest(asked);
    const { authorizer, people } = this.#options;
    const rows = await this.#rows(name);
    await authorizer.assertUpdatable(
      rows.map(row => row.entity_ref),
      caller.credentials,
    );
    const [{ repository }] = rows;
    const { tenant, head } = await this.#read(name, repository, rows);
    const reason = toOneLine(request.reason);
    const planned =
      kind === 'resume'
        ? planResume(tenant)
        : planSuspend(tenant, {
            ...{ since, by: people.refOf(caller.credentials), reason },
            ...(request.dataKeptUntil && {
              dataKeptUntil: request.dataKeptUntil,
            }),
          });
    const change: ChangeRequest = {
      ...{ repository, kind: 'update', reason, files: planned.files },
      subject: subjectOf(kind, name),
      base: request.base ?? head,
    };
    return { change, planned };
  }

  async #rows(name: string): Promise<DeploymentRow[]> {
    const rows = await this.#options.deployments.page(
      { tenants: [name] },
      { sort: 'default', limit: MOST_ROWS },
    );
    if (!rows.length) {
      throw new NotFoundError(`Nothing is deployed for a tenant '${name}'.`);
    }
    const repositories = [...new Set(rows.map(({ repository }) => repository))];
    if (repositories.length > 1) {
      throw new ConflictError(
        `${name} stands in several repositories: ${repositories.join(', ')}. It cannot be switched by one commit; change each by hand.`,
      );
    }
    return rows;
  }

  async #read(
    name: string,
    repository: string,
    rows: readonly DeploymentRow[],
  ): Promise<{ tenant: TenantAtCommit; head: string }> {
    const { repositories, store } = this.#options;
    const { head } = await repositories.refresh(repository);
    if (!head) {
      throw new ConflictError(`${repository} was not read yet, or is empty.`);
    }
    const { mirror } = repositories.get(repository);
    const { tenantsFolder } = mirror.repository;
    const [known] = (await store.files(name)).filter(
      file => file.repository === repository,
    );
    const path =
      known?.path ?? (tenantsFolder && `${tenantsFolder}/${name}.yaml`);
    if (!path) {
      throw new ConflictError(
        `Nobody said where ${repository} keeps the files of tenants; name it under delivery.repositories as tenantsFolder.`,
      );
    }
    const text = await mirror.readFile(head, path);
    const reading = readTenantFile(path, name, text ?? 'name:\n');
    const broken = reading.problems.find(({ code }) => code === 'unreadable');
    if (broken) throw new ConflictError(broken.message);
    const folders = await readFolders(
      ...([mirror, head, rows.map(row => row.path)] as const),
    );
    const deployments = rows.map(row => ({
      row,
      files: folders.get(row.path) ?? [],
    }));
    const file = { path, ...(text !== undefined && { text }) };
    const { described } = reading;
    return { tenant: { name, file, described, deployments }, head };
  }
}
