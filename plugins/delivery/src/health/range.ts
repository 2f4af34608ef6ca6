import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { AskedRange } from './useHealth';

const HOUR_MS = 3_600_000;

/** Ranges to choose from, by how they stand in the URL. */
export const RANGES = {
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
} as const;

/** One of {@link RANGES}. */
export type RangeName = keyof typeof RANGES;

const DEFAULT_RANGE: RangeName = '2h';

/** A shorter span would hold no point to draw. */
const SHORTEST_ZOOM_SECONDS = 60;

/** Range and view of the health card; both stand in the URL. */
export interface HealthView {
  range: RangeName;
  /** What to ask for: the range, or the part of it that was marked. */
  asked: AskedRange;
  /** The marked part, ISO 8601. */
  zoom?: { from: string; to: string };
  table: boolean;
  setRange(range: RangeName): void;
  setTable(table: boolean): void;
  /** Seconds since 1970; without a span, back to the whole range. */
  setZoom(span?: { from: number; to: number }, byKeys?: boolean): void;
  /** True after keys have chosen the part: the new charts take the keyboard. */
  byKeys: boolean;
}

function readZoom(parameters: URLSearchParams): HealthView['zoom'] {
  const [from, to] = ['from', 'to'].map(name =>
    Date.parse(parameters.get(name) ?? ''),
  );
  // What somebody wrote into the URL by hand may be anything.
  return to - from >= SHORTEST_ZOOM_SECONDS * 1000
    ? { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    : undefined;
}

const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString();

function isRange(text: string | null): text is RangeName {
  return text !== null && Object.hasOwn(RANGES, text);
}

/** Reads range, zoom and view from the URL, and writes them there. */
export function useHealthView(): HealthView {
  const [parameters, setParameters] = useSearchParams();
  const [byKeys, setByKeys] = useState(false);
  const named = parameters.get('range');
  const range = isRange(named) ? named : DEFAULT_RANGE;
  const zoom = readZoom(parameters);
  const { from, to } = zoom ?? {};
  const asked = useMemo(
    () => (from ? { from, to } : { lengthMs: RANGES[range] }),
    [from, to, range],
  );
  const change = (values: Record<string, string | undefined>) =>
    setParameters(
      old => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    range,
    asked,
    zoom,
    table: parameters.get('view') === 'table',
    setRange: name => change({ range: name, from: undefined, to: undefined }),
    setTable: table => change({ view: table ? 'table' : undefined }),
    byKeys,
    setZoom: (span, keys = false) => {
      setByKeys(keys);
      // A shorter part is widened to what can be asked for.
      const start =
        span && Math.min(span.from, span.to - SHORTEST_ZOOM_SECONDS);
      change({
        from: start === undefined ? undefined : isoOf(start),
        to: span && isoOf(span.to),
      });
    },
  };
}
