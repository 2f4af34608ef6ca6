import type {
  ContractState,
  ContractVersion,
  VersionJudgement,
} from './contracts';
import type {
  Comparison,
  ContractDocument,
  ContractRole,
  ContractUse,
} from './types';

/** What a pipeline publishes. @public */
export interface PublishRequest {
  version: string;
  document: ContractDocument;
  commit?: string;
  /** Version of the providing component that brings it; the same text unless told. */
  provider?: { component: string; version: string };
  /** When it was released, ISO 8601; now unless told. */
  releasedAt?: string;
  /** Judges and stores nothing. */
  dryRun?: boolean;
}

/** @public */
export interface PublishResult extends ContractVersion {
  /** False when the very same version was there already. */
  created: boolean;
  comparison?: Comparison;
  /** How the version stands to what is live, when it was stored and is the newest. */
  stands?: PublishedState;
}

/** How a published version stands to what is live. @public */
export interface PublishedState {
  state: ContractState;
  /** One sentence that names whom it would break. */
  message: string;
  /** Held against the version that customers have, when it does not fit that; else against the one before. */
  judgement?: VersionJudgement;
}

/** What one version of a consumer needs of a contract. @public */
export interface ContractNeed {
  /** Entity reference of the API. */
  contract: string;
  role?: ContractRole;
  /** Version of the contract that it was built against. */
  builtAgainst?: string;
  /** SemVer range of versions that it can live with. */
  versions?: string;
  /** Absent when all of the contract is meant. */
  uses?: ContractUse[];
  /** It ignores values that it does not know. */
  toleratesNewValues?: boolean;
  evidence: 'declared' | 'pact';
}

/** What a pipeline publishes for a consumer. @public */
export interface PublishNeedsRequest {
  version: string;
  commit?: string;
  /** The text of the file of needs. */
  needs?: string;
  /** Texts of Pact files. */
  pacts?: string[];
}

/** @public */
export interface ConsumerNeeds {
  entityRef: string;
  version: string;
  commit?: string;
  publishedAt: string;
  needs: ContractNeed[];
  created: boolean;
}
