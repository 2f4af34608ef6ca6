import { NotFoundError } from '@backstage/errors';
import type {
  ConsumersPage,
  ContractMatrix,
  ContractVerdict,
  MatrixCell,
  TrafficSourceState,
} from '@slipway/backstage-plugin-contracts-common';
import type { Caller } from '../contracts/DefaultContractsService';
import {
  type ComponentVersion,
  type Landscape,
  tenantsMeet,
  versionKey,
} from '../landscape/Landscape';
import { providersOf } from '../landscape/landscapeIndex';
import type { LandscapeReader } from '../landscape/LandscapeReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import type { LiveRow, SeenSourceRow } from '../database/rows';
import { latestOf } from '../states/StateKeeper';
import { worksWith } from './CanIJudge';
import { Sight } from '../permissions/Sight';
import type { ConsumersJudge } from './ConsumersJudge';
import { assertEnvironment } from './DefaultCanIService';
import type { NeedJudge } from './NeedJudge';
import { usesContract } from './usesContract';

/** What the service works with. */
export interface ConsumersServiceOptions {
  landscapes: LandscapeReader;
  consumers: ConsumersJudge;
  needs: NeedJudge;
  authorizer: ContractAuthorizer;
}

/** A version of one component that stands in for those that live. */
export interface WhatIf {
  component: string;
  version: string;
}

type Column = ContractMatrix['contracts'][number];
type Row = ContractMatrix['consumers'][number];

/** Says who uses what, and whether it fits together. */
export class DefaultConsumersService {
  readonly #options: ConsumersServiceOptions;

  private constructor(options: ConsumersServiceOptions) {
    this.#options = options;
  }

  static create(options: ConsumersServiceOptions) {
    return new DefaultConsumersService(options);
  }

  /** @throws NotFoundError, NotAllowedError */
  async list(
    entityRef: string,
    version: string | undefined,
    { credentials }: Caller,
  ): Promise<ConsumersPage> {
    const { authorizer, landscapes, consumers } = this.#options;
    await authorizer.assertReadable(entityRef, credentials);
    const landscape = await landscapes.read({
      contracts: () => [entityRef],
    });
    const contract = landscape.contracts.get(entityRef);
    if (!contract) {
      throw new NotFoundError(`There is no API '${entityRef}' in the catalog.`);
    }
    const target = version
      ? landscape.versionOf(entityRef, version)
      : latestOf(landscape.versionsOf(entityRef));
    if (version && !target) {
      throw new NotFoundError(`${entityRef} has no version '${version}'.`);
    }
    const judged = await consumers.judge(contract, target, landscape);
    const { sources } = landscape.traffic;
    const sight = await Sight.of(
      authorizer,
      () => judged.map(each => each.entityRef),
      credentials,
    );
    const { items, hidden } = sight.split(judged);
    const outside = landscape.seenFromOutside(entityRef);
    return {
      ...(target && { version: target.version }),
      ...(hidden.length && { hidden: countsOf(hidden) }),
      items: items.map(({ change: _change, ...each }) => each),
      ...(outside && {
        outside: { ...outside, calls: Math.round(outside.calls) },
      }),
      trafficSources: sources.map(toSource),
    };
  }

  async matrix(
    environment: string,
    whatIf: WhatIf | undefined,
    { credentials }: Caller,
  ): Promise<ContractMatrix> {
    const { authorizer, landscapes } = this.#options;
    const landscape = await landscapes.read();
    assertEnvironment(environment, landscape);
    const all = columnsOf(landscape, environment, whatIf);
    const live = rowsOf(landscape, environment);
    const sight = await Sight.of(
      authorizer,
      () => [
        ...all.flatMap(({ entityRef, provider }) => [entityRef, provider]),
        ...live.map(({ entityRef }) => entityRef),
      ],
      credentials,
    );
    const columns = all.filter(
      each => sight.sees(each.entityRef) && sight.sees(each.provider),
    );
    const cells = (
      await Promise.all(
        columns.map(column => this.#cells(column, landscape, environment)),
      )
    ).flat();
    const used = new Set(cells.map(({ consumer }) => consumer));
    const { items: rows } = sight.split(live.filter(({ id }) => used.has(id)));
    const shown = new Set(rows.map(({ id }) => id));
    const unseen = cells.filter(({ consumer }) => !shown.has(consumer));
    const { readAt, problem } = landscape.reading;
    return {
      ...{ environment, environments: [...landscape.environments] },
      consumers: rows,
      contracts: columns.filter(({ id }) =>
        cells.some(({ contract }) => contract === id),
      ),
      cells: cells.filter(({ consumer }) => shown.has(consumer)),
      ...(unseen.length && { hidden: countsOf(unseen) }),
      ...(columns.length < all.length && {
        hiddenContracts: all.length - columns.length,
      }),
      ...(readAt && { liveAsOf: readAt }),
      ...(problem && { liveProblem: problem }),
    };
  }

  async #cells(
    column: Column,
    landscape: Landscape,
    environment: string,
  ): Promise<MatrixCell[]> {
    const { needs } = this.#options;
    const contract = landscape.contracts.get(column.entityRef)!;
    const target = landscape.releasedBy(
      { entityRef: column.provider, version: column.version },
      column.entityRef,
    );
    const consumers = landscape
      .consumersOf(column.entityRef)
      .filter(ref => ref !== column.provider)
      .flatMap(ref => liveIn(landscape, ref, environment))
      .filter(
        consumer =>
          usesContract(consumer, column.entityRef, landscape) &&
          (column.whatIf || meets(consumer.rows, column, landscape)),
      );
    return Promise.all(
      consumers.map(async consumer => {
        const { verdict, message } = await needs.judge({
          ...{ consumer, contract, target, landscape },
          worksWith: worksWith(contract, consumer, landscape),
        });
        const id = versionKey(consumer);
        const declares = landscape
          .needsOf(consumer)
          ?.some(need => need.contract === column.entityRef);
        return {
          ...{ consumer: id, contract: column.id, verdict, message },
          ...(!declares && { undeclared: true }),
        };
      }),
    );
  }
}

function countsOf(items: readonly { verdict: ContractVerdict }[]) {
  const counts: Partial<Record<ContractVerdict, number>> = {};
  for (const { verdict } of items) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function toSource(row: SeenSourceRow): TrafficSourceState {
  const { id, title, simulated, read_until: readUntil, problem } = row;
  return {
    ...{ id, title, simulated: Boolean(simulated) },
    ...(readUntil && { readUntil }),
    ...(problem && { problem }),
  };
}

function liveIn(landscape: Landscape, entityRef: string, environment: string) {
  const rows = landscape
    .liveOf(entityRef)
    .filter(row => row.environment === environment);
  return [...new Set(rows.map(({ version }) => version))].map(version => ({
    ...{ entityRef, version },
    rows: rows.filter(row => row.version === version),
  }));
}

/** Whether a consumer and a version of a provider share a tenant. */
function meets(
  rows: readonly LiveRow[],
  { provider, version }: Column,
  landscape: Landscape,
): boolean {
  return landscape
    .liveOf(provider)
    .filter(row => row.version === version)
    .some(offered =>
      rows.some(
        row =>
          row.environment === offered.environment &&
          tenantsMeet(row.tenant, offered.tenant),
      ),
    );
}

function rowsOf(landscape: Landscape, environment: string): Row[] {
  const rows = landscape.liveRows
    .filter(row => row.environment === environment)
    .map((row): ComponentVersion => ({
      entityRef: row.component_ref,
      version: row.version,
    }));
  const byKey = new Map(rows.map(row => [versionKey(row), row]));
  return [...byKey]
    .map(([id, row]) => ({ id, ...row }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function columnsOf(
  landscape: Landscape,
  environment: string,
  whatIf: WhatIf | undefined,
): Column[] {
  return [...landscape.contracts.values()].flatMap(contract =>
    providersOf(contract).flatMap(provider => {
      const isAsked = whatIf?.component === provider;
      const versions = isAsked
        ? [whatIf.version]
        : liveIn(landscape, provider, environment).map(each => each.version);
      return versions.map((version): Column => {
        const brings = landscape.releasedBy(
          { entityRef: provider, version },
          contract.entity_ref,
        );
        return {
          id: `${contract.entity_ref} ${provider}@${version}`,
          ...{ entityRef: contract.entity_ref, provider, version },
          ...(brings && { contractVersion: brings.version }),
          whatIf: isAsked,
        };
      });
    }),
  );
}
