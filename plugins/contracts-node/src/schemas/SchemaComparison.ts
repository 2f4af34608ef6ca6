import type {
  ContractChange,
  ContractDirection,
} from '@slipway/backstage-plugin-contracts-common';
import type { DocumentFiles, DocumentNode } from '../documents';
import { FindingCollector, type Met } from './collectFindings';
import {
  compareAlternatives,
  isCoveredWhole,
  isUneven,
  type PairSource,
} from './compareAlternatives';
import { compareArrays } from './compareArrays';
import { compareNotes } from './compareNotes';
import { compareObjects } from './compareObjects';
import { compareRest } from './compareRest';
import { compareValues } from './compareValues';
import { Decisions } from './Decisions';
import { type Finding, joinField, type Pair } from './Finding';
import { messageOf } from './messages';
import { finding, type SchemaContext } from './SchemaContext';
import type { SchemaRules } from './schemaRules';
import type { SchemaDialect, Shape } from './Shape';
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

// Questions that come up while another one is being answered, and so on.
const DEEPEST_QUESTION = 40;

class DirectedComparison implements PairSource {
  readonly #pairs = new Map<Shape, Map<Shape, Pair>>();
  readonly #todo: Pair[] = [];
  readonly collector = new FindingCollector();
  #nested = 0;

  constructor(readonly context: SchemaContext) {}

  pairOf(before: Shape, after: Shape): Pair {
    const known = this.#pairs.get(before) ?? new Map<Shape, Pair>();
    this.#pairs.set(before, known);
    const found = known.get(after);
    if (found) return found;
    const pair: Pair = {
      ...{ before, after, findings: [], below: [], above: [] },
      ...{ state: 'met', changed: false },
    };
    known.set(after, pair);
    this.#todo.push(pair);
    return pair;
  }

  /** Compares all pairs that were met, and those met meanwhile. */
  settle() {
    for (let pair = this.#todo.pop(); pair; pair = this.#todo.pop()) {
      this.#expand(pair);
    }
  }

  /** Compares a pair and what is below, while another one waits for the answer. */
  #settleBelow(pair: Pair) {
    const reached = new Set([pair]);
    for (const each of reached) {
      this.#expand(each);
      for (const { pair: inner } of each.below) reached.add(inner);
    }
  }

  isCompatible(pair: Pair): boolean {
    return this.#all(
      pair,
      ({ verdict }) => verdict === 'safe' || verdict === 'risky',
    );
  }

  isSame(pair: Pair): boolean {
    return this.#all(pair, () => false);
  }

  #all(pair: Pair, holds: (finding: Finding) => boolean): boolean {
    if (this.#nested > DEEPEST_QUESTION) return false;
    this.#nested++;
    this.#settleBelow(pair);
    this.#nested--;
    const seen = new Set([pair]);
    for (const each of seen) {
      if (!each.changed) continue;
      if (!each.findings.every(holds)) return false;
      for (const { pair: inner } of each.below) seen.add(inner);
    }
    return true;
  }

  #expand(pair: Pair) {
    if (pair.state !== 'met') return;
    pair.state = 'open';
    const alone = this.#alone(pair);
    if (alone) {
      pair.findings.push(...alone);
    } else if (isUneven(pair)) {
      const { findings } = compareAlternatives(this.context, this, pair);
      pair.findings.push(...findings, ...compareNotes(this.context, pair));
    } else {
      this.#expandEven(pair);
    }
    pair.state = 'done';
    if (pair.findings.length) this.#mark(pair);
  }

  #expandEven(pair: Pair) {
    const { context } = this;
    const objects = compareObjects(context, pair);
    const alternatives = compareAlternatives(context, this, pair);
    const findings = [
      ...compareValues(context, pair),
      ...objects.findings,
      ...alternatives.findings,
      ...compareRest(context, pair),
    ];
    const below = [...objects.below, ...compareArrays(context, pair)];
    const harmful = findings.some(({ verdict }) => verdict !== 'safe');
    const acquitted =
      harmful &&
      pair.before.groups.length > 0 &&
      isCoveredWhole(context, this, pair);
    pair.findings.push(
      ...(acquitted ? findings.map(harmless) : findings),
      ...compareNotes(context, pair),
    );
    if (acquitted) return;
    for (const { step, before, after } of below) {
      this.#link(pair, step, this.pairOf(before, after));
    }
    for (const { before, after } of alternatives.below) {
      this.#link(pair, '', this.pairOf(before, after));
    }
  }

  #link(above: Pair, step: string, pair: Pair) {
    above.below.push({ step, pair });
    pair.above.push(above);
    if (pair.changed) this.#mark(above);
  }

  #mark(pair: Pair) {
    const todo = [pair];
    for (let next = todo.pop(); next; next = todo.pop()) {
      if (next.changed) continue;
      next.changed = true;
      todo.push(...next.above);
    }
  }

  /** What is all that can be said of a pair. */
  #alone({ before, after }: Pair): Finding[] | undefined {
    if (before.lost !== undefined || after.lost !== undefined) {
      if (before.lost === after.lost) return [];
      return [this.#lost(before, after)];
    }
    if (before.never && after.never) return [];
    if (!before.never && !after.never) return undefined;
    const found = finding(
      this.context,
      'composition-changed',
      { before, after },
      {
        detail: before.never
          ? 'now values are accepted'
          : 'no value is accepted now',
      },
    );
    const wider = before.never === (this.context.direction === 'send');
    return [wider ? { ...found, verdict: 'safe' } : found];
  }

  #lost(before: Shape, after: Shape): Finding {
    const said = ({ lost }: Shape) =>
      lost === undefined ? 'a schema of the document' : `'${lost}'`;
    return finding(
      this.context,
      'reference-changed',
      { before, after },
      { detail: `now leads to ${said(after)} in place of ${said(before)}` },
    );
  }
}

function harmless(found: Finding): Finding {
  const { counterExample: _none, why: _why, ...rest } = found;
  return { ...rest, verdict: 'safe' };
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
