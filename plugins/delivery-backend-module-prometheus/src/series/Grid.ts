import type { Point } from '../client/answers';

/** The times of a chart, equally spaced. */
export class Grid {
  readonly times: readonly number[];
  readonly #from: number;
  readonly #step: number;

  private constructor(from: number, to: number, step: number) {
    this.#from = from;
    this.#step = step;
    const count = Math.floor((to - from) / step + 1e-9) + 1;
    this.times = Array.from(
      { length: count },
      (_, index) => from + index * step,
    );
  }

  static of({ from, to, step }: { from: number; to: number; step: number }) {
    return new Grid(from, to, step);
  }

  /** One value for each time; null where there is none, or where it is no number. */
  place(points: readonly Point[]): (number | null)[] {
    const values = this.times.map((): number | null => null);
    for (const { time, value } of points) {
      const index = Math.round((time - this.#from) / this.#step);
      if (index in values && value !== undefined && Number.isFinite(value)) {
        values[index] = value;
      }
    }
    return values;
  }
}
