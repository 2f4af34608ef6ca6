import type { Formula } from './Formulas';
import type { Solver } from './Solver';

/** Something that one member of an array or object has to fit. */
export interface Demand<Key> {
  /** What the member has to fit when it stands there; undefined where it may not. */
  at(key: Key): Formula[] | undefined;
  /** Demands of one group go to different places. */
  group?: object;
}

/** What is asked of the members by place. */
export type Placing<Key> = ReadonlyMap<Key, readonly Formula[]>;

/** Puts demands on places in all ways that are possible for each place by itself. */
export class Placer<Key> {
  /** False once something was left out that could have fitted. */
  exact = true;

  constructor(
    private readonly solver: Solver,
    private readonly keys: readonly Key[],
    private readonly asked: (key: Key) => Formula[] | undefined,
  ) {}

  *placings(
    demands: readonly Demand<Key>[],
    placed: Placing<Key> = new Map(),
    taken: ReadonlyMap<object, ReadonlySet<Key>> = new Map(),
  ): Generator<Placing<Key>> {
    const [demand, ...others] = demands;
    if (!demand) {
      yield placed;
      return;
    }
    const { group } = demand;
    for (const key of this.keys) {
      const used = group && taken.get(group);
      if (used?.has(key)) continue;
      const formulas = this.#together(demand, key, placed);
      if (!formulas || !this.#possible(formulas)) continue;
      yield* this.placings(
        others,
        new Map(placed).set(key, formulas),
        group ? new Map(taken).set(group, new Set(used).add(key)) : taken,
      );
    }
  }

  #together(demand: Demand<Key>, key: Key, placed: Placing<Key>) {
    const wanted = demand.at(key);
    if (!wanted) return undefined;
    const before = placed.get(key) ?? this.asked(key);
    if (!before) {
      this.exact = false;
      return undefined;
    }
    return [...before, ...wanted];
  }

  #possible(formulas: readonly Formula[]): boolean {
    this.solver.budget.spend();
    const { status } = this.solver.solve(formulas);
    if (status === 'unknown') {
      this.exact = false;
    }
    return status === 'value';
  }
}
