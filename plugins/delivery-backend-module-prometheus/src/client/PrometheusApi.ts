import type { AnswerCache, Loaded } from './AnswerCache';
import {
  memoryOf,
  parseEnvelope,
  parseQueryData,
  type Envelope,
  type QueryAnswer,
} from './answers';
import { failureOf } from './describeFailure';
import type { HttpClient } from './HttpClient';
import { PrometheusError } from './PrometheusError';
import type { ServerGuard } from './ServerGuard';

/** What an API is built of. */
export interface PrometheusApiOptions {
  title: string;
  http: HttpClient;
  guard: ServerGuard;
  cache: AnswerCache;
  timeoutMs: number;
}

/** Who asks, and whose patience counts. */
export interface AskOptions {
  /** Headers that name the tenant. */
  headers: Record<string, string>;
  signal: AbortSignal;
  ttlMs: number;
}

/** Parsed texts take a few times their room. */
const MEMORY_OF_TEXT = 4;

/** Clocks that differ by more are told of. */
export const CLOCK_TOLERANCE = 30;

/** The API of one server; equal questions at once, or soon after, are one. */
export class PrometheusApi {
  readonly #options: PrometheusApiOptions;
  #clockAhead = 0;

  private constructor(options: PrometheusApiOptions) {
    this.#options = options;
  }

  static create(options: PrometheusApiOptions) {
    return new PrometheusApi(options);
  }

  /** Seconds by which the clock of the server is ahead of ours; 0 within the tolerance. */
  get clockAhead(): number {
    return Math.abs(this.#clockAhead) > CLOCK_TOLERANCE ? this.#clockAhead : 0;
  }

  /** A sentence when the clocks differ. */
  get clockWarning(): string | undefined {
    const ahead = this.clockAhead;
    return ahead
      ? `The clock of ${this.#options.title} is ${Math.round(Math.abs(ahead))} seconds ${ahead > 0 ? 'ahead of' : 'behind'} that of the portal, so times may be wrong by as much. Set both by NTP.`
      : undefined;
  }

  /** The values at one time. */
  query(
    query: string,
    time: number,
    options: AskOptions,
  ): Promise<QueryAnswer> {
    return this.#ask('/api/v1/query', { query, time: `${time}` }, options);
  }

  /** The values from `from` to `to`, both included. */
  queryRange(
    query: string,
    range: { from: number; to: number; step: number },
    options: AskOptions,
  ): Promise<QueryAnswer> {
    const { from: start, to: end, step } = range;
    return this.#ask(
      '/api/v1/query_range',
      { query, start: `${start}`, end: `${end}`, step: `${step}` },
      options,
    );
  }

  /** What another path of the API says, for example `/api/v1/rules?type=alert`. */
  get<T>(
    path: string,
    parse: (data: unknown) => T | undefined,
    options: AskOptions,
  ): Promise<T> {
    return this.#cached(path, options, async () => {
      const { envelope, bytes } = await this.#answer({ path }, options);
      const value = this.#expect(parse(envelope.data), path);
      return { bytes: bytes * MEMORY_OF_TEXT, value };
    });
  }

  /** What a path says that does not wrap its answer, as those of the Alertmanager. */
  getBare<T>(
    path: string,
    parse: (body: unknown) => T | undefined,
    options: AskOptions,
  ): Promise<T> {
    return this.#cached(path, options, async () => {
      const question = { path, headers: options.headers };
      const { http, guard } = this.#options;
      const { body, bytes } = await guard.run(() => http.ask(question));
      const value = this.#expect(parse(body), path);
      return { bytes: bytes * MEMORY_OF_TEXT, value };
    });
  }

  close(): Promise<void> {
    return this.#options.http.close();
  }

  #ask(
    path: string,
    parameters: Record<string, string>,
    options: AskOptions,
  ): Promise<QueryAnswer> {
    const key = `${path} ${JSON.stringify(parameters)}`;
    const form = {
      ...parameters,
      timeout: `${Math.ceil(this.#options.timeoutMs / 1000)}s`,
    };
    return this.#cached(key, options, async () => {
      const { envelope } = await this.#answer({ path, form }, options);
      const value = this.#expect(parseQueryData(envelope), path);
      const bytes = memoryOf(value);
      return { bytes, value, isPassing: value.partial !== undefined };
    });
  }

  #cached<T>(
    key: string,
    { headers, signal, ttlMs }: AskOptions,
    load: () => Promise<Loaded<T>>,
  ): Promise<T> {
    const whole = `${JSON.stringify(headers)} ${key}`;
    return this.#options.cache.get(whole, { ttlMs, load }, signal);
  }

  async #answer(
    question: { path: string; form?: Record<string, string> },
    { headers }: AskOptions,
  ): Promise<{ envelope: Envelope; bytes: number }> {
    const { http, guard, title } = this.#options;
    const answer = await guard.run(() => http.ask({ ...question, headers }));
    this.#clockAhead = answer.clockAhead ?? 0;
    const envelope = parseEnvelope(answer.body);
    if (envelope?.status === 'error') {
      const said = `${envelope.errorType ?? 'error'}: ${envelope.error ?? ''}`;
      throw failureOf(title, 'unexecutable', said.slice(0, 300));
    }
    return {
      envelope: this.#expect(envelope, question.path),
      bytes: answer.bytes,
    };
  }

  #expect<T>(value: T | undefined, path: string): T {
    if (value === undefined) {
      throw failureOf(
        this.#options.title,
        'not-prometheus',
        `${path} answers in another form`,
      );
    }
    return value;
  }
}

/** A question to which no server that lacks the path can be blamed. */
export function isUnknownPath(error: unknown): boolean {
  return error instanceof PrometheusError && error.failure === 'not-found';
}
