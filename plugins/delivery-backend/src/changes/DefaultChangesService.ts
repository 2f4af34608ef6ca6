import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Change,
  ChangePlan,
  ChangeRequest,
  ChangeState,
  RepositorySummary,
  TenantAmounts,
} from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { ChangeRow, DeploymentRow } from '../database/rows';
import { deploymentId } from '@slipway/backstage-plugin-delivery-node';
import type { EnvironmentOwnership } from '../environments/EnvironmentOwnership';
import { assertLives } from '../environments/lifetimes';
import type { Stages } from '../environments/Stages';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { audited } from '../operations/audited';
import type { Caller } from '../operations/OperationStarter';
import type { PersonResolver } from '../operations/PersonResolver';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { ChangeStore } from './ChangeStore';
import type { ChangeWriter, WrittenChange } from './ChangeWriter';
import {
  digestOfChange,
  normaliseChange,
  type WorkedChange,
} from './normaliseChange';
import { readAsks } from '../quotas/readAsks';
import { type PlannedFiles, planChange } from './planChange';
import { toChange } from './toChange';

/** What the service works with. */
export interface ChangesServiceOptions {
  repositories: RepositoryRegistry;
  configs: readonly RepositoryConfig[];
  deployments: DeploymentStore;
  store: ChangeStore;
  writer: ChangeWriter;
  people: PersonResolver;
  authorizer: EntityAuthorizer;
  auditor: AuditorService;
  stages: Stages;
  ownership: EnvironmentOwnership;
  /** What tenants may use, by the name of their plan. */
  plans: ReadonlyMap<string, TenantAmounts>;
}

/** So long a change may be at work; afterwards nobody works it any more. */
const LEFT_MS = 300_000;
const KEY = /^[\x21-\x7e]{8,200}$/;

/** Changes several files of a GitOps repository in one commit, once for each key. */
export class DefaultChangesService {
  readonly #options: ChangesServiceOptions;

  private constructor(options: ChangesServiceOptions) {
    this.#options = options;
  }

  static create(options: ChangesServiceOptions) {
    return new DefaultChangesService(options);
  }

  /** The repositories that changes can be made in. */
  async repositories(): Promise<RepositorySummary[]> {
    const { names, kinds } = this.#options.stages;
    const environments = kinds.length ? { environments: names } : {};
    return Promise.all(
      this.#options.configs.map(async config => {
        const { id, branch, layouts, tenantsFolder, tenantFiles } = config;
        const head = await this.#options.repositories.get(id).mirror.head();
        return {
          ...{ id, branch, layouts, ...environments },
          ...(tenantsFolder && { tenantsFolder }),
          ...(tenantFiles.length && { tenantFiles }),
          ...(head && { head }),
        };
      }),
    );
  }

  /**
   * What a change would do; nothing is written.
   *
   * @throws InputError, NotFoundError, NotAllowedError, ConflictError
   */
  async plan(asked: ChangeRequest, caller: Caller): Promise<ChangePlan> {
    const request = normaliseChange(asked);
    const { repository } = request;
    await this.#options.authorizer.assertMayCreate(caller.credentials);
    const indexer = this.#options.repositories.get(repository);
    const { mirror, matcher } = indexer;
    const head = await this.#options.repositories.head(repository);
    const plan = await planChange(request, { mirror, head, matcher });
    await this.#assertMay(request, plan, caller.credentials);
    const { plans } = this.#options;
    const asks = await readAsks(plan.edits, {
      ...{ mirror, entries: plan.entries, matcher, plans },
      visible: folders =>
        this.#visibleFolders(repository, folders, caller.credentials),
      repositoriesOf: async (tenant, environment) => {
        const all = await this.#options.deployments.repositoriesOf(
          tenant,
          environment,
        );
        return all.filter(each => each !== repository).length;
      },
    });
    return {
      ...{ repository, head, files: plan.files },
      ...(asks.length && { asks }),
    };
  }

  /**
   * Makes the change, or gives the one that the same key made before.
   *
   * @throws InputError, NotFoundError, NotAllowedError, ConflictError
   */
  async make(
    asked: WorkedChange,
    idempotencyKey: string,
    caller: Caller,
    requestedAt = new Date().toISOString(),
  ): Promise<Change> {
    const request = normaliseChange(asked);
    const { repository, kind, subject } = request;
    const meta = { repository, kind, subject, reason: request.reason };
    const event = {
      ...{ auditor: this.#options.auditor, request: caller.request },
      ...{ eventId: 'repository-change', meta },
    };
    return audited(event, async () => {
      // Refused before anything is kept of it.
      this.#options.repositories.get(repository);
      await this.#options.authorizer.assertMayCreate(caller.credentials);
      const row = await this.#begin(
        request,
        ...([idempotencyKey, requestedAt, caller] as const),
      );
      if (row.state !== 'committed') await this.#work(row, request, caller);
      return this.#toChange(row);
    });
  }

  /** The change that a key began before; undefined when it began none. */
  async byKey(
    idempotencyKey: string,
    { credentials }: Caller,
  ): Promise<Change | undefined> {
    const { store, people } = this.#options;
    const who = people.refOf(credentials);
    const row = await store.byKey(who, idempotencyKey);
    return row && this.#toChange(row);
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(id: string, { credentials }: Caller): Promise<Change> {
    const { store, people, authorizer } = this.#options;
    const row = await store.get(id);
    if (!row) throw new NotFoundError(`There is no change '${id}'.`);
    await this.#endIfLeft(row);
    const change = this.#toChange(row);
    if (row.requested_by === people.refOf(credentials)) return change;
    await authorizer.assertMayCreate(credentials);
    return this.#visible(change, credentials);
  }

  /** Which folders the caller may see; of one that is not read yet nobody can tell. */
  async #visibleFolders(
    repository: string,
    folders: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const { authorizer, deployments } = this.#options;
    const ids = folders.map(path => deploymentId(repository, path));
    const rows = await deployments.getMany(ids);
    const refs = rows.map(row => row.entity_ref);
    const readable = await authorizer.readable(refs, credentials);
    const seen = rows.filter(row => readable.has(row.entity_ref));
    return new Set(seen.map(({ path }) => path));
  }

  /** Of what somebody else changed only what the caller may see where it stands. */
  async #visible(
    change: Change,
    credentials: BackstageCredentials,
  ): Promise<Change> {
    const { authorizer, deployments, repositories } = this.#options;
    const { matcher } = repositories.get(change.repository);
    const idOf = (path: string) => {
      const place = matcher.placeOfFile(path);
      return place && deploymentId(change.repository, place.path);
    };
    const ids = change.paths.flatMap(path => idOf(path) ?? []);
    const rows = await deployments.getMany([...new Set(ids)]);
    const refs = new Map(rows.map(row => [row.id, row.entity_ref]));
    const [readable, { shared }] = await Promise.all([
      authorizer.readable([...refs.values()], credentials),
      authorizer.mayWrite(credentials),
    ]);
    const paths = change.paths.filter(path => {
      const ref = refs.get(idOf(path) ?? '');
      return ref ? readable.has(ref) : shared;
    });
    const hiddenPaths = change.paths.length - paths.length;
    return { ...change, paths, ...(hiddenPaths && { hiddenPaths }) };
  }

  /** The process that worked it may have died: then it is found out what became of it. */
  async #endIfLeft(row: ChangeRow) {
    const age = Date.now() - Date.parse(row.requested_at);
    if (row.state !== 'committing' || age < LEFT_MS) return;
    const written = await this.#options.writer.find(row);
    await (written
      ? this.#end(row, 'committed', messageOf(row, written), written)
      : this.#end(
          row,
          'failed',
          'It was given up before it was written; nothing was changed. Ask for it again.',
        ));
  }

  async #begin(
    request: ChangeRequest,
    idempotencyKey: string,
    requestedAt: string,
    { credentials }: Caller,
  ): Promise<ChangeRow> {
    if (!KEY.test(idempotencyKey)) {
      throw new InputError(
        'Send an Idempotency-Key of 8 to 200 visible characters.',
      );
    }
    const { store, people } = this.#options;
    const digest = digestOfChange(request);
    const wanted: ChangeRow = {
      ...{ id: randomUUID(), idempotency_key: idempotencyKey, digest },
      requested_by: people.refOf(credentials),
      ...{ requested_at: requestedAt, ended_at: null },
      ...{ repository: request.repository, kind: request.kind },
      ...{ state: 'committing', subject: request.subject },
      ...{ reason: request.reason, paths: '[]', since: null, commit: null },
      message: 'The commit is written.',
    };
    const row = await store.begin(wanted);
    if (row.digest !== digest) {
      throw new ConflictError(
        'The same Idempotency-Key was sent with another change; use a new one.',
      );
    }
    return row;
  }

  async #work(row: ChangeRow, request: ChangeRequest, caller: Caller) {
    const { writer } = this.#options;
    try {
      const written = await writer.write(row, request, plan =>
        this.#assertMay(request, plan, caller.credentials),
      );
      await this.#end(row, 'committed', messageOf(row, written), written);
    } catch (error) {
      const { name, message } = error as Error;
      const isRefused = /^(Input|Conflict|NotAllowed)Error$/.test(name);
      await this.#end(row, isRefused ? 'refused' : 'failed', message);
      throw error;
    }
  }

  async #end(
    row: ChangeRow,
    state: ChangeState,
    message: string,
    written?: WrittenChange,
  ) {
    const change: Partial<ChangeRow> = {
      ...{ state, message, ended_at: new Date().toISOString() },
      ...(written && {
        ...{ commit: written.commit, paths: JSON.stringify(written.paths) },
      }),
    };
    const kept = await this.#options.store.end(row.id, change);
    Object.assign(row, kept);
  }

  /**
   * Who adds needs one permission; who changes what is there, or adds to a
   * component that is there, one on each of these, save in an environment of
   * one's own; who changes what belongs to no deployment, or to a folder that
   * nobody understands as one, one for the repository.
   */
  async #assertMay(
    request: ChangeRequest,
    plan: PlannedFiles,
    credentials: BackstageCredentials,
  ) {
    const { authorizer, deployments, repositories, stages } = this.#options;
    const { matcher } = repositories.get(request.repository);
    await authorizer.assertMayCreate(credentials);
    assertLives(plan, matcher, stages);
    const { components, shared } = plan;
    const touched = new Map(
      plan.touched.map(folder => [
        deploymentId(request.repository, folder),
        matcher.placeOfFolder(folder),
      ]),
    );
    const rows = await deployments.getMany([...touched.keys()]);
    for (const row of rows) if (!row.removed_at) touched.delete(row.id);
    const unknown = [...touched.values()].map(place =>
      place?.environmentKind ? place.environment : undefined,
    );
    const isFree = await this.#freeIn(
      rows,
      [...components.map(each => each.environment), ...unknown],
      credentials,
    );
    const joined = components
      .filter(({ environment }) => !isFree(environment))
      .map(({ entityRef }) => entityRef);
    const changed = rows.filter(
      row => !(row.environment_kind && isFree(row.environment)),
    );
    const known = await deployments.entitiesAmong(joined);
    await authorizer.assertUpdatable(
      [...changed.map(row => row.entity_ref), ...known],
      credentials,
    );
    if (shared.length || unknown.some(environment => !isFree(environment))) {
      await authorizer.assertMayUpdateShared(credentials);
    }
  }

  /** In an environment of their own people need nobody's leave. */
  async #freeIn(
    rows: readonly DeploymentRow[],
    others: readonly (string | undefined)[],
    credentials: BackstageCredentials,
  ): Promise<(environment: string | undefined) => boolean> {
    const names = [
      ...rows.flatMap(row => (row.environment_kind ? row.environment : [])),
      ...others.flatMap(environment => environment ?? []),
    ];
    const mine = await this.#options.ownership.mine(names, credentials);
    return environment => environment !== undefined && mine.has(environment);
  }

  #toChange(row: ChangeRow): Change {
    return toChange(row, this.#options.configs);
  }
}

function messageOf({ repository }: ChangeRow, written: WrittenChange): string {
  const { commit, paths } = written;
  const count = paths.length === 1 ? '1 file' : `${paths.length} files`;
  return paths.length
    ? `${count} changed in ${repository} by ${commit.slice(0, 7)}.`
    : `${repository} is as wished already; nothing was changed.`;
}
