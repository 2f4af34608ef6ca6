import { type Finding, joinField, type Pair } from './Finding';

/** A finding where it is met from the outside. */
export interface Met {
  found: Finding;
  /** Way to it, in names joined by dots. */
  field: string;
  /** What is too much to be named one by one: the fields, or the operations as well. */
  beyond?: 'fields' | 'operations';
}

// Ways to findings that are told one by one, from one place and from all.
const MOST_STEPS = 1_000;
const MOST_TOLD = 4_000;

/**
 * A value that one alternative refuses may be accepted by another one, so it
 * proves nothing where it is shown.
 */
function withoutExample(found: Finding): Finding {
  const { counterExample: _none, ...rest } = found;
  return rest;
}

/** A step without a name leads to an alternative. */
const isAlternative = (step: string) => step === '';

/** Follows each way to what was found; ends when there are too many. */
class Walk {
  readonly met: Met[] = [];
  readonly #open = new Set<Pair>();
  #steps = 0;

  constructor(private readonly room: number) {}

  /** False when there are too many ways. */
  follow(pair: Pair, field: string, among = false): boolean {
    if (!pair.changed || this.#open.has(pair)) return true;
    this.#steps++;
    const full = this.#steps > MOST_STEPS || this.met.length > this.room;
    if (full || this.#open.size > 200) return false;
    this.#open.add(pair);
    for (const found of pair.findings) {
      const own = found.property ?? '';
      const shown = among ? withoutExample(found) : found;
      this.met.push({ found: shown, field: joinField(field, own) });
    }
    for (const { step, pair: inner } of pair.below) {
      const inside = among || isAlternative(step);
      if (!this.follow(inner, joinField(field, step), inside)) return false;
    }
    this.#open.delete(pair);
    return true;
  }
}

/**
 * Collects what was found in pairs of schemas and in all below. What is met in
 * very many places is told once, for all of them.
 */
export class FindingCollector {
  readonly #everywhere = new Set<Pair>();
  #room = MOST_TOLD;

  collect(root: Pair): Met[] {
    if (!root.changed) return [];
    if (this.#room > 0) {
      const walk = new Walk(this.#room);
      const all = walk.follow(root, '');
      const met = all ? walk.met : once(root, new Set(), 'fields');
      this.#room -= met.length;
      return met;
    }
    return once(root, this.#everywhere, 'operations');
  }
}

/** Each finding that was not told yet, without the ways to it. */
function once(root: Pair, told: Set<Pair>, beyond: Met['beyond']): Met[] {
  if (told.has(root)) return [];
  const fields = new Map([[root, '']]);
  const met: Met[] = [];
  for (const [pair, field] of fields) {
    told.add(pair);
    for (const found of pair.findings) {
      const path = joinField(field, found.property ?? '');
      // Which way led here is not known any more.
      met.push({ found: withoutExample(found), field: path, beyond });
    }
    for (const { step, pair: inner } of pair.below) {
      if (inner.changed && !told.has(inner) && !fields.has(inner)) {
        fields.set(inner, joinField(field, step));
      }
    }
  }
  return met;
}
