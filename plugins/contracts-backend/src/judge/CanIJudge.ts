import type {
  CanIAnswer,
  CanIFinding,
  CanIRequest,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow, LiveRow, VersionRow } from '../database/rows';
import {
  citeException,
  exceptionForConsumer,
} from '../exceptions/applyExceptions';
import {
  type ComponentVersion,
  type Landscape,
  tenantsMeet,
  versionKey,
} from '../landscape/Landscape';
import { providersOf } from '../landscape/landscapeIndex';
import { latestOf } from '../states/StateKeeper';
import { nameOf } from './names';
import type { NeedJudge, NeedVerdict } from './NeedJudge';
import { toPlace } from './places';
import { usesContract } from './usesContract';

/** What breaks blocks; what could not be told is no yes. */
const ANSWERS: Readonly<Record<ContractVerdict, CanIAnswer>> = {
  breaking: 'blocked',
  unknown: 'unknown',
  risky: 'allowed',
  safe: 'allowed',
};

/** A question, and what is known. */
export interface CanIQuestion {
  request: CanIRequest;
  landscape: Landscape;
}

interface Counterpart extends ComponentVersion {
  rows: LiveRow[];
}

/** Versions of a component that live where the question is asked. */
function liveThere(
  componentRef: string,
  { request, landscape }: CanIQuestion,
): Counterpart[] {
  const rows = landscape
    .liveOf(componentRef)
    .filter(
      row =>
        row.environment === request.environment &&
        tenantsMeet(row.tenant, request.tenant),
    );
  const versions = [...new Set(rows.map(({ version }) => version))];
  return versions.map(version => ({
    ...{ entityRef: componentRef, version },
    rows: rows.filter(row => row.version === version),
  }));
}

function subjectOf({ request }: CanIQuestion): ComponentVersion {
  return { entityRef: request.component, version: request.version };
}

/**
 * A rollback does not take a database back: what its contract offers stays,
 * whichever version of its owner runs.
 */
function staysAsItIs({ type }: ContractRow, { request }: CanIQuestion) {
  return request.action === 'rollback' && type === 'sql';
}

/**
 * The version of a contract that a component offers there. A database keeps
 * what the highest version that ever lived there has made of it.
 */
function offeredBy(
  provider: ComponentVersion,
  contract: ContractRow,
  { request, landscape }: CanIQuestion,
): VersionRow | undefined {
  const { entity_ref: ref, type } = contract;
  const own = landscape.releasedBy(provider, ref);
  if (type !== 'sql') return own;
  const { environment, tenant } = request;
  const earlier = landscape
    .livedIn(provider.entityRef, environment, tenant)
    .flatMap(
      version =>
        landscape.releasedBy({ entityRef: provider.entityRef, version }, ref) ??
        [],
    );
  return own && latestOf([own, ...earlier]);
}

/** Asks all that live beside a version whether it fits, in both directions. */
export class CanIJudge {
  readonly #needs: NeedJudge;

  private constructor(needs: NeedJudge) {
    this.#needs = needs;
  }

  static create(needs: NeedJudge) {
    return new CanIJudge(needs);
  }

  async findings(question: CanIQuestion): Promise<CanIFinding[]> {
    const lists = await Promise.all([
      this.#consumers(question),
      this.#providers(question),
    ]);
    return lists.flat();
  }

  /** Those who use what the component offers. */
  async #consumers(question: CanIQuestion): Promise<CanIFinding[]> {
    const { request, landscape } = question;
    const pairs = landscape
      .provided(request.component)
      .filter(contract => !staysAsItIs(contract, question))
      .flatMap(contract =>
        landscape
          .consumersOf(contract.entity_ref)
          .filter(consumer => consumer !== request.component)
          .flatMap(consumer => liveThere(consumer, question))
          .filter(consumer =>
            usesContract(consumer, contract.entity_ref, landscape),
          )
          .map(consumer => ({ contract, consumer })),
      );
    return Promise.all(
      pairs.map(async ({ contract, consumer }) => {
        const provider = subjectOf(question);
        const target = offeredBy(provider, contract, question);
        const verdict = await this.#needs.judge({
          ...{ consumer, contract, target, landscape },
          worksWith: worksWith(contract, consumer, landscape),
        });
        const parts = { contract, consumer, provider, rows: consumer.rows };
        return toFinding(question, 'consumer', parts, verdict);
      }),
    );
  }

  /** Those whose offer the component uses. */
  async #providers(question: CanIQuestion): Promise<CanIFinding[]> {
    const { landscape } = question;
    const consumer = subjectOf(question);
    const declared = landscape.needsOf(consumer)?.map(need => need.contract);
    // What this version has declared, and what it was seen to call; else what others said.
    const refs = declared
      ? [...declared, ...landscape.seenToUse(consumer.entityRef)]
      : landscape.consumedBy(consumer.entityRef);
    const known = [...new Set(refs)];
    const contracts = known.flatMap(ref => landscape.contracts.get(ref) ?? []);
    const missing = known.filter(ref => !landscape.contracts.has(ref));
    const lists = await Promise.all(
      contracts.map(contract => this.#provider(question, contract)),
    );
    return [
      ...lists.flat(),
      ...missing.map(ref =>
        blindFinding(question, ref, `There is no contract ${ref} any more.`),
      ),
    ];
  }

  /** Somebody outside offers it, of whom no live version is known: the newest counts. */
  async #outside(
    question: CanIQuestion,
    contract: ContractRow,
  ): Promise<CanIFinding[]> {
    const { landscape } = question;
    const consumer = subjectOf(question);
    const target = latestOf(landscape.versionsOf(contract.entity_ref));
    const verdict = await this.#needs.judge({
      ...{ consumer, contract, target, landscape, worksWith: [] },
    });
    const provider = {
      entityRef: contract.entity_ref,
      version: target?.version ?? 'unknown',
    };
    const parts = { contract, consumer, provider, rows: [] };
    return [toFinding(question, 'provider', parts, verdict)];
  }

  async #provider(
    question: CanIQuestion,
    contract: ContractRow,
  ): Promise<CanIFinding[]> {
    const { landscape } = question;
    const consumer = subjectOf(question);
    const offering = providersOf(contract);
    if (!offering.length) return this.#outside(question, contract);
    const providers = offering
      .flatMap(ref => liveThere(ref, question))
      .filter(
        provider =>
          provider.entityRef !== consumer.entityRef ||
          staysAsItIs(contract, question),
      );
    const isAlone = offering.every(ref => ref === consumer.entityRef);
    if (!providers.length && !isAlone) {
      const where = question.request.environment;
      const message = `Nobody who lives in ${where} offers ${contract.name}.`;
      return [blindFinding(question, contract.entity_ref, message)];
    }
    return Promise.all(
      providers.map(async provider => {
        const target = offeredBy(provider, contract, question);
        const verdict = await this.#needs.judge({
          ...{ consumer, contract, target, landscape },
          worksWith: metElsewhere(contract, consumer, landscape),
        });
        const parts = { contract, consumer, provider, rows: provider.rows };
        return toFinding(question, 'provider', parts, verdict);
      }),
    );
  }
}

/** Versions of a contract that a version has met, wherever it lives. */
function metElsewhere(
  contract: ContractRow,
  { entityRef, version }: ComponentVersion,
  landscape: Landscape,
): VersionRow[] {
  const rows = landscape
    .liveOf(entityRef)
    .filter(row => row.version === version);
  return worksWith(contract, { entityRef, rows }, landscape);
}

/** One that could not be held against anything. */
function blindFinding(
  question: CanIQuestion,
  contract: string,
  message: string,
): CanIFinding {
  const consumer = subjectOf(question);
  return {
    ...{ answer: 'unknown', counterpart: 'provider', contract, consumer },
    provider: { entityRef: contract, version: 'unknown' },
    places: [],
    message: `${nameOf(consumer.entityRef)} ${consumer.version} could not be judged. ${message}`,
  };
}

/** Versions of a contract that a consumer meets where it runs. */
export function worksWith(
  contract: ContractRow,
  { entityRef, rows }: { entityRef: string; rows: readonly LiveRow[] },
  landscape: Landscape,
): VersionRow[] {
  const met = providersOf(contract)
    .filter(provider => provider !== entityRef)
    .flatMap(provider => landscape.liveOf(provider))
    .filter(provider =>
      rows.some(
        row =>
          row.environment === provider.environment &&
          tenantsMeet(row.tenant, provider.tenant),
      ),
    );
  const versions = new Map(
    met.map(row => {
      const component = {
        entityRef: row.component_ref,
        version: row.version,
      };
      return [versionKey(component), component] as const;
    }),
  );
  return [...versions.values()].flatMap(
    component => landscape.releasedBy(component, contract.entity_ref) ?? [],
  );
}

interface FindingParts {
  contract: ContractRow;
  consumer: ComponentVersion;
  provider: ComponentVersion;
  rows: readonly LiveRow[];
}

const VERBS: Readonly<Record<CanIAnswer, string>> = {
  blocked: 'would break',
  unknown: 'could not be judged',
  allowed: 'is fine',
};

function toFinding(
  { request, landscape }: CanIQuestion,
  counterpart: CanIFinding['counterpart'],
  { contract, consumer, provider, rows }: FindingParts,
  { verdict, message, change, operation, field }: NeedVerdict,
): CanIFinding {
  const isOld = rows.length > 0 && rows.every(row => Boolean(row.stale));
  const asked =
    isOld && ANSWERS[verdict] === 'allowed' ? 'unknown' : ANSWERS[verdict];
  const excused =
    asked === 'allowed'
      ? undefined
      : exceptionForConsumer(landscape.exceptions, {
          ...{ consumer: consumer.entityRef, contract },
          environment: request.environment,
        });
  const who = `${nameOf(consumer.entityRef)} ${consumer.version}`;
  const against =
    counterpart === 'provider'
      ? ` with ${nameOf(provider.entityRef)} ${provider.version}`
      : '';
  return {
    ...{ answer: excused ? 'allowed' : asked, counterpart },
    contract: contract.entity_ref,
    consumer: { entityRef: consumer.entityRef, version: consumer.version },
    provider: { entityRef: provider.entityRef, version: provider.version },
    places: rows.map(toPlace),
    ...(operation && { operation }),
    ...(field && { field }),
    message: `${who} ${VERBS[asked]}${against}. ${isOld ? 'What lives there is as last seen. ' : ''}${message}`,
    ...(change && { rule: change.rule }),
    ...(change?.compared && { compared: change.compared }),
    ...(change?.counterExample && { counterExample: change.counterExample }),
    ...(excused && { exception: citeException(excused) }),
  };
}
