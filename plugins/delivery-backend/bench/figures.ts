/** One figure, its limit and how it was taken. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  how: string;
}

/** All figures of this run. */
export const figures: Figure[] = [];
/** Keeps a figure and says at once whether it holds. */
export function record(figure: Figure) {
  figures.push(figure);
  const mark = figure.value <= figure.limit ? 'ok  ' : 'OVER';
  process.stdout.write(
    `${mark} ${figure.name}: ${figure.value.toFixed(2)} ${figure.unit} (limit ${figure.limit})\n`,
  );
}

/** Milliseconds that some work takes. */
export async function timed<T>(work: () => Promise<T> | T): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Median of several measurements. */
export async function repeat(
  times: number,
  work: (index: number) => Promise<number>,
) {
  const values: number[] = [];
  for (let index = 0; index < times; index++) {
    values.push(await work(index));
  }
  return median(values);
}
