import { z } from 'zod';

/** One value of a series. */
export interface Point {
  /** Unix time in seconds. */
  time: number;
  /** May be NaN or infinite, as Prometheus says it. */
  value: number;
}

/** One series of an answer. */
export interface Series {
  labels: Record<string, string>;
  points: Point[];
}

/** What a query gave. */
export interface QueryAnswer {
  series: Series[];
  /** Sentences of the server; an answer that is not whole is said here. */
  warnings: string[];
  /** Why it is not whole; absent when it is. */
  partial?: string;
}

const EnvelopeForm = z.object({
  status: z.enum(['success', 'error']),
  data: z.unknown().optional(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
  /** VictoriaMetrics says by this that a storage node was missing. */
  isPartial: z.boolean().optional(),
});

/** The outer form of each answer of the API. */
export type Envelope = z.infer<typeof EnvelopeForm>;

const Data = z.object({
  resultType: z.enum(['matrix', 'vector', 'scalar', 'string']),
  result: z.array(z.unknown()),
});

/** @returns undefined when a body is not an answer of this API */
export function parseEnvelope(body: unknown): Envelope | undefined {
  const parsed = EnvelopeForm.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** What a server said beside its answer. */
export function warningsOf(envelope: Envelope): string[] {
  const partial = envelope.isPartial
    ? ['A part of the storage did not answer, so figures may be too low.']
    : [];
  return [...(envelope.warnings ?? []), ...partial];
}

/** What Prometheus says of a query, and Thanos of times before its data. */
const OF_NO_STORE = /^PromQL (info|warning)|^No StoreAPIs matched/i;

/** The warning by which an answer is not whole, as Thanos, Mimir and VictoriaMetrics give it. */
export function partialOf(envelope: Envelope): string | undefined {
  return warningsOf(envelope).find(warning => !OF_NO_STORE.test(warning));
}

const BYTES_A_POINT = 50;
const BYTES_A_SERIES = 400;

/** About the memory that an answer takes, which is several times its text. */
export function memoryOf({ series }: QueryAnswer): number {
  let bytes = 0;
  for (const { points } of series) {
    bytes += BYTES_A_SERIES + BYTES_A_POINT * points.length;
  }
  return bytes;
}

/**
 * Reads what a query gave. A series that cannot be read is left out.
 *
 * @returns undefined when the data is not that of a query
 */
export function parseQueryData(envelope: Envelope): QueryAnswer | undefined {
  const parsed = Data.safeParse(envelope.data);
  if (!parsed.success || parsed.data.resultType === 'string') {
    return undefined;
  }
  const { resultType, result } = parsed.data;
  const series =
    resultType === 'scalar'
      ? [{ labels: {}, points: pointsOf([result]) }]
      : result.flatMap(readSeries);
  const warnings = warningsOf(envelope);
  return { series, warnings, partial: partialOf(envelope) };
}

interface RawSeries {
  metric?: unknown;
  value?: unknown;
  values?: unknown;
}

// Answers have tens of thousands of series, so these are checked by hand.
function readSeries(item: unknown): Series[] {
  if (typeof item !== 'object' || item === null) {
    return [];
  }
  const { metric, value, values } = item as RawSeries;
  if (typeof metric !== 'object' || metric === null) {
    return [];
  }
  const points = pointsOf(value ? [value] : values);
  return [{ labels: metric as Record<string, string>, points }];
}

function pointsOf(values: unknown): Point[] {
  const points: Point[] = [];
  for (const pair of Array.isArray(values) ? values : []) {
    const [time, text] = pair as [unknown, unknown];
    if (typeof time === 'number' && typeof text === 'string') {
      points.push({ time, value: parseValue(text) });
    }
  }
  return points;
}

/** Reads a number as Prometheus writes it, with `+Inf` and `NaN`. */
export function parseValue(text: string): number {
  switch (text) {
    case '+Inf':
    case 'Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    default:
      return text === '' ? NaN : Number(text);
  }
}
