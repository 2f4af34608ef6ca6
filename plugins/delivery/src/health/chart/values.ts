import type { DeliveryWords } from '../../translation';
import { formatFigure } from '../figures';
import type { ChartModel } from './model';

/** One column of the table: a line of a chart. */
export interface Column {
  id: string;
  title: string;
  /** The value at a time with its unit; a dash where there is none. */
  text(index: number): string | undefined;
}

/** Columns of all charts, in their order. */
export function columnsOf(
  models: readonly ChartModel[],
  t: DeliveryWords,
): Column[] {
  return models.flatMap(({ id, title, unit, lines }) =>
    lines.map(line => ({
      id: `${id}:${line.id}`,
      title:
        lines.length === 1
          ? title
          : t('chart.column', { group: title, line: line.title }),
      text: (index: number) => {
        const value = line.values[index];
        return typeof value === 'number'
          ? formatFigure(value, unit, t)
          : undefined;
      },
    })),
  );
}

/** All values at one time in one sentence. */
export function valuesAt(
  columns: readonly Column[],
  index: number,
  t: DeliveryWords,
): string {
  return columns
    .map(({ title, text }) => {
      const value = text(index);
      return value === undefined
        ? t('chart.noValue', { title })
        : t('chart.value', { title, value });
    })
    .join(', ');
}
