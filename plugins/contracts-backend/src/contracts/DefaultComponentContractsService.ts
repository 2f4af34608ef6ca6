import type {
  ComponentContracts,
  ConsumerVersion,
  ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import type { Landscape } from '../landscape/Landscape';
import { around, type LandscapeReader } from '../landscape/LandscapeReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import type { StateKeeper } from '../states/StateKeeper';
import { namedIn, type StateStore } from '../states/StateStore';
import { type Caller, contractOf } from './DefaultContractsService';

/** What the service works with. */
export interface ComponentContractsServiceOptions {
  states: StateStore;
  keeper: StateKeeper;
  landscapes: LandscapeReader;
  authorizer: ContractAuthorizer;
}

/** Serves the contracts of one component, from both sides. */
export class DefaultComponentContractsService {
  readonly #options: ComponentContractsServiceOptions;

  private constructor(options: ComponentContractsServiceOptions) {
    this.#options = options;
  }

  static create(options: ComponentContractsServiceOptions) {
    return new DefaultComponentContractsService(options);
  }

  /** What a component offers and uses, with the state of each. @throws NotAllowedError */
  async get(
    componentRef: string,
    { credentials }: Caller,
  ): Promise<ComponentContracts> {
    const { states, landscapes, authorizer } = this.#options;
    await authorizer.assertReadable(componentRef, credentials);
    const landscape = await landscapes.read({
      contracts: without => around(without, [componentRef]),
    });
    const offers = new Set([
      ...landscape.provided(componentRef).map(row => row.entity_ref),
      // Itself, when it is called and offers no contract for that.
      componentRef,
    ]);
    const uses = [
      ...landscape.consumedBy(componentRef),
      ...landscape.uncontracted
        .filter(({ callers }) => callers.includes(componentRef))
        .map(({ entityRef }) => entityRef),
    ].filter(ref => !offers.has(ref));
    const all = [...offers, ...uses];
    const may = await Sight.of(authorizer, () => all, credentials);
    const kept = await states.get(all.filter(ref => may.sees(ref)));
    const named = kept.flatMap(each => [...namedIn(each), ...each.providers]);
    const sight = await Sight.of(authorizer, () => named, credentials);
    const summaries = kept.map(each => sight.summary(each));
    return {
      entityRef: componentRef,
      provides: summaries.filter(each => offers.has(each.entityRef)),
      consumes: await Promise.all(
        summaries
          .filter(({ entityRef }) => !offers.has(entityRef))
          .map(async summary => ({
            ...summary,
            versions: await this.#versions(componentRef, summary, landscape),
          })),
      ),
    };
  }

  /** Live versions of a component, and what the newest of a contract does to each. */
  async #versions(
    componentRef: string,
    { entityRef, seenOnly }: ContractSummary,
    landscape: Landscape,
  ): Promise<ConsumerVersion[]> {
    if (seenOnly) return [];
    const contract = contractOf(landscape, entityRef);
    const { consumers } = await this.#options.keeper.look(contract, landscape);
    return consumers
      .filter(each => each.entityRef === componentRef)
      .map(({ change: _change, ...each }) => each);
  }
}
