import { NotFoundError } from '@backstage/errors';
import type {
  ConsumersPage,
  ContractVerdict,
  TrafficSourceState,
} from '@slipway/backstage-plugin-contracts-common';
import type { Caller } from '../contracts/DefaultContractsService';
import type { LandscapeReader } from '../landscape/LandscapeReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import type { SeenSourceRow } from '../database/rows';
import { latestOf } from '../states/StateKeeper';
import { Sight } from '../permissions/Sight';
import type { ConsumersJudge } from './ConsumersJudge';

/** What the service works with. */
export interface ConsumersServiceOptions {
  landscapes: LandscapeReader;
  consumers: ConsumersJudge;
  authorizer: ContractAuthorizer;
}

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
}

/** How many have each verdict. */
export function countsOf(items: readonly { verdict: ContractVerdict }[]) {
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
