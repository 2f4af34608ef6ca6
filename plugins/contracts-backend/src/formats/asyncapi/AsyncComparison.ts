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
  type SchemaDialect,
  type SchemaUse,
} from '@slipway/backstage-plugin-contracts-node';
import { directionsOf, Findings, short } from '../../formatSupport';
import type { AsyncApi } from './AsyncApi';
import { asyncapiRules, asyncapiSchemaRules } from './asyncapiRules';

/** What was found, in the words of this format. */
export interface AsyncFinding {
  /** Id of the rule without the prefix of the format. */
  rule: string;
  message: string;
  before?: DocumentNode;
  after?: DocumentNode;
  /** What both sides look like, where that is not the place itself. */
  text?: { before?: unknown; after?: unknown };
  subject?: ContractSubject;
  /** The directions that it matters in; both unless told. */
  directions?: readonly ContractDirection[];
  verdict?: ContractVerdict;
}

/** The schemas of both sides, and what they are written in. */
export interface SchemaSides {
  before: DocumentNode;
  after: DocumentNode;
  dialects: { before: SchemaDialect; after: SchemaDialect };
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return short(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Collects what changed between two documents of messages. */
export class AsyncComparison {
  readonly #findings: Findings;
  readonly #schemas = new Map<string, SchemaComparison>();
  readonly #directions: readonly ContractDirection[];
  readonly #signal?: AbortSignal;
  readonly #changes: ContractChange[] = [];
  readonly today = new Date().toISOString().slice(0, 10);

  constructor(
    readonly before: AsyncApi,
    readonly after: AsyncApi,
    options: CompareOptions = {},
  ) {
    this.#signal = options.signal;
    this.#directions = directionsOf(options);
    this.#findings = new Findings(
      asyncapiRules,
      this.#directions,
      options.signal,
    );
  }

  /** Whether the comparison was ended from outside. */
  get ended(): boolean {
    return this.#findings.ended;
  }

  get changes(): ContractChange[] {
    return [...this.#findings.changes, ...this.#changes];
  }

  add({ rule, before, after, text, directions, ...more }: AsyncFinding): void {
    this.#findings.add({
      ...more,
      rule: `asyncapi-${rule}`,
      ...(before && {
        before: this.#place(this.before, before, text?.before),
      }),
      ...(after && { after: this.#place(this.after, after, text?.after) }),
      ...(directions && { only: directions }),
    });
  }

  /** Adds what changed in a schema, for each direction that anybody asked for. */
  addSchemas(
    sides: SchemaSides,
    directions: readonly ContractDirection[],
    use: Omit<SchemaUse, 'direction'>,
  ): void {
    const comparison = this.#comparisonOf(sides.dialects);
    for (const direction of directions) {
      if (!this.#directions.includes(direction)) continue;
      const { before, after } = sides;
      this.#changes.push(
        ...comparison.compare(before, after, { ...use, direction }),
      );
    }
  }

  /** Whether nothing between two schemas is worse than risky. */
  isCompatible(sides: SchemaSides, direction: ContractDirection): boolean {
    const { before, after, dialects } = sides;
    return this.#comparisonOf(dialects).isCompatible(before, after, direction);
  }

  #comparisonOf({ before, after }: SchemaSides['dialects']): SchemaComparison {
    const key = `${before} ${after}`;
    const known = this.#schemas.get(key);
    if (known) return known;
    const comparison = SchemaComparison.create({
      before: { files: this.before.files, dialect: before },
      after: { files: this.after.files, dialect: after },
      rules: asyncapiSchemaRules,
      signal: this.#signal,
      today: this.today,
    });
    this.#schemas.set(key, comparison);
    return comparison;
  }

  #place(
    { files }: AsyncApi,
    node: DocumentNode,
    text: unknown,
  ): ContractPlace {
    const path = files.addressOf(node);
    const said = textOf(text);
    return said === undefined ? { path } : { path, text: said };
  }
}
