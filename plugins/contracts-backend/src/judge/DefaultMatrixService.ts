import { NotFoundError } from '@backstage/errors';
import type {
  ContractMatrix,
  MatrixCell,
} from '@slipway/backstage-plugin-contracts-common';
import type { Caller } from '../contracts/DefaultContractsService';
import type { LiveRow } from '../database/rows';
import {
  type Landscape,
  tenantsMeet,
  versionKey,
} from '../landscape/Landscape';
import { providersOf } from '../landscape/landscapeIndex';
import { around, type LandscapeReader } from '../landscape/LandscapeReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import { worksWith } from './CanIJudge';
import { assertEnvironment, componentRef } from './DefaultCanIService';
import { countsOf } from './DefaultConsumersService';
import type { NeedJudge } from './NeedJudge';
import { nameOf } from './names';
import { usesContract } from './usesContract';

/** What the service works with. */
export interface MatrixServiceOptions {
  landscapes: LandscapeReader;
  needs: NeedJudge;
  authorizer: ContractAuthorizer;
}

/** A version of one component that stands in for those that live. */
export interface WhatIf {
  component: string;
  version: string;
}

interface Stage {
  landscape: Landscape;
  environment: string;
  whatIf: WhatIf | undefined;
}

type Column = ContractMatrix['contracts'][number];
type Row = ContractMatrix['consumers'][number];

/** Says whether what lives in an environment fits together. */
export class DefaultMatrixService {
  readonly #options: MatrixServiceOptions;

  private constructor(options: MatrixServiceOptions) {
    this.#options = options;
  }

  static create(options: MatrixServiceOptions) {
    return new DefaultMatrixService(options);
  }

  /** @throws NotFoundError, InputError */
  async matrix(
    environment: string,
    asked: WhatIf | undefined,
    { credentials }: Caller,
  ): Promise<ContractMatrix> {
    const { authorizer } = this.#options;
    const whatIf = asked && {
      ...{ component: componentRef(asked.component), version: asked.version },
    };
    const stage = await this.#stage(environment, whatIf);
    const { landscape } = stage;
    const all = columnsOf(stage);
    const live = rowsOf(stage);
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
      await Promise.all(columns.map(column => this.#cells(column, stage)))
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

  /** What the question is about: the contracts of those that live there, or are tried. */
  async #stage(
    environment: string,
    whatIf: WhatIf | undefined,
  ): Promise<Stage> {
    const { component: entityRef, version } = whatIf ?? {};
    const landscape = await this.#options.landscapes.read({
      contracts: without => {
        const there = without.liveRows
          .filter(row => row.environment === environment)
          .map(row => row.component_ref);
        const refs = [...there, ...(entityRef ? [entityRef] : [])];
        return around(without, [...new Set(refs)]);
      },
      ...(entityRef && version && { also: [{ entityRef, version }] }),
    });
    assertEnvironment(environment, landscape);
    if (entityRef && !landscape.knows(entityRef)) {
      throw new NotFoundError(
        `Nothing is known of ${entityRef}: it lives nowhere, and neither offers nor uses a contract.`,
      );
    }
    return { landscape, environment, whatIf };
  }

  async #cells(column: Column, stage: Stage): Promise<MatrixCell[]> {
    const { needs } = this.#options;
    const { landscape } = stage;
    const contract = landscape.contracts.get(column.entityRef)!;
    const target = landscape.releasedBy(
      { entityRef: column.provider, version: column.version },
      column.entityRef,
    );
    const consumers = landscape
      .consumersOf(column.entityRef)
      .filter(ref => ref !== column.provider)
      .flatMap(ref => liveIn(stage, ref))
      .filter(
        consumer =>
          usesContract(consumer, column.entityRef, landscape) &&
          (column.whatIf || meets(consumer.rows, column, landscape)),
      );
    return Promise.all(
      consumers.map(async consumer => {
        if (!isRecorded(consumer, stage)) {
          return {
            ...{ consumer: versionKey(consumer), contract: column.id },
            ...{ verdict: 'unknown' as const, undeclared: true },
            message: `${nameOf(consumer.entityRef)} ${consumer.version} was never recorded, so what it uses is not known.`,
          };
        }
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

/** Whether anything is known of a version: it lived somewhere, or said what it needs. */
function isRecorded(
  { entityRef, version }: { entityRef: string; version: string },
  { landscape }: Stage,
): boolean {
  return (
    landscape.needsOf({ entityRef, version }) !== undefined ||
    landscape.liveOf(entityRef).some(row => row.version === version)
  );
}

/** What lives there; the version that is tried stands in for those of its component. */
function liveIn({ landscape, environment, whatIf }: Stage, entityRef: string) {
  const rows = landscape
    .liveOf(entityRef)
    .filter(row => row.environment === environment);
  if (whatIf?.component === entityRef) {
    return [{ entityRef, version: whatIf.version, rows }];
  }
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

function rowsOf(stage: Stage): Row[] {
  const { landscape, environment, whatIf } = stage;
  const refs = landscape.liveRows
    .filter(row => row.environment === environment)
    .map(row => row.component_ref);
  const all = new Set([...refs, ...(whatIf ? [whatIf.component] : [])]);
  return [...all]
    .flatMap(ref => liveIn(stage, ref))
    .map(({ entityRef, version }) => ({
      ...{ id: versionKey({ entityRef, version }), entityRef, version },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function columnsOf(stage: Stage): Column[] {
  const { landscape, whatIf } = stage;
  return [...landscape.contracts.values()].flatMap(contract =>
    providersOf(contract).flatMap(provider =>
      liveIn(stage, provider).map(({ version }): Column => {
        const brings = landscape.releasedBy(
          { entityRef: provider, version },
          contract.entity_ref,
        );
        return {
          id: `${contract.entity_ref} ${provider}@${version}`,
          ...{ entityRef: contract.entity_ref, provider, version },
          ...(brings && { contractVersion: brings.version }),
          whatIf: whatIf?.component === provider,
        };
      }),
    ),
  );
}
