import type {
  ConsumerEvidence,
  ConsumerVersion,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow, LiveRow, VersionRow } from '../database/rows';
import type { Landscape } from '../landscape/Landscape';
import { worksWith } from './CanIJudge';
import type { NeedJudge, NeedVerdict } from './NeedJudge';
import { toPlace } from './places';
import { usesContract } from './usesContract';

/** A consumer with what decides about it. */
export interface JudgedConsumer extends ConsumerVersion {
  change?: NeedVerdict['change'];
}

interface LiveVersion {
  entityRef: string;
  version: string;
  rows: LiveRow[];
}

function liveVersions(
  componentRef: string,
  landscape: Landscape,
): LiveVersion[] {
  const rows = landscape.liveOf(componentRef);
  return [...new Set(rows.map(({ version }) => version))].map(version => ({
    ...{ entityRef: componentRef, version },
    rows: rows.filter(row => row.version === version),
  }));
}

/** How it is known that a component uses a contract. */
export function evidenceOf(
  consumer: { entityRef: string; version: string },
  contractRef: string,
  landscape: Landscape,
): ConsumerEvidence[] {
  const needs = (landscape.needsOf(consumer) ?? []).filter(
    ({ contract }) => contract === contractRef,
  );
  return [
    ...(needs.some(({ evidence }) => evidence === 'declared')
      ? (['declared'] as const)
      : []),
    ...(needs.some(({ evidence }) => evidence === 'pact')
      ? (['pact'] as const)
      : []),
    ...(landscape.saysToConsume(consumer.entityRef, contractRef)
      ? (['catalog'] as const)
      : []),
    ...(landscape.isSeenToUse(contractRef, consumer.entityRef)
      ? (['seen'] as const)
      : []),
  ];
}

/** Tells what a version of a contract does to each consumer that lives somewhere. */
export class ConsumersJudge {
  readonly #needs: NeedJudge;

  private constructor(needs: NeedJudge) {
    this.#needs = needs;
  }

  static create(needs: NeedJudge) {
    return new ConsumersJudge(needs);
  }

  async judge(
    contract: ContractRow,
    target: VersionRow | undefined,
    landscape: Landscape,
  ): Promise<JudgedConsumer[]> {
    const live = landscape
      .consumersOf(contract.entity_ref)
      .flatMap(consumer => liveVersions(consumer, landscape))
      .filter(consumer =>
        usesContract(consumer, contract.entity_ref, landscape),
      );
    return Promise.all(
      live.map(consumer => this.#one(consumer, contract, target, landscape)),
    );
  }

  async #one(
    consumer: LiveVersion,
    contract: ContractRow,
    target: VersionRow | undefined,
    landscape: Landscape,
  ): Promise<JudgedConsumer> {
    const { entityRef, version, rows } = consumer;
    const verdict = await this.#needs.judge({
      ...{ consumer, contract, target, landscape },
      worksWith: worksWith(contract, consumer, landscape),
    });
    const needs = landscape
      .needsOf(consumer)
      ?.filter(need => need.contract === contract.entity_ref);
    const seen = landscape.seenUse(contract.entity_ref, entityRef);
    const owner = landscape.ownerOf(entityRef);
    return {
      ...{ entityRef, version, places: rows.map(toPlace) },
      ...(owner && { owner }),
      evidence: evidenceOf(consumer, contract.entity_ref, landscape),
      // One need without uses means all of the contract.
      ...(needs?.length &&
        needs.every(({ uses }) => uses) && {
          uses: needs.flatMap(({ uses }) => uses ?? []),
        }),
      ...(needs?.[0]?.builtAgainst && { builtAgainst: needs[0].builtAgainst }),
      ...(seen && { calls: Math.round(seen.calls) }),
      ...(seen?.lastCallAt && { lastCallAt: seen.lastCallAt }),
      ...(seen?.quietDays !== undefined && { quietDays: seen.quietDays }),
      ...{ verdict: verdict.verdict, message: verdict.message },
      change: verdict.change,
    };
  }
}
