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

/** One thing that changed for a consumer. @public */
export interface ContractChange {
  /** Id of the rule that found it. */
  rule: string;
  verdict: ContractVerdict;
  /** A sentence for the consumer. */
  message: string;
  before?: ContractPlace;
  after?: ContractPlace;
  /** Present when the verdict holds for one direction only. */
  direction?: ContractDirection;
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
