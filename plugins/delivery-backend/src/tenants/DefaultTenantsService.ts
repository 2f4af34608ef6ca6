import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  DeploymentHealth,
  RoomResponse,
  Tenant,
  TenantService,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthSource,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { TenantsConfig } from '../config/readTenantsConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { DeploymentRow } from '../database/rows';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { DefaultHealthService } from '../health/DefaultHealthService';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { FolderFacts } from './folderFacts';
import type { KnownTenantFile, TenantStore } from './TenantStore';
import type { TenantUsageStore } from './TenantUsageStore';
import { type TenantParts, toTenant } from './toTenant';
import type { KnownUsage } from './usageOf';

/** What the service works with. */
export interface TenantsServiceOptions {
  store: TenantStore;
  usage: TenantUsageStore;
  usageSources: readonly TenantUsageSource[];
  healthSources: readonly HealthSource[];
  deploymentStore: DeploymentStore;
  deployments: DefaultDeploymentsService;
  health: DefaultHealthService;
  authorizer: EntityAuthorizer;
  config: TenantsConfig;
}

/** Who asks. */
interface Caller {
  credentials: BackstageCredentials;
}

/** What of all that is there the caller may see. */
interface Seen {
  /** Of the environment that was asked for. */
  here: DeploymentRow[];
  /** Tenants of which the caller may see a deployment anywhere. */
  readable: ReadonlySet<string>;
  /** How many deployments of each tenant stay hidden here. */
  hidden: ReadonlyMap<string, number>;
  /** Tenants that have a deployment anywhere. */
  deployed: ReadonlySet<string>;
  seesFiles: boolean;
}

const MOST_ROWS = 100_000;

function group<T>(items: readonly T[], keyOf: (item: T) => string | undefined) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const own = groups.get(key) ?? [];
    groups.set(key, own);
    own.push(item);
  }
  return groups;
}

/** Answers which tenants there are and how they are, from the database alone. */
export class DefaultTenantsService {
  readonly #options: TenantsServiceOptions;

  private constructor(options: TenantsServiceOptions) {
    this.#options = options;
  }

  static create(options: TenantsServiceOptions) {
    return new DefaultTenantsService(options);
  }

  /** @throws NotAllowedError when the caller may see no deployment at all */
  async list(
    { environment }: { environment?: string },
    caller: Caller,
  ): Promise<TenantsResponse> {
    const files = group(await this.#options.store.files(), ({ name }) => name);
    const seen = await this.#seen(environment, caller);
    // Who is deployed only elsewhere is shown there.
    const elsewhere = (name: string) =>
      seen.deployed.has(name) &&
      !seen.here.some(row => row.tenant === name) &&
      !seen.hidden.has(name);
    const names = [...new Set([...files.keys(), ...seen.deployed])]
      .filter(name => environment === undefined || !elsewhere(name))
      .sort();
    const shown = names.filter(name => this.#isShown(name, seen));
    return {
      items: await this.#present(shown, { files, seen, environment }, caller),
      hidden: names.length - shown.length,
    };
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(
    name: string,
    { environment }: { environment?: string },
    caller: Caller,
  ): Promise<Tenant> {
    const own = await this.#options.store.files(name);
    const seen = await this.#seen(environment, caller, name);
    if (!own.length && !seen.deployed.has(name)) {
      throw new NotFoundError(`There is no tenant '${name}'.`);
    }
    if (!this.#isShown(name, seen)) {
      throw new NotAllowedError(
        `You may not see the tenant ${name}; ask the owner of one of its services for the permission delivery.deployment.read.`,
      );
    }
    const files = new Map([[name, own]]);
    const [tenant] = await this.#present(
      [name],
      { files, seen, environment },
      caller,
    );
    return tenant;
  }

  /**
   * How much room there is where the deployments stand that the caller sees.
   *
   * @throws NotAllowedError when the caller may see no deployment at all
   */
  async room(
    { environment, tenant }: { environment?: string; tenant?: string },
    caller: Caller,
  ): Promise<RoomResponse> {
    const { usage, usageSources: sources, deployments } = this.#options;
    const { here } = await this.#seen(environment, caller, tenant);
    const shown = await deployments.present(here, caller.credentials);
    const clusters = new Set(shown.flatMap(({ cluster }) => cluster ?? []));
    if (!clusters.size) {
      return {
        items: [],
        problem: 'It is not known which cluster it will run in.',
      };
    }
    if (!sources.length) {
      const problem = 'Nobody measures it: no source of usage is configured.';
      return { items: [], problem };
    }
    const all = await usage.rooms(sources.map(({ id }) => id));
    const items = all.filter(({ cluster }) => clusters.has(cluster));
    const names = [...clusters].join(', ');
    return items.length
      ? { items }
      : { items, problem: `No source measures the room in ${names}.` };
  }

  #isShown(name: string, seen: Seen): boolean {
    return seen.deployed.has(name) ? seen.readable.has(name) : seen.seesFiles;
  }

  async #seen(
    environment: string | undefined,
    { credentials }: Caller,
    tenant?: string,
  ): Promise<Seen> {
    const { deploymentStore, authorizer } = this.#options;
    const filter = tenant === undefined ? {} : { tenants: [tenant] };
    const rows = await deploymentStore.page(filter, {
      ...{ sort: 'default', limit: MOST_ROWS },
    });
    const all = rows.filter(row => row.tenant);
    const reads = await authorizer.readsAll(credentials);
    if (reads === false) {
      throw new NotAllowedError(
        'You may not see tenants; ask who runs the portal for the permission delivery.deployment.read.',
      );
    }
    const refs = reads
      ? undefined
      : await authorizer.readable(
          all.map(row => row.entity_ref),
          credentials,
        );
    const isReadable = (row: DeploymentRow) =>
      !refs || refs.has(row.entity_ref);
    const here = all.filter(
      row => environment === undefined || row.environment === environment,
    );
    const hidden = group(
      here.filter(row => !isReadable(row)),
      row => row.tenant ?? undefined,
    );
    return {
      here: here.filter(isReadable),
      readable: new Set(all.filter(isReadable).map(row => row.tenant!)),
      hidden: new Map([...hidden].map(([name, own]) => [name, own.length])),
      deployed: new Set(all.map(row => row.tenant!)),
      seesFiles: reads === true,
    };
  }

  async #present(
    names: readonly string[],
    known: {
      files: ReadonlyMap<string, KnownTenantFile[]>;
      seen: Seen;
      environment?: string;
    },
    { credentials }: Caller,
  ): Promise<Tenant[]> {
    const { store, authorizer, config } = this.#options;
    const { files, seen, environment } = known;
    const wanted = new Set(names);
    const rows = seen.here.filter(row => wanted.has(row.tenant!));
    const [services, facts, usage, updatable, may] = await Promise.all([
      this.#services(rows, credentials),
      store.facts(rows.map(({ id }) => id)),
      this.#usage(),
      authorizer.updatable(
        rows.map(row => row.entity_ref),
        credentials,
      ),
      authorizer.mayWrite(credentials),
    ]);
    const byTenant = group(services, ({ deployment }) => deployment.tenant);
    return names.map(name => {
      const parts: TenantParts = {
        ...{ name, environment, usage, may, updatable, config },
        files: files.get(name) ?? [],
        services: byTenant.get(name) ?? [],
        hidden: seen.hidden.get(name) ?? 0,
        factsOf: (id: string): FolderFacts | undefined => facts.get(id),
      };
      return toTenant(parts);
    });
  }

  async #services(
    rows: DeploymentRow[],
    credentials: BackstageCredentials,
  ): Promise<TenantService[]> {
    const { deployments, health, healthSources } = this.#options;
    const isMeasured = healthSources.length > 0;
    const [items, measured] = await Promise.all([
      deployments.present(rows, credentials),
      isMeasured ? health.forDeployments(rows.map(({ id }) => id)) : [],
    ]);
    const byId = new Map(
      measured.map(each => [each.deploymentId, withoutLine(each)]),
    );
    return items.map(deployment => ({
      deployment,
      ...(isMeasured && { measured: byId.get(deployment.id) }),
    }));
  }

  async #usage(): Promise<KnownUsage> {
    const { usage, usageSources: sources } = this.#options;
    const [stored, heard] = await Promise.all([usage.all(), usage.sources()]);
    return { stored, heard, sources };
  }
}

/** A table of tenants draws no lines. */
function withoutLine({
  sparkline: _line,
  ...health
}: DeploymentHealth): DeploymentHealth {
  return health;
}
