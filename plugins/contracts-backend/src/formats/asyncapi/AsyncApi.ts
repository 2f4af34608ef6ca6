import type {
  DocumentFiles,
  DocumentNode,
} from '@slipway/backstage-plugin-contracts-node';
import type { Notes, SecurityScheme, SecurityWay } from '../openapi/Api';

/** What a message is made of. */
export interface Message {
  /** Names that it is known by, the best one first. */
  names: readonly string[];
  node: DocumentNode;
  notes: Notes;
  contentType?: string;
  /** What the payload is described in; JSON Schema unless told. */
  schemaFormat?: string;
  payload: DocumentNode;
  headers: DocumentNode;
  /** Where the id stands that joins messages of one exchange. */
  correlation?: string;
  bindings: DocumentNode;
}

export interface ChannelParameter {
  name: string;
  node: DocumentNode;
  /** The values that it may have, as a schema. */
  schema: DocumentNode;
  notes: Notes;
}

/** What is answered, and where. */
export interface Reply {
  node: DocumentNode;
  /** Address of the channel, or where the address of the answer stands. */
  address?: string;
  messages: readonly Message[];
}

/** What the application of the document does with a channel. */
export type Action = 'send' | 'receive' | 'unknown';

export interface Operation {
  /** For example `send orders/{id}`; what the application does, not the consumer. */
  name: string;
  /** The same for addresses that differ in names of parameters only. */
  key: string;
  action: Action;
  address: string;
  /** What generated code names it by. */
  id?: string;
  node: DocumentNode;
  notes: Notes;
  messages: readonly Message[];
  parameters: readonly ChannelParameter[];
  /** Of the operation and of its channel. */
  bindings: readonly DocumentNode[];
  security?: readonly SecurityWay[];
  reply?: Reply;
  /** Addresses that lead out of the document. */
  lost: readonly string[];
}

export interface Server {
  name: string;
  node: DocumentNode;
  host: string;
  path: string;
  protocol: string;
  notes: Notes;
  variables?: unknown;
  bindings: DocumentNode;
  security?: readonly SecurityWay[];
}

/** Messages as the document describes them, in any edition. */
export interface AsyncApi {
  files: DocumentFiles;
  edition: string;
  notes: Notes;
  operations: readonly Operation[];
  servers: readonly Server[];
  schemes: readonly SecurityScheme[];
}
