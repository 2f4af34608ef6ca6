import type uPlot from 'uplot';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { loadDrawing } from './loadDrawing';
import { chartOptions, type ChartEvents, type ChartPlan } from './options';

/** Width of an element, and again when it changes. */
export function useWidth(element: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) {
      return undefined;
    }
    setWidth(found.clientWidth);
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() => setWidth(found.clientWidth));
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** The library, once it is there; `failed` when it could not be loaded. */
function useLibrary() {
  const [library, setLibrary] = useState<{ drawing?: typeof uPlot }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    loadDrawing().then(
      drawing => !gone && setLibrary({ drawing }),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, []);
  return { drawing: library?.drawing, failed };
}

/** What is read and marked, as indexes of times. */
export interface Marked {
  index?: number;
  brush?: number;
}

function showMarked(
  u: uPlot,
  times: readonly number[],
  { index, brush }: Marked,
) {
  const left = (at: number) => u.valToPos(times[at], 'x');
  const none = { left: -10, top: -10 };
  u.setCursor(
    index === undefined ? none : { left: left(index), top: 0 },
    false,
  );
  const marking = index !== undefined && brush !== undefined;
  const [from, to] = marking
    ? [left(Math.min(index, brush)), left(Math.max(index, brush))]
    : [0, 0];
  u.setSelect(
    {
      left: from,
      top: 0,
      width: to - from,
      height: marking ? u.over.clientHeight : 0,
    },
    false,
  );
}

/** Draws a plan into an element and keeps the reading point in it. */
export function useDrawing(
  element: RefObject<HTMLElement>,
  plan: ChartPlan,
  events: ChartEvents,
  marked: Marked,
): { failed: boolean; drawn: boolean } {
  const { drawing, failed } = useLibrary();
  const chart = useRef<uPlot>();
  const latest = useRef({ events, marked });
  latest.current = { events, marked };
  const { times, size } = plan;
  const drawable = Boolean(drawing) && size.width > 0;
  useEffect(() => {
    if (!drawing || !element.current || size.width <= 0) {
      return undefined;
    }
    const { options, data } = chartOptions(plan, {
      onRead: index => latest.current.events.onRead(index),
      onSelect: (from, to) => latest.current.events.onSelect(from, to),
    });
    const Drawing = drawing;
    const made = new Drawing(options, data, element.current);
    chart.current = made;
    showMarked(made, plan.times, latest.current.marked);
    return () => {
      chart.current = undefined;
      made.destroy();
    };
  }, [drawing, element, plan, size.width]);
  const { index, brush } = marked;
  useEffect(() => {
    if (chart.current) {
      showMarked(chart.current, times, { index, brush });
    }
  }, [times, index, brush]);
  return { failed, drawn: drawable };
}
