import type uPlot from 'uplot';

/** What a chart was made with, and how to play the pointer on it. */
export interface FakeChart {
  options: uPlot.Options;
  data: uPlot.AlignedData;
  destroyed: boolean;
  cursors: { left: number }[];
  selected: { left: number; width: number }[];
  /** Moves the pointer to a point, or away. */
  point(index: number | undefined): void;
  drag(from: number, to: number): void;
}

/** Pixels between two points. */
const STEP = 2;

/** Stands for the drawing library, which needs a canvas. */
export function fakeDrawing() {
  const charts: FakeChart[] = [];
  class Drawing {
    readonly #chart: FakeChart;
    readonly over = { clientHeight: 100 };
    cursor: { idx?: number | null; event?: unknown } = {};
    select = { left: 0, width: 0 };

    constructor(options: uPlot.Options, data: uPlot.AlignedData) {
      const fire = (name: 'setCursor' | 'setSelect') => {
        for (const hook of options.hooks?.[name] ?? []) {
          (hook as unknown as (u: unknown) => void)?.(this);
        }
      };
      this.#chart = {
        ...{ options, data, destroyed: false, cursors: [], selected: [] },
        point: index => {
          this.cursor = { idx: index ?? null, event: {} };
          fire('setCursor');
        },
        drag: (from, to) => {
          this.select = { left: from * STEP, width: (to - from) * STEP };
          fire('setSelect');
        },
      };
      charts.push(this.#chart);
    }

    valToPos(value: number) {
      return (this.#chart.data[0] as number[]).indexOf(value) * STEP;
    }

    posToIdx(left: number) {
      return left / STEP;
    }

    setCursor(at: { left: number }) {
      this.#chart.cursors.push(at);
    }

    setSelect(span: { left: number; width: number }) {
      this.#chart.selected.push(span);
    }

    destroy() {
      this.#chart.destroyed = true;
    }
  }
  return {
    charts,
    Drawing: Drawing as unknown as typeof uPlot,
    /** Those that are on the page now. */
    shown: () => charts.filter(chart => !chart.destroyed),
  };
}
