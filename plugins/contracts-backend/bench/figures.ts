/** One figure, its limit and how it was taken. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  /** Whether more is better. */
  atLeast?: boolean;
  how: string;
}

/** All figures of this run. */
export const figures: Figure[] = [];

export function holds({ value, limit, atLeast }: Figure): boolean {
  return atLeast ? value >= limit : value <= limit;
}

/** Keeps a figure and says at once whether it holds. */
export function record(figure: Figure) {
  figures.push(figure);
  process.stdout.write(
    `${holds(figure) ? 'ok  ' : 'OVER'} ${figure.name}: ${figure.value.toFixed(2)} ${figure.unit} (limit ${figure.limit})\n`,
  );
}

/** Says something that has no limit. */
export function tell(words: string) {
  process.stdout.write(`     ${words}\n`);
}

export function percent(part: number, of: number): number {
  return of ? (100 * part) / of : 0;
}
