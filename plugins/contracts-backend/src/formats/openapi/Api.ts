import type {
  DocumentFiles,
  DocumentNode,
  SchemaDialect,
} from '@slipway/backstage-plugin-contracts-node';

/** What a document says beside what it asks, for example its description. */
export type Notes = Readonly<Record<string, unknown>>;

/** How a value is written into a text. */
export interface Serialization {
  style: string;
  explode: boolean;
}

/** A parameter, or a header of a response. */
export interface Parameter {
  /** What it is known by: the place in the path, or kind and name. */
  key: string;
  name: string;
  in: string;
  node: DocumentNode;
  notes: Notes;
  required: boolean;
  schema: DocumentNode;
  serialization: Serialization;
}

/** One form in which a body comes. */
export interface Media {
  /** As written, for example `application/json; charset=utf-8`. */
  type: string;
  node: DocumentNode;
  schema: DocumentNode;
  encoding?: unknown;
}

export interface Body {
  node: DocumentNode;
  notes: Notes;
  required: boolean;
  media: readonly Media[];
}

export interface Response {
  /** For example `200`, `2XX` or `default`. */
  status: string;
  node: DocumentNode;
  notes: Notes;
  headers: readonly Parameter[];
  media: readonly Media[];
  links: readonly string[];
}

/** What a scheme of security asks for, in one text; addresses apart. */
export interface SecurityScheme {
  name: string;
  kind: string;
  flows: readonly string[];
  /** What may move without another way to sign in. */
  addresses: Notes;
  hint?: unknown;
  node: DocumentNode;
}

export interface SecurityDemand {
  scheme: SecurityScheme;
  scopes: readonly string[];
}

/** One of the ways to be let in: all demands together. */
export type SecurityWay = readonly SecurityDemand[];

export interface Server {
  url: string;
  /** The path of the address, without a slash at the end. */
  path: string;
  variables?: unknown;
  node: DocumentNode;
}

export interface Operation {
  /** For example `GET /pets/{id}`. */
  name: string;
  method: string;
  path: string;
  /** The same for paths that differ in names of parameters only. */
  key: string;
  node: DocumentNode;
  notes: Notes;
  parameters: readonly Parameter[];
  body?: Body;
  responses: readonly Response[];
  /** Undefined where those of the document hold. */
  security?: readonly SecurityWay[];
  servers?: readonly Server[];
  callbacks: readonly Operation[];
  /** Addresses that lead out of the document. */
  lost: readonly string[];
}

/** An API as the document describes it, in any edition. */
export interface Api {
  files: DocumentFiles;
  /** As the document states it, for example `3.0.3`. */
  edition: string;
  dialect: SchemaDialect;
  notes: Notes;
  operations: readonly Operation[];
  webhooks: readonly Operation[];
  security: readonly SecurityWay[];
  schemes: readonly SecurityScheme[];
  servers: readonly Server[];
}
