import type {
  ContractChange,
  ContractDirection,
  ContractPlace,
  ContractSubject,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type CompareOptions,
  type DocumentNode,
  SchemaComparison,
  type SchemaUse,
} from '@slipway/backstage-plugin-contracts-node';
import { directionsOf, Findings, short } from '../../formatSupport';
import type { Api, Operation } from './Api';
import { openapiRules, openapiSchemaRules } from './openapiRules';

/** What was found, in the words of this format. */
export interface ApiFinding {
  /** Id of the rule without the prefix of the format. */
  rule: string;
  message: string;
  before?: DocumentNode;
  after?: DocumentNode;
  /** What both sides look like, where that is not the place itself. */
  text?: { before?: unknown; after?: unknown };
  subject?: ContractSubject;
  /** The one direction that it matters in. */
  direction?: ContractDirection;
  verdict?: ContractVerdict;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return short(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Collects what changed between two APIs. */
export class ApiComparison {
  readonly #findings: Findings;
  readonly #schemas: SchemaComparison;
  readonly #directions: readonly ContractDirection[];
  readonly #changes: ContractChange[] = [];
  readonly today = new Date().toISOString().slice(0, 10);

  constructor(
    readonly before: Api,
    readonly after: Api,
    options: CompareOptions = {},
  ) {
    const { signal } = options;
    this.#directions = directionsOf(options);
    this.#findings = new Findings(openapiRules, this.#directions, signal);
    this.#schemas = SchemaComparison.create({
      ...{ before, after, signal, today: this.today },
      rules: openapiSchemaRules,
    });
  }

  /** Whether the comparison was ended from outside. */
  get ended(): boolean {
    return this.#findings.ended;
  }

  /** All that was found, each once. */
  get changes(): ContractChange[] {
    return [...this.#findings.changes, ...this.#changes];
  }

  add({ rule, before, after, text, direction, ...more }: ApiFinding): void {
    this.#findings.add({
      ...more,
      rule: `openapi-${rule}`,
      ...(before && {
        before: this.#place(this.before, before, text?.before),
      }),
      ...(after && { after: this.#place(this.after, after, text?.after) }),
      ...(direction && { only: [direction] }),
    });
  }

  /** What changed in a schema, if anybody asked for its direction. */
  schemaChanges(
    before: DocumentNode,
    after: DocumentNode,
    use: SchemaUse,
  ): ContractChange[] {
    return this.#directions.includes(use.direction)
      ? this.#schemas.compare(before, after, use)
      : [];
  }

  addChanges(changes: readonly ContractChange[]): void {
    this.#changes.push(...changes);
  }

  /** Whether all that fits one schema fits the other as well, as far as can be told. */
  isCompatible(
    before: DocumentNode,
    after: DocumentNode,
    direction: ContractDirection,
  ): boolean {
    return this.#schemas.isCompatible(before, after, direction);
  }

  #place({ files }: Api, node: DocumentNode, text: unknown): ContractPlace {
    const path = files.addressOf(node);
    const said = textOf(text);
    return said === undefined ? { path } : { path, text: said };
  }
}

/** A pair of operations that stand for each other. */
export interface OperationPair {
  before: Operation;
  after: Operation;
  /** What consumers know it as. */
  name: string;
  /** Which way its requests go, seen from the consumer. */
  requests: ContractDirection;
}

/** The other direction. */
export function opposite(direction: ContractDirection): ContractDirection {
  return direction === 'send' ? 'receive' : 'send';
}
