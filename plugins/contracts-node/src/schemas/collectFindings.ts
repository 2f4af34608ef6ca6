import { type Finding, joinField, type Pair } from './Finding';

/** A finding where it is met from the outside. */
export interface Met {
  found: Finding;
  /** Way to it, in names joined by dots. */
  field: string;
  /** True when it is met in too many places to name them. */
  everywhere: boolean;
}

// Ways to the same finding that are still told one by one.
const MOST_STEPS = 2_000;

/** Follows each way to what was found; false when there are too many. */
class Walk {
  readonly met: Met[] = [];
  readonly #open = new Set<Pair>();
  #steps = 0;

  follow(pair: Pair, field: string): boolean {
    if (!pair.changed || this.#open.has(pair)) return true;
    this.#steps++;
    if (this.#steps > MOST_STEPS || this.#open.size > 200) return false;
    this.#open.add(pair);
    for (const found of pair.findings) {
      const own = found.property ?? '';
      this.met.push({ found, field: joinField(field, own), everywhere: false });
    }
    for (const { step, pair: inner } of pair.below) {
      if (!this.follow(inner, joinField(field, step))) return false;
    }
    this.#open.delete(pair);
    return true;
  }
}

/** Each finding once, without the ways to it. */
function once(root: Pair): Met[] {
  const seen = new Map([[root, '']]);
  const met: Met[] = [];
  for (const [pair, field] of seen) {
    if (!pair.changed) continue;
    for (const found of pair.findings) {
      const path = joinField(field, found.property ?? '');
      met.push({ found, field: path, everywhere: true });
    }
    for (const { step, pair: inner } of pair.below) {
      if (!seen.has(inner)) seen.set(inner, joinField(field, step));
    }
  }
  return met;
}

/** What was found in a pair of schemas and in all below. */
export function collectFindings(root: Pair): Met[] {
  const walk = new Walk();
  return walk.follow(root, '') ? walk.met : once(root);
}
