import type {
  ContractChange,
  ContractDirection,
} from '@slipway/backstage-plugin-contracts-common';
import type { DocumentFiles, DocumentNode } from '../documents';
import type { Met } from './collectFindings';
import { Decisions } from './Decisions';
import { DirectedComparison } from './DirectedComparison';
import { joinField, type Pair } from './Finding';
import { messageOf } from './messages';
import type { SchemaRules } from './schemaRules';
import type { SchemaDialect } from './Shape';
import { ShapeReader } from './ShapeReader';

/** The files of one side, and what its schemas are written in. @public */
export interface SchemaSide {
  files: DocumentFiles;
  dialect: SchemaDialect;
}

/** Where two schemas are used, in the words of a sentence. @public */
export interface SchemaUse {
  direction: ContractDirection;
  /** The operation as the outline names it, for the subject of each change. */
  operation?: string;
  /** Field that the schemas themselves are, for example a parameter. */
  field?: string;
  /** Who sends or receives, for example `Callers`. */
  who?: string;
  /** Where it happens, for example `POST /payments`. */
  where: string;
  /** What the schemas themselves are called, for example `the body`. */
  what?: string;
}

/**
 * Compares schemas of two documents. A pair of schemas is decided once a
 * direction, wherever it is used.
 *
 * @public
 */
export class SchemaComparison {
  readonly #directed: Record<ContractDirection, DirectedComparison>;

  private constructor(directed: Record<ContractDirection, DirectedComparison>) {
    this.#directed = directed;
  }

  static create(options: {
    before: SchemaSide;
    after: SchemaSide;
    rules: SchemaRules;
    signal?: AbortSignal;
    /** The day it is judged on, ISO 8601; today unless told. */
    today?: string;
  }): SchemaComparison {
    const shared = {
      before: new ShapeReader(options.before.files, options.before.dialect),
      after: new ShapeReader(options.after.files, options.after.dialect),
      rules: options.rules,
      decisions: new Decisions(options.signal),
      today: options.today ?? new Date().toISOString().slice(0, 10),
    };
    const directed = (direction: ContractDirection) =>
      new DirectedComparison({ ...shared, direction });
    return new SchemaComparison({
      send: directed('send'),
      receive: directed('receive'),
    });
  }

  /** What changed between two schemas, for those who use them in one place. */
  compare(
    before: DocumentNode,
    after: DocumentNode,
    use: SchemaUse,
  ): ContractChange[] {
    const pair = this.#pairOf(before, after, use.direction);
    return this.#directed[use.direction].collector
      .collect(pair)
      .map(met => this.#change(met, use));
  }

  /** Whether nothing between two schemas is worse than risky. */
  isCompatible(
    before: DocumentNode,
    after: DocumentNode,
    direction: ContractDirection,
  ): boolean {
    const pair = this.#pairOf(before, after, direction);
    return this.#directed[direction].isCompatible(pair);
  }

  #pairOf(
    before: DocumentNode,
    after: DocumentNode,
    direction: ContractDirection,
  ): Pair {
    const comparison = this.#directed[direction];
    const { context } = comparison;
    const pair = comparison.pairOf(
      context.before.read(before),
      context.after.read(after),
    );
    comparison.settle();
    return pair;
  }

  #change(
    { found: met, field: inner, beyond }: Met,
    use: SchemaUse,
  ): ContractChange {
    const { kind, verdict, detail = '', ...found } = met;
    const { direction, operation, field: base = '' } = use;
    const { rules } = this.#directed[direction].context;
    const path = joinField(base, inner);
    const field = beyond ? base : path;
    const message = messageOf({ kind, why: found.why }, direction, {
      who: use.who ?? 'Consumers',
      where:
        beyond === 'operations'
          ? `${use.where}, as in other places`
          : use.where,
      what: (inner === '' && use.what) || path || 'the value',
      detail,
    });
    const { before, after, values, hits, counterExample } = found;
    return {
      rule: rules.rule(kind, direction).id,
      verdict,
      message,
      ...{ before, after, direction },
      subject: {
        ...(operation === undefined || beyond === 'operations'
          ? {}
          : { operation }),
        ...(field ? { field } : {}),
        ...(values ? { values } : {}),
        hits: hits ?? 'who-uses',
      },
      ...(counterExample && verdict !== 'safe' ? { counterExample } : {}),
    };
  }
}

/**
 * What changed between two schemas for those who send or receive their values.
 * For many schemas of the same documents, make one `SchemaComparison`.
 *
 * @public
 */
export function compareSchemas(
  before: SchemaSide & { node?: DocumentNode },
  after: SchemaSide & { node?: DocumentNode },
  options: SchemaUse & {
    rules: SchemaRules;
    signal?: AbortSignal;
    today?: string;
  },
): ContractChange[] {
  const { rules, signal, today, ...use } = options;
  const all = { before, after, rules, signal, today };
  return SchemaComparison.create(all).compare(
    before.node ?? before.files.root,
    after.node ?? after.files.root,
    use,
  );
}
