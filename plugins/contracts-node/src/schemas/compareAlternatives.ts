import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { type DocumentNode, referenceIn } from '../documents';
import { isRecord } from '../inclusion/dialect';
import { bundleSchema } from './bundleSchema';
import type { Finding, Pair } from './Finding';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import type { AlternativeGroup, Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

interface Shapes {
  before: Shape;
  after: Shape;
}

/** What comparing alternatives needs of the comparison that it is part of. */
export interface PairSource {
  pairOf(before: Shape, after: Shape): Pair;
  /** The worst of what was found in a pair, and below. */
  worstOf(pair: Pair): ContractVerdict;
  /** Whether nothing at all was found in a pair, or below. */
  isSame(pair: Pair): boolean;
}

/** What was found at alternatives, and the pairs that stand for each other. */
export interface AlternativeComparison {
  findings: Finding[];
  below: { before: Shape; after: Shape }[];
}

// More are not tried against each other.
const MOST_TRIED = 12;
const MOST_COVERING = 100;

interface Branch {
  shape: Shape;
  name?: string;
  label: string;
}

function nameOf(node: DocumentNode): string | undefined {
  const reference = referenceIn(node);
  if (reference !== undefined) return reference.split(/[/#]/).pop();
  const title = isRecord(node.value) ? node.value.title : undefined;
  return typeof title === 'string' ? title : undefined;
}

function branchesOf(
  reader: ShapeReader,
  { branches }: AlternativeGroup,
): Branch[] {
  return branches.map((node, index) => {
    const shape = reader.read(node);
    const name = nameOf(node);
    const types = shape.types?.join(' or ');
    return { shape, name, label: name ?? types ?? `number ${index + 1}` };
  });
}

/** Pairs of branches that stand for each other, and those that are left. */
function match(source: PairSource, before: Branch[], after: Branch[]) {
  const pairs: { before: Shape; after: Shape }[] = [];
  const [old, young] = [[...before], [...after]];
  const take = (a: Branch, b: Branch) => {
    pairs.push({ before: a.shape, after: b.shape });
    old.splice(old.indexOf(a), 1);
    young.splice(young.indexOf(b), 1);
  };
  for (const a of before) {
    const b = a.name && young.find(({ name }) => name === a.name);
    if (b) take(a, b);
  }
  if (old.length * young.length <= MOST_TRIED ** 2) {
    for (const a of [...old]) {
      const b = young.find(each =>
        source.isSame(source.pairOf(a.shape, each.shape)),
      );
      if (b) take(a, b);
    }
  }
  // One that is left on each side was rewritten, unless it has another name.
  if (old.length === 1 && young.length === 1) {
    const [a, b] = [old[0], young[0]];
    const alike = a.shape.types?.join() === b.shape.types?.join();
    if (alike && !(a.name && b.name)) take(a, b);
  }
  return { pairs, old, young };
}

/** How well one of some branches covers another: breaking where none does. */
function coverOf(
  context: SchemaContext,
  source: PairSource,
  branch: Branch,
  others: readonly Branch[],
): ContractVerdict {
  let best: ContractVerdict = 'breaking';
  for (const other of others.slice(0, MOST_COVERING)) {
    const [before, after] = innerAndOuter(context, branch, other);
    const verdict = source.worstOf(source.pairOf(before.shape, after.shape));
    if (verdict === 'safe') return verdict;
    if (verdict === 'risky') best = verdict;
  }
  return best;
}

function comesAndGoes(
  context: SchemaContext,
  shapes: Shapes,
  kind: 'alternative-removed' | 'alternative-added',
  branch: Branch,
  cover: () => ContractVerdict,
): Finding {
  const found = finding(context, kind, shapes, {
    detail: branch.label,
    values: branch.name ? [branch.name] : undefined,
    [kind === 'alternative-removed' ? 'old' : 'young']: branch.label,
  });
  return found.verdict === 'safe' ? found : { ...found, verdict: cover() };
}

function compareGroups(
  context: SchemaContext,
  source: PairSource,
  shapes: Shapes,
  groups: { before: AlternativeGroup; after: AlternativeGroup },
): AlternativeComparison {
  const before = branchesOf(context.before, groups.before);
  const after = branchesOf(context.after, groups.after);
  const { pairs, old, young } = match(source, before, after);
  const findings = [
    ...old.map(branch =>
      comesAndGoes(context, shapes, 'alternative-removed', branch, () =>
        coverOf(context, source, branch, after),
      ),
    ),
    ...young.map(branch =>
      comesAndGoes(context, shapes, 'alternative-added', branch, () =>
        coverOf(context, source, branch, before),
      ),
    ),
  ];
  if (groups.before.keyword !== groups.after.keyword) {
    const detail = `${groups.after.keyword} in place of ${groups.before.keyword}`;
    findings.push(decideWhole(context, shapes, detail));
  }
  return { findings, below: pairs };
}

/** Asks the engine about two whole schemas. */
export function decideWhole(
  context: SchemaContext,
  shapes: Shapes,
  detail: string,
): Finding {
  const found = finding(context, 'composition-changed', shapes, { detail });
  const { direction, decisions } = context;
  const write = (reader: ShapeReader, shape: Shape) => () =>
    bundleSchema(reader, direction, shape.node);
  const [inner, outer] = innerAndOuter(
    context,
    write(context.before, shapes.before),
    write(context.after, shapes.after),
  );
  const answer = decisions.decide(inner, outer);
  return {
    ...decided(found, answer),
    proven: answer.status === 'not-included',
  };
}

/** One side has alternatives, the other has none. */
function compareUneven(
  context: SchemaContext,
  source: PairSource,
  shapes: Shapes,
): AlternativeComparison {
  const { before, after } = shapes;
  if (isTooDeep(context, shapes)) {
    return { findings: [decideWhole(context, shapes, '')], below: [] };
  }
  const spread = (reader: ShapeReader, shape: Shape): Branch[] =>
    shape.groups.length
      ? reader.distribute(shape).map((each, index) => {
          const name = nameOf(shape.groups[0].branches[index]);
          return { shape: each, name, label: name ?? `number ${index + 1}` };
        })
      : [{ shape, label: 'as it was' }];
  const old = spread(context.before, before);
  const young = spread(context.after, after);
  const [inner, outer] = innerAndOuter(context, old, young);
  const covers = inner.map(branch => coverOf(context, source, branch, outer));
  const uncovered = inner.filter((_branch, at) => covers[at] === 'breaking');
  if (!uncovered.length) {
    const found = finding(context, 'composition-changed', shapes, {});
    const verdict = covers.includes('risky') ? 'risky' : 'safe';
    return { findings: [{ ...found, verdict }], below: [] };
  }
  const whole = decideWhole(context, shapes, '');
  if (whole.verdict === 'safe' || uncovered.length === inner.length) {
    const undecided =
      whole.verdict === 'unknown' && !whole.why?.includes('not fetched');
    // No side covers the other, and no value was found: told as what it looks like.
    return {
      findings: [
        undecided ? { ...whole, verdict: 'breaking', why: undefined } : whole,
      ],
      below: [],
    };
  }
  const kind =
    context.direction === 'send' ? 'alternative-removed' : 'alternative-added';
  return {
    findings: uncovered.map(branch => ({
      ...comesAndGoes(context, shapes, kind, branch, () => 'breaking'),
      counterExample: whole.counterExample,
    })),
    below: [],
  };
}

/** Alternatives that lead back to themselves are left to the engine. */
function isTooDeep(context: SchemaContext, { before, after }: Shapes): boolean {
  return context.before.depthOf(before) > 1 || context.after.depthOf(after) > 1;
}

/** Whether only one side of a pair has alternatives. */
export function isUneven({ before, after }: Shapes): boolean {
  return !before.groups.length !== !after.groups.length;
}

/** Whether each alternative of one side is covered by one of the other. */
export function isCoveredWhole(
  context: SchemaContext,
  source: PairSource,
  shapes: Shapes,
): boolean {
  const spread = (reader: ShapeReader, shape: Shape): Branch[] =>
    (shape.groups.length === 1 ? reader.distribute(shape) : [shape]).map(
      each => ({ shape: each, label: '' }),
    );
  const [inner, outer] = innerAndOuter(
    context,
    spread(context.before, shapes.before),
    spread(context.after, shapes.after),
  );
  return (
    !isTooDeep(context, shapes) &&
    inner.length * outer.length <= MOST_TRIED ** 2 &&
    inner.every(branch => coverOf(context, source, branch, outer) === 'safe')
  );
}

/** What changed in the alternatives of two schemas. */
export function compareAlternatives(
  context: SchemaContext,
  source: PairSource,
  shapes: Shapes,
): AlternativeComparison {
  const [old, young] = [shapes.before.groups, shapes.after.groups];
  if (!old.length && !young.length) return { findings: [], below: [] };
  if (isUneven(shapes)) return compareUneven(context, source, shapes);
  if (old.length !== young.length) {
    const detail = 'there is another number of choices';
    return { findings: [decideWhole(context, shapes, detail)], below: [] };
  }
  const all = old.map((before, index) =>
    compareGroups(context, source, shapes, { before, after: young[index] }),
  );
  return {
    findings: all.flatMap(({ findings }) => findings),
    below: all.flatMap(({ below }) => below),
  };
}
