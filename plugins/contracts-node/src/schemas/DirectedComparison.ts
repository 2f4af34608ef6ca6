import {
  type ContractVerdict,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { FindingCollector } from './collectFindings';
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
import type { Finding, Pair } from './Finding';
import { finding, type SchemaContext } from './SchemaContext';
import type { Shape } from './Shape';

// Questions that come up while another one is being answered, and so on.
const DEEPEST_QUESTION = 40;
const MOST_LOOKED_AT = 500;

/** Compares pairs of schemas for one direction, each pair once. */
export class DirectedComparison implements PairSource {
  readonly #pairs = new Map<Shape, Map<Shape, Pair>>();
  readonly #todo: Pair[] = [];
  /** Pairs of which all below was met. */
  readonly #settled = new Set<Pair>();
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
      if (this.#settled.has(each)) continue;
      this.#expand(each);
      for (const { pair: inner } of each.below) reached.add(inner);
    }
    for (const each of reached) this.#settled.add(each);
  }

  worstOf(pair: Pair): ContractVerdict {
    let worst: ContractVerdict = 'safe';
    for (const verdict of this.#verdicts(pair)) {
      if (verdict === 'breaking') return verdict;
      worst = worstVerdict([worst, verdict]);
    }
    return worst;
  }

  isCompatible(pair: Pair): boolean {
    return ['safe', 'risky'].includes(this.worstOf(pair));
  }

  isSame(pair: Pair): boolean {
    for (const _verdict of this.#verdicts(pair)) return false;
    return true;
  }

  /** What was found in a pair, and below. */
  *#verdicts(pair: Pair): Generator<ContractVerdict> {
    if (this.#nested > DEEPEST_QUESTION) {
      yield 'breaking';
      return;
    }
    this.#nested++;
    this.#settleBelow(pair);
    this.#nested--;
    const seen = new Set([pair]);
    for (const each of seen) {
      if (!each.changed) continue;
      // Whoever changed in so many places is taken for another one.
      if (seen.size > MOST_LOOKED_AT) yield 'breaking';
      for (const { verdict } of each.findings) yield verdict;
      for (const { pair: inner } of each.below) seen.add(inner);
    }
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
    const harmful =
      findings.some(({ verdict }) => verdict !== 'safe') ||
      alternatives.below.some(
        each => this.worstOf(this.pairOf(each.before, each.after)) !== 'safe',
      );
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
  if (found.proven) return found;
  const { counterExample: _none, why: _why, ...rest } = found;
  return { ...rest, verdict: 'safe' };
}
