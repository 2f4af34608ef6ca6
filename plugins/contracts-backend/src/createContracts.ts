import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CONTRACTS_SIGNAL_CHANNEL,
  type ContractsSignal,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type ContractFormat,
  RuleBook,
} from '@slipway/backstage-plugin-contracts-node';
import type { Knex } from 'knex';
import { CatalogReader } from './catalog/CatalogReader';
import { Comparer } from './comparisons/Comparer';
import { ComparisonStore } from './comparisons/ComparisonStore';
import { DefaultComparisonsService } from './comparisons/DefaultComparisonsService';
import { JobRunner } from './comparisons/JobRunner';
import type { ContractsConfig } from './config/readContractsConfig';
import { DefaultComponentContractsService } from './contracts/DefaultComponentContractsService';
import { ContractStore } from './contracts/ContractStore';
import { contractTypeOf } from './contracts/contractTypes';
import { DefaultContractsService } from './contracts/DefaultContractsService';
import { changeMark } from './database/changeMark';
import { DefaultExceptionsService } from './exceptions/DefaultExceptionsService';
import { ExceptionStore } from './exceptions/ExceptionStore';
import { ContractMirror } from './git/ContractMirror';
import { GitReader } from './git/GitReader';
import { GitReadingStore } from './git/GitReadingStore';
import { CanIJudge } from './judge/CanIJudge';
import { ConsumersJudge } from './judge/ConsumersJudge';
import { DefaultCanIService } from './judge/DefaultCanIService';
import { DefaultMatrixService } from './judge/DefaultMatrixService';
import { DefaultConsumersService } from './judge/DefaultConsumersService';
import { NeedJudge } from './judge/NeedJudge';
import { LandscapeReader } from './landscape/LandscapeReader';
import { DeliveryClient } from './live/DeliveryClient';
import { LiveReader } from './live/LiveReader';
import { LiveStore } from './live/LiveStore';
import { DefaultNeedsService } from './needs/DefaultNeedsService';
import { NeedStore } from './needs/NeedStore';
import { ContractAuthorizer } from './permissions/ContractAuthorizer';
import { commonRules } from './rules/commonRules';
import { StateKeeper } from './states/StateKeeper';
import { StateStore } from './states/StateStore';
import { TrafficStore } from './traffic/TrafficStore';
import { DefaultPublishingService } from './versions/DefaultPublishingService';
import { DefaultVersionsService } from './versions/DefaultVersionsService';
import { DocumentStore } from './versions/DocumentStore';
import { VersionJudge } from './versions/VersionJudge';
import { VersionStore } from './versions/VersionStore';

/** What everything is made from. */
export interface ContractsDependencies {
  config: ContractsConfig;
  knex: Knex;
  formats: readonly ContractFormat[];
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
  signals: SignalsService;
}

function createStores(knex: Knex) {
  return {
    contracts: ContractStore.create(knex),
    comparisons: ComparisonStore.create(knex),
    documents: DocumentStore.create(knex),
    exceptions: ExceptionStore.create(knex),
    live: LiveStore.create(knex),
    needs: NeedStore.create(knex),
    states: StateStore.create(knex),
    traffic: TrafficStore.create(knex),
    changeMark: () => changeMark(knex),
    versions: VersionStore.create(knex),
  };
}

type Stores = ReturnType<typeof createStores>;

/** What compares and judges. */
function createJudging(deps: ContractsDependencies, stores: Stores) {
  const { formats, config } = deps;
  const rules = RuleBook.create([...formats, { rules: commonRules }]);
  const runner = JobRunner.create({
    ...{ ...config.comparisons, added: formats },
  });
  const adHoc = JobRunner.create({
    ...{ ...config.comparisons, lanes: 1, added: formats },
  });
  const comparer = Comparer.create({
    ...{ runner, adHoc, rules, store: stores.comparisons },
  });
  const needJudge = NeedJudge.create({ comparer, documents: stores.documents });
  const { contracts, versions, documents, exceptions } = stores;
  const versionJudge = VersionJudge.create({
    ...{ contracts, versions, documents, exceptions, comparer, rules },
  });
  return {
    ...{ rules, runner, adHoc, comparer, needJudge, versionJudge },
    consumersJudge: ConsumersJudge.create(needJudge),
    canIJudge: CanIJudge.create(needJudge),
    landscapes: LandscapeReader.create(stores),
  };
}

type Judging = ReturnType<typeof createJudging>;

/** What keeps the database up to date. */
function createKeeping(
  deps: ContractsDependencies,
  stores: Stores,
  { rules, landscapes, consumersJudge, versionJudge }: Judging,
) {
  const { auth, discovery, formats, logger, signals } = deps;
  const titles = new Map(formats.map(({ id, title }) => [id, title]));
  const keeper = StateKeeper.create({
    ...{ landscapes, logger, ruleset: rules.version },
    ...{ documents: stores.documents, states: stores.states },
    ...{ consumers: consumersJudge, versionJudge },
    titleOf: specType =>
      titles.get(contractTypeOf(specType) ?? ('' as never)) ?? specType,
    onChanged: () =>
      signals.publish<ContractsSignal & { [key: string]: string }>({
        recipients: { type: 'broadcast' },
        channel: CONTRACTS_SIGNAL_CHANNEL,
        message: { type: 'changed' },
      }),
  });
  const liveReader = LiveReader.create({
    ...{ client: DeliveryClient.create({ discovery, auth }), logger },
    ...{ store: stores.live, traffic: stores.traffic },
  });
  return { keeper, liveReader };
}

type Keeping = ReturnType<typeof createKeeping>;

/** What takes versions, needs and exceptions. */
function createWriters(
  { config, logger }: ContractsDependencies,
  stores: Stores,
  { rules, runner, comparer, versionJudge: judge }: Judging,
  { keeper, authorizer }: Keeping & { authorizer: ContractAuthorizer },
) {
  // Who publishes does not wait until every state is told anew.
  const onChanged = (first: () => Promise<unknown> = async () => {}) => {
    first()
      .then(() => keeper.update())
      .catch(error => {
        logger.warn('States could not be told anew', { cause: String(error) });
      });
  };
  const { contracts, documents, exceptions, needs, versions } = stores;
  const { largest } = config.documents;
  return {
    judge,
    comparisons: DefaultComparisonsService.create({ comparer, rules, largest }),
    exceptions: DefaultExceptionsService.create({
      ...{ exceptions, rules, authorizer },
      onChanged: () => onChanged(() => judge.refresh()),
    }),
    needs: DefaultNeedsService.create({
      ...{ needs, contracts, runner, onPublished: () => onChanged() },
    }),
    publishing: DefaultPublishingService.create({
      ...{ contracts, documents, versions, comparer, runner, rules, largest },
      judge,
      onPublished: () => onChanged(),
    }),
  };
}

type Writers = ReturnType<typeof createWriters>;

const PATIENT_ROUNDS = 3;

/** One look at each repository; one that fails keeps nobody else from being read. */
function createGitReading(
  { config, knex, logger }: ContractsDependencies,
  { contracts }: Stores,
  { publishing, needs }: Writers,
) {
  const { repositories, cacheDirectory } = config.git;
  const readings = GitReadingStore.create(knex);
  let rounds = 0;
  return async (signal?: AbortSignal) => {
    // Versions belong to what the catalog has.
    const isReady = (await contracts.readAt('catalog')) !== undefined;
    const startedAt = new Date().toISOString();
    rounds += isReady ? 1 : 0;
    let failed = !isReady;
    for (const repository of isReady ? repositories : []) {
      try {
        const mirror = await ContractMirror.open(repository, cacheDirectory);
        const reader = GitReader.create({
          ...{ repository, mirror, readings, publishing, needs, logger },
        });
        const complete = await reader.refresh(signal);
        // What waits for an API that never comes must not keep all unknown.
        failed ||= !complete && rounds < PATIENT_ROUNDS;
      } catch (error) {
        failed = true;
        const { message: cause } = error as Error;
        logger.warn('A repository of contracts could not be read', {
          ...{ repository: repository.id, cause },
        });
      }
    }
    if (!failed) await contracts.markRead('git', startedAt);
  };
}

/** What answers questions. */
function createReaders(
  stores: Stores,
  { rules, comparer, landscapes, ...judges }: Judging,
  {
    keeper,
    liveReader,
    authorizer,
  }: Keeping & { authorizer: ContractAuthorizer },
) {
  const ruleset = rules.version;
  const { documents, live, states, versions } = stores;
  const canI = DefaultCanIService.create({
    ...{ judge: judges.canIJudge, landscapes, liveReader, authorizer, ruleset },
  });
  return {
    canI,
    components: DefaultComponentContractsService.create({
      ...{ states, keeper, landscapes, authorizer },
    }),
    contracts: DefaultContractsService.create({
      ...{ states, keeper, landscapes, live, versions },
      ...{ canI, authorizer, ruleset },
    }),
    consumers: DefaultConsumersService.create({
      ...{ landscapes, authorizer, consumers: judges.consumersJudge },
    }),
    matrix: DefaultMatrixService.create({
      ...{ landscapes, authorizer, needs: judges.needJudge },
    }),
    versions: DefaultVersionsService.create({
      ...{ landscapes, documents, comparer, rules, authorizer },
    }),
  };
}

/** Who calls while it runs shares the run. */
function oneAtATime(work: (signal?: AbortSignal) => Promise<void>) {
  let running: Promise<void> | undefined;
  return async (signal?: AbortSignal) => {
    running ??= work(signal).finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Puts the services together; nothing runs yet. */
export function createContracts(deps: ContractsDependencies) {
  const stores = createStores(deps.knex);
  const judging = createJudging(deps, stores);
  const keeping = createKeeping(deps, stores, judging);
  const authorizer = ContractAuthorizer.create(deps.permissions);
  const shared = { ...keeping, authorizer };
  const writers = createWriters(deps, stores, judging, shared);
  const readers = createReaders(stores, judging, shared);
  const readGit = oneAtATime(createGitReading(deps, stores, writers));
  const catalogReader = CatalogReader.create({
    ...{ catalog: deps.catalog, auth: deps.auth, logger: deps.logger },
    ...{ contracts: stores.contracts, publishing: writers.publishing },
  });
  return {
    services: {
      ...{ ...writers, ...readers, authorizer },
      largest: deps.config.documents.largest,
    },
    /** One look at the catalog, and at what follows from it. */
    readCatalog: async (signal?: AbortSignal) => {
      await catalogReader.refresh();
      // The first time nothing can be told before, so it is not waited for its turn.
      if (!(await stores.contracts.readAt('git'))) await readGit(signal);
      await writers.judge.refresh(signal);
      await keeping.keeper.update();
    },
    /** One look at the repositories; what they hold is told as it is taken. */
    readGit,
    /** One look at what runs where, and at what follows from it. */
    readLive: async () => {
      await Promise.all([
        keeping.liveReader.refresh(),
        keeping.liveReader.refreshTraffic(),
      ]);
      await keeping.keeper.update();
    },
    /** Tells the states that pages read, where something changed. */
    updateStates: () => keeping.keeper.update(),
    stop: async () => {
      await Promise.all([judging.runner.stop(), judging.adHoc.stop()]);
    },
  };
}
