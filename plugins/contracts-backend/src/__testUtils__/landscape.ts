import type {
  ContractChange,
  ContractException,
  ContractNeed,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  ContractRow,
  LiveRow,
  SeenCallsRow,
  VersionRow,
} from '../database/rows';
import type { SeenTraffic } from '../traffic/TrafficStore';
import { ConsumersJudge } from '../judge/ConsumersJudge';
import { NeedJudge } from '../judge/NeedJudge';
import { Landscape, versionKey } from '../landscape/Landscape';

export const component = (name: string) => `component:default/${name}`;
export const api = (name: string) => `api:default/${name}`;

/** An API of the catalog. */
export function contractRow(
  name: string,
  provider: string,
  more: Partial<ContractRow> = {},
): ContractRow {
  return {
    ...{ entity_ref: api(name), name, title: null, spec_type: 'openapi' },
    ...{ type: 'openapi', owner: 'group:default/team-a', system: null },
    ...{ lifecycle: null, providers: JSON.stringify([component(provider)]) },
    ...{ digest: null, problem: null, seen_at: '', removed_at: null },
    ...more,
  };
}

/** A published version whose digest is its number. */
export function versionRow(
  contract: string,
  version: string,
  more: Partial<VersionRow> = {},
): VersionRow {
  return {
    ...{ entity_ref: api(contract), version, digest: `${contract}-${version}` },
    ...{ type: 'openapi', source: 'ci', commit: null, published_by: null },
    ...{ published_at: '2026-11-01T00:00:00.000Z', judgement: null },
    ...more,
  };
}

/** Where a version lives. */
export function liveRow(
  name: string,
  version: string,
  environment = 'prod',
  tenant: string | null = null,
): LiveRow {
  const id = [name, version, environment, tenant].join(':');
  return {
    ...{ id, component_ref: component(name), version, environment, tenant },
    ...{ cluster: null, since: null, stale: false },
  };
}

/** What a landscape of a test is told by. */
export interface Told {
  contracts?: ContractRow[];
  /** Consumer and contract. */
  consumes?: [consumer: string, contract: string][];
  versions?: VersionRow[];
  /** Component, its version, contract, version of that. */
  releases?: [string, string, string, string][];
  /** Needs by `component@version`. */
  needs?: Record<string, Partial<ContractNeed>[]>;
  live?: LiveRow[];
  /** Component, its version, environment. */
  lived?: [string, string, string][];
  exceptions?: ContractException[];
  /** Consumer, provider, requests. */
  calls?: [consumer: string, provider: string, requests: number][];
  lastCallAt?: string;
  /** Components whose calls are seen since then. */
  watched?: [name: string, since: string][];
  problem?: string;
}

const LOOKED_UNTIL = '2026-11-21T10:00:00.000Z';

const LAST_CALL = '2026-11-21T09:00:00.000Z';

function trafficOf({ calls = [], watched = [], ...told }: Told): SeenTraffic {
  return {
    calls: calls.map(([consumer, provider, requests]): SeenCallsRow => ({
      consumer_ref: consumer && component(consumer),
      ...{ provider_ref: component(provider), requests },
      last_call_at: told.lastCallAt ?? LAST_CALL,
    })),
    components: watched.map(([name, since]) => ({
      ...{ entity_ref: component(name), since, until: LOOKED_UNTIL },
    })),
    sources: [],
  };
}

/** A landscape of a test's making. */
export function landscapeOf(told: Told): Landscape {
  const releases = new Map<string, Map<string, string>>();
  for (const [name, version, contract, brings] of told.releases ?? []) {
    const key = versionKey({ entityRef: component(name), version });
    const known = releases.get(key) ?? new Map<string, string>();
    releases.set(key, known.set(api(contract), brings));
  }
  const needs = Object.entries(told.needs ?? {}).map(([key, list]) => {
    const full = list.map((need): ContractNeed => ({
      ...{ evidence: 'declared', ...need },
      contract: api(need.contract ?? ''),
    }));
    return [component(key), full] as const;
  });
  return Landscape.of({
    contracts: told.contracts ?? [],
    consumptions: (told.consumes ?? []).map(([consumer, contract]) => ({
      ...{ consumer_ref: component(consumer), contract_ref: api(contract) },
      owner: 'group:default/team-b',
    })),
    versions: told.versions ?? [],
    ...{ releases, needs: new Map(needs), live: told.live ?? [] },
    lived: (told.lived ?? []).map(([name, version, environment]) => ({
      ...{ component_ref: component(name), version, environment, tenant: '' },
    })),
    reading: {
      ...{ readAt: '2026-11-21T10:00:00.000Z', problem: told.problem },
      environments: ['dev', 'qa', 'prod'],
    },
    ...{ exceptions: told.exceptions ?? [], owners: [] },
    traffic: trafficOf(told),
    wasRead: true,
  });
}

/** A change that breaks, with what a test changes. */
export function changeOf(more: Partial<ContractChange> = {}): ContractChange {
  return {
    ...{ rule: 'r', verdict: 'breaking', message: 'settledAt is gone.' },
    ...{ direction: 'receive' },
    subject: { operation: 'GET /payments/{id}', field: 'settledAt' },
    ...more,
  };
}

/** Judges by changes that a test tells, by `from→to` in versions. */
export function judgeBy(
  changes: Record<string, ContractChange[]>,
  operations: Record<string, string[]> = {},
): NeedJudge {
  const versionOf = (digest: string) => digest.replace(/^[a-z-]+-(?=\d)/, '');
  return NeedJudge.create({
    comparer: {
      compare: async (before, after) => ({
        changes:
          changes[`${versionOf(before.digest)}→${versionOf(after.digest)}`] ??
          [],
        ...{ tookMs: 1, judgedAt: '2026-11-21T10:00:00.000Z' },
      }),
    },
    documents: {
      read: async () => '',
      facts: async digests =>
        new Map(
          digests.map(digest => {
            const names = operations[versionOf(digest)] ?? [
              'GET /payments/{id}',
              'POST /payments',
            ];
            const elements = names.map(operation => ({
              ...{ operation, kind: 'operation' },
            }));
            return [digest, { digest, size: 1, outline: { elements } }];
          }),
        ),
    },
  });
}

/** The judge of consumers by the same. */
export function consumersBy(changes: Record<string, ContractChange[]>) {
  return ConsumersJudge.create(judgeBy(changes));
}
