import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { LiveRow } from '../database/rows';
import type { SeenTraffic } from '../traffic/TrafficStore';

/** The fields of a deployment that are used here. */
interface Deployment {
  id: string;
  entityRef: string;
  environment: string;
  tenant?: string;
  cluster?: string;
  desired: { version?: string; since?: string };
  live: { version?: string; stale: boolean; since?: string };
}

/** The fields of the answer about calls that are used here. */
interface CallsAnswer {
  items: { from?: string; to: string; requests: number; lastCallAt: string }[];
  watched: { entityRef: string; since: string; until: string }[];
  sources: {
    id: string;
    title: string;
    simulated: boolean;
    readUntil?: string;
    problem?: string;
  }[];
}

/** The fields of an environment that are used here. */
interface Stage {
  name: string;
  order: number;
  /** Of one that exists only in Git. */
  life?: object;
}

interface Page<T> {
  items: T[];
  nextCursor?: string;
}

const PAGE = 200;
/** Stands for a version that nobody tells; no version is called so. */
const UNKNOWN_VERSION = 'unknown';

/** What runs where, and the stages from the first to customers. */
export interface LiveLandscape {
  rows: LiveRow[];
  environments: string[];
  /** Those of them that exist only in Git for a while: nothing is promoted through them. */
  passing?: string[];
}

function toRows(deployment: Deployment): LiveRow[] {
  const { id, entityRef, environment, desired, live } = deployment;
  const row = (version: string, since?: string): LiveRow => ({
    ...{ id: `${id}:${version}`, component_ref: entityRef, version },
    ...{ environment, tenant: deployment.tenant ?? null },
    ...{ cluster: deployment.cluster ?? null, since: since ?? null },
    stale: live.stale,
  });
  const known = live.version ?? desired.version;
  // It runs, and nobody says which version: that is not nothing.
  if (!known) return [row(UNKNOWN_VERSION)];
  const rows = live.version ? [row(live.version, live.since)] : [];
  // While one version makes room for the other, both serve.
  return desired.version && desired.version !== live.version
    ? [...rows, row(desired.version, desired.since)]
    : rows;
}

function toTraffic({ items, watched, sources }: CallsAnswer): SeenTraffic {
  return {
    calls: items.map(({ from, to, requests, lastCallAt }) => ({
      ...{ consumer_ref: from ?? '', provider_ref: to, requests },
      last_call_at: lastCallAt,
    })),
    components: watched.map(({ entityRef, since, until }) => ({
      ...{ entity_ref: entityRef, since, until },
    })),
    sources: sources.map(({ id, title, simulated, readUntil, problem }) => ({
      ...{ id, title, simulated },
      ...{ read_until: readUntil ?? null, problem: problem ?? null },
    })),
  };
}

/** Asks the plugin `delivery` of the same portal. */
export class DeliveryClient {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  private constructor(options: {
    discovery: DiscoveryService;
    auth: AuthService;
  }) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
  }

  static create(options: { discovery: DiscoveryService; auth: AuthService }) {
    return new DeliveryClient(options);
  }

  /** @throws ResponseError, or what the connection says */
  async landscape(signal: AbortSignal): Promise<LiveLandscape> {
    const environments = await this.#get<Page<Stage>>('/environments', signal);
    const rows: LiveRow[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (cursor) query.set('cursor', cursor);
      const page: Page<Deployment> = await this.#get(
        `/deployments?${query}`,
        signal,
      );
      rows.push(...page.items.flatMap(toRows));
      cursor = page.nextCursor;
    } while (cursor);
    const ordered = [...environments.items].sort((a, b) => a.order - b.order);
    return {
      rows,
      environments: ordered.map(({ name }) => name),
      passing: ordered.filter(({ life }) => life).map(({ name }) => name),
    };
  }

  /** Who was seen calling whom. @throws ResponseError, or what the connection says */
  async calls(signal: AbortSignal): Promise<SeenTraffic> {
    return toTraffic(await this.#get<CallsAnswer>('/calls', signal));
  }

  async #get<T>(path: string, signal: AbortSignal): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'delivery',
    });
    const base = await this.#discovery.getBaseUrl('delivery');
    const response = await fetch(`${base}/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}
