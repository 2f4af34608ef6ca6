/**
 * Kinds of contracts that can be compared.
 *
 * @public
 */
export const CONTRACT_TYPES = [
  'openapi',
  'asyncapi',
  'graphql',
  'grpc',
  'json-schema',
  'avro',
  'xsd',
  'wsdl',
  'sql',
  'odcs',
] as const;

/** The kind of a contract. @public */
export type ContractType = (typeof CONTRACT_TYPES)[number];

/**
 * What a consumer does with the other side: reads it, writes it, or calls it.
 *
 * @public
 */
export const CONTRACT_ROLES = ['reader', 'writer', 'caller'] as const;

/** What a consumer does with the other side. @public */
export type ContractRole = (typeof CONTRACT_ROLES)[number];

/**
 * Which way data flows, seen from the consumer. What it sends must still be
 * accepted; what it receives must still be what it knows.
 *
 * @public
 */
export const CONTRACT_DIRECTIONS = ['send', 'receive'] as const;

/** Which way data flows, seen from the consumer. @public */
export type ContractDirection = (typeof CONTRACT_DIRECTIONS)[number];

/**
 * From good to bad. `unknown` stands above `risky`: what could not be told
 * never passes as safe.
 *
 * @public
 */
export const CONTRACT_VERDICTS = [
  'safe',
  'risky',
  'unknown',
  'breaking',
] as const;

/** What a change means for a consumer. @public */
export type ContractVerdict = (typeof CONTRACT_VERDICTS)[number];

/** Bumps of a version, from none to the largest. @public */
export const CONTRACT_BUMPS = ['none', 'patch', 'minor', 'major'] as const;

/** The bump of a version that a change needs. @public */
export type ContractBump = (typeof CONTRACT_BUMPS)[number];

/** A document: text, or for several files a map of path to text. @public */
export type ContractDocument = string | Record<string, string>;

/** A comparison of two documents of which nothing is stored. @public */
export interface CompareRequest {
  type: ContractType;
  before: ContractDocument;
  after: ContractDocument;
  role?: ContractRole;
  direction?: ContractDirection;
}

/** One side of a change. @public */
export interface ContractPlace {
  /** Where it stands in the document, as a JSON pointer or a path of words. */
  path: string;
  /** What stands there, in short. Absent when nothing does. */
  text?: string;
}

/**
 * What a change is about, in the words that consumers declare their needs in,
 * so that it can be told whom it hits.
 *
 * @public
 */
export interface ContractSubject {
  /**
   * Operation, message, table or procedure as the outline of the contract
   * names it, for example `POST /payments`. Absent when all are meant.
   */
  operation?: string;
  /**
   * Field, parameter or column in it: names joined by dots, `[]` for the items
   * of an array, for example `items[].price`. Absent when all are meant.
   */
  field?: string;
  /** The values that are gone or new, when only these are meant. */
  values?: unknown[];
  /**
   * Whom of those it hits: who uses the field (the usual case), or who leaves
   * it out, for example when it became required.
   */
  hits?: 'who-uses' | 'who-omits';
}

/** One thing that changed for a consumer. @public */
export interface ContractChange {
  /** Id of the rule that found it. */
  rule: string;
  subject?: ContractSubject;
  verdict: ContractVerdict;
  /** A sentence for the consumer. */
  message: string;
  before?: ContractPlace;
  after?: ContractPlace;
  /** Present when the verdict holds for one direction only. */
  direction?: ContractDirection;
  /** Present when the verdict holds for one role only. */
  role?: ContractRole;
  /** A value for the place of the change, accepted by one side and refused by the other. */
  counterExample?: { value: unknown };
}

/** The outcome of a comparison. @public */
export interface Comparison {
  verdict: ContractVerdict;
  requiredBump: ContractBump;
  /** Version of the rules that judged. */
  ruleset: string;
  changes: ContractChange[];
}

/** One thing that a contract offers. @public */
export interface ContractElement {
  /** The name that consumers declare, for example `GET /payments/{id}`. */
  operation: string;
  /** A field, parameter or column of it, when that is meant. */
  field?: string;
  /** What it is, in one word, for example `operation`, `message`, `table`. */
  kind: string;
  title?: string;
  deprecated?: boolean;
  /** What to use in its place, in the words of the document. */
  advice?: string;
  /** Date after which it may be gone, ISO 8601. */
  sunset?: string;
}

/** What a contract offers, in the words that consumers declare their needs in. @public */
export interface ContractOutline {
  title?: string;
  /** Version that the document itself states. */
  version?: string;
  /** Edition of the format, for example `3.1.0`. */
  dialect?: string;
  elements: ContractElement[];
}

/** One use that a consumer makes of a contract. @public */
export interface ContractUse {
  /** As the outline of the contract names it. */
  operation: string;
  /** Fields that are sent; absent when that is not declared. */
  sends?: string[];
  /** Fields that are read; absent when that is not declared. */
  receives?: string[];
  /** Values that are sent, by field. */
  values?: Record<string, unknown[]>;
}

/** A rule as data: what it finds, and what that means for whom. @public */
export interface ContractRule {
  readonly id: string;
  readonly title: string;
  /** Why it matters to a consumer. */
  readonly why: string;
  readonly formats: readonly ContractType[];
  /** What a finding counts as; a role or direction that is absent is not touched. */
  readonly verdicts: Readonly<
    Partial<Record<ContractDirection | ContractRole, ContractVerdict>>
  >;
  /** The bump for a finding that is safe. */
  readonly bumpWhenSafe: ContractBump;
}
