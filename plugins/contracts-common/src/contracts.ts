import type {
  Comparison,
  ContractBump,
  ContractChange,
  ContractDocument,
  ContractType,
  ContractUse,
  ContractVerdict,
} from './types';

/** How contracts are grouped on pages. @public */
export const CONTRACT_GROUPS = [
  'rest',
  'events',
  'graphql',
  'rpc',
  'soap',
  'database',
  'files',
  'schemas',
  'other',
] as const;

/** How contracts are grouped on pages. @public */
export type ContractGroup = (typeof CONTRACT_GROUPS)[number];

/** What is missing or overdue at an integration point. @public */
export const CONTRACT_GAPS = [
  'would-break',
  'bump-too-small',
  'overdue',
  'no-contract',
  'no-owner',
  'unknown-consumers',
  'unreadable',
  'changed-without-version',
] as const;

/** What is missing or overdue at an integration point. @public */
export type ContractGap = (typeof CONTRACT_GAPS)[number];

/** What an integration point comes to; `unknown` is never shown as fine. @public */
export type ContractState = 'breaks' | 'risky' | 'unknown' | 'fine';

/** How a version stands to the one before it. @public */
export interface VersionJudgement {
  /** Version that it was held against. */
  baseline: string;
  /** Absent when one of the two is no SemVer. */
  declaredBump?: ContractBump;
  requiredBump: ContractBump;
  /** Whether the declared bump covers the one that is needed. */
  fits: boolean;
  /** One sentence, for example `Declared minor, needs major.` */
  message: string;
  verdict: ContractVerdict;
  counts: Record<ContractVerdict, number>;
  /** The version that would be right. */
  proposed?: string;
  ruleset: string;
}

/** Where a version runs. @public */
export interface LivePlace {
  environment: string;
  tenant?: string;
  cluster?: string;
  /** True when the runtime is silent: as last seen. */
  stale: boolean;
  /** Since when it runs there, ISO 8601 in UTC. */
  since?: string;
}

/** One published version of a contract; it never changes. @public */
export interface ContractVersion {
  version: string;
  versionKind: 'semver' | 'other';
  /** SHA-256 of the document. */
  digest: string;
  /** Who said so. */
  source: 'ci' | 'catalog' | 'git';
  commit?: string;
  /** ISO 8601 in UTC. */
  publishedAt: string;
  publishedBy?: string;
  /** Why the document cannot be compared. */
  problem?: string;
  /** Absent for the first version. */
  judgement?: VersionJudgement;
  live: LivePlace[];
}

/** A version with its document. @public */
export interface ContractVersionDocument extends ContractVersion {
  type: ContractType;
  document: ContractDocument;
}

/** An integration point: an API entity, or one that was only seen in traffic. @public */
export interface ContractSummary {
  /** Entity reference of the API, or of the component that was seen. */
  entityRef: string;
  name: string;
  title?: string;
  /** The text of `spec.type`. */
  specType: string;
  /** Absent when contracts of this kind cannot be compared. */
  type?: ContractType;
  group: ContractGroup;
  /** For example `OpenAPI 3.1`. */
  typeTitle: string;
  owner?: string;
  system?: string;
  lifecycle?: string;
  providers: string[];
  latest?: Pick<ContractVersion, 'version' | 'versionKind' | 'publishedAt'> & {
    judgement?: VersionJudgement;
  };
  consumers: { total: number; breaking: number; unknown: number };
  /** True for a component that others were seen to call without that a contract says how; `entityRef` is its own. */
  seenOnly?: boolean;
  state: ContractState;
  /** One sentence. */
  stateReason: string;
  gaps: { gap: ContractGap; message: string }[];
}

/** @public */
export interface ContractsPage {
  items: ContractSummary[];
  totalItems: number;
  nextCursor?: string;
  /** How many have each gap, whatever the filter. */
  gaps: Record<ContractGap, number>;
  groups: Partial<Record<ContractGroup, { total: number; withGaps: number }>>;
  owners: string[];
  /** When live versions were last read, ISO 8601 in UTC; absent when they never were. */
  liveAsOf?: string;
  /** Why live versions are not known or old. */
  liveProblem?: string;
  ruleset: string;
}

/** One element that goes away. @public */
export interface Deprecation {
  operation: string;
  field?: string;
  title?: string;
  advice?: string;
  /** First version in which it is deprecated. */
  since?: string;
  sinceAt?: string;
  /** ISO 8601 date. */
  sunset?: string;
  /** Days until the sunset; negative when it has passed. */
  daysLeft?: number;
  /** Live consumers that still use it, and those of which that is not known. */
  consumers: { entityRef: string; version: string; certain: boolean }[];
  /** How many more there are that the caller may not see. */
  hiddenConsumers?: number;
}

/** Whether a version may go on to an environment. @public */
export interface ContractGate {
  environment: string;
  answer: CanIAnswer;
  /** One sentence. */
  message: string;
}

/** @public */
export interface ContractDetail extends ContractSummary {
  /** One sentence about the newest version, and what can be done. */
  headline: string;
  waysOut: string[];
  gates: ContractGate[];
  deprecations: Deprecation[];
  /** Whose live version stands in for a contract version, by component. */
  providerVersions: {
    component: string;
    version: string;
    contractVersion?: string;
    places: LivePlace[];
  }[];
  versions: number;
  liveAsOf?: string;
  liveProblem?: string;
  ruleset: string;
}

/** Two versions of one contract, compared. @public */
export interface VersionComparison extends Comparison {
  from: string;
  to: string;
  /** ISO 8601 in UTC. */
  judgedAt: string;
  tookMs: number;
  changes: (ContractChange & {
    /** Live consumers that it hits, and those of which that is not known. */
    hits: { entityRef: string; version: string; certain: boolean }[];
    /** How many more there are that the caller may not see. */
    hiddenHits?: number;
    /** Why the verdict differs from the rule's. */
    exception?: { id: string; owner: string; expiresAt: string };
  })[];
}

/** How it is known that a consumer uses a contract. @public */
export type ConsumerEvidence = 'catalog' | 'declared' | 'pact' | 'seen';

/** One live version of a consumer, and what a version of the contract does to it. @public */
export interface ConsumerVersion {
  entityRef: string;
  version: string;
  owner?: string;
  places: LivePlace[];
  evidence: ConsumerEvidence[];
  /** What it uses; absent when that is not declared. */
  uses?: ContractUse[];
  builtAgainst?: string;
  /** Requests seen in the last 7 days; absent when nothing looks there, or not for long enough to say 0. */
  calls?: number;
  /** Begin of the last hour in which it called, ISO 8601 in UTC. */
  lastCallAt?: string;
  /** Whole days without a call, when somebody looked all that time. */
  quietDays?: number;
  verdict: ContractVerdict;
  /** One sentence. */
  message: string;
}

/** What sees who calls whom. @public */
export interface TrafficSourceState {
  id: string;
  title: string;
  simulated: boolean;
  /** End of the last hour that was read, ISO 8601 in UTC. */
  readUntil?: string;
  /** Why it could not be read the last time, a sentence. */
  problem?: string;
}

/** @public */
export interface ConsumersPage {
  /** Version that the verdicts are about. */
  version?: string;
  items: ConsumerVersion[];
  /** Consumers that the caller may not see, by what happens to them. */
  hidden?: Partial<Record<ContractVerdict, number>>;
  /** What came from nobody that is deployed here, for example people through a gateway. */
  outside?: { calls: number; lastCallAt: string };
  /** Where traffic is measured. */
  trafficSources: TrafficSourceState[];
}

/** What is asked before a version goes live. @public */
export interface CanIRequest {
  /** Entity reference of the component. */
  component: string;
  version: string;
  environment: string;
  /** Only counterparts of this tenant, and those without one, count. */
  tenant?: string;
  action: 'deploy' | 'rollback' | 'promote';
}

/** @public */
export type CanIAnswer = 'allowed' | 'blocked' | 'unknown';

/** What is the matter between two versions. @public */
export interface CanIFinding {
  answer: CanIAnswer;
  /** True when the caller may not see who it is; names and places are then left out. */
  hidden?: boolean;
  /** `consumer`: someone who uses the component; `provider`: something that it uses. */
  counterpart: 'consumer' | 'provider';
  contract: string;
  consumer: { entityRef: string; version: string };
  provider: { entityRef: string; version: string };
  places: LivePlace[];
  operation?: string;
  field?: string;
  /** One sentence that names consumer, version and operation. */
  message: string;
  /** Id of the rule that decides, when one does. */
  rule?: string;
  /** Versions of the contract that were held against each other, when two were. */
  compared?: { from: string; to: string };
  counterExample?: { value: unknown };
  /** The exception that lets it pass. */
  exception?: { id: string; owner: string; expiresAt: string };
}

/** @public */
export interface CanIResult {
  answer: CanIAnswer;
  /** One sentence. */
  message: string;
  /** Worst first. */
  findings: CanIFinding[];
  waysOut: string[];
  /** Counterparts that were asked. */
  asked: number;
  /** When the live versions were read, ISO 8601 in UTC. */
  asOf?: string;
  ruleset: string;
}

/** One cell of the matrix. @public */
export interface MatrixCell {
  consumer: string;
  contract: string;
  verdict: ContractVerdict;
  message: string;
  /** True when the consumer never declared what it uses. */
  undeclared?: boolean;
}

/** Which versions live in an environment fit together. @public */
export interface ContractMatrix {
  environment: string;
  environments: string[];
  consumers: { id: string; entityRef: string; version: string }[];
  contracts: {
    id: string;
    entityRef: string;
    provider: string;
    version: string;
    contractVersion?: string;
    whatIf: boolean;
  }[];
  cells: MatrixCell[];
  /** Cells of consumers that the caller may not see, by their verdict. */
  hidden?: Partial<Record<ContractVerdict, number>>;
  /** Columns that the caller may not see, because of the contract or who provides it. */
  hiddenContracts?: number;
  liveAsOf?: string;
  liveProblem?: string;
}

/** Where an organisation stands. @public */
export interface ContractGovernance {
  contracts: number;
  versions: number;
  gaps: Record<ContractGap, number>;
  states: Record<ContractState, number>;
  deprecations: (Deprecation & { contract: string })[];
  exceptions: ContractException[];
  liveAsOf?: string;
  ruleset: string;
}

/** Judges otherwise than the rules do, for a time. @public */
export interface ContractException {
  id: string;
  /** `rule`: another verdict for a rule; `block`: a consumer that does not block. */
  kind: 'rule' | 'block';
  rule?: string;
  verdict?: ContractVerdict;
  /** Entity reference of a system or an API; absent for the whole organisation. */
  scope?: string;
  consumer?: string;
  environment?: string;
  owner: string;
  reason: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
  createdBy: string;
  createdAt: string;
}

/** @public */
export type NewContractException = Omit<
  ContractException,
  'id' | 'createdBy' | 'createdAt'
>;

/** The contracts of one component, as it provides and uses them. @public */
export interface ComponentContracts {
  entityRef: string;
  provides: ContractSummary[];
  consumes: (ContractSummary & { versions: ConsumerVersion[] })[];
}
