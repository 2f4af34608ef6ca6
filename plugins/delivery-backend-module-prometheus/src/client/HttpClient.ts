import type { Dispatcher } from 'undici';
import {
  authorizationOf,
  createDispatcher,
  type PrometheusConnection,
} from './Connection';
import { describeTransportError, failureOf } from './describeFailure';
import type { PrometheusFailure } from './PrometheusError';

/** What a client needs to know of a server. */
export interface HttpClientOptions {
  /** For people: it begins sentences. */
  title: string;
  connection: PrometheusConnection;
  timeoutMs: number;
  maxAnswerBytes: number;
}

/** One question. */
export interface Question {
  /** For example `/api/v1/query`. */
  path: string;
  /** Fields of a form: the question is posted; absent: it is got. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

/** An answer that is JSON; what it says is for others to judge. */
export interface Answer {
  status: number;
  body: unknown;
  bytes: number;
  /** Seconds by which the clock of the server is ahead of ours, when it says its time. */
  clockAhead?: number;
}

const FAILURE_BY_STATUS: Record<number, PrometheusFailure> = {
  400: 'bad-query',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  // The question itself is too long: half of it may not be.
  413: 'unexecutable',
  414: 'unexecutable',
  422: 'unexecutable',
  429: 'overloaded',
  503: 'unavailable',
};

/** Asks one server over HTTP, and turns each bad answer into a sentence. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  #dispatcher: Promise<Dispatcher> | undefined;
  #canPost = true;

  private constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  static create(options: HttpClientOptions) {
    return new HttpClient(options);
  }

  /** @throws PrometheusError whenever there is no usable answer */
  async ask(question: Question): Promise<Answer> {
    const { title, timeoutMs } = this.#options;
    try {
      return await this.#ask(question, AbortSignal.timeout(timeoutMs));
    } catch (error) {
      throw describeTransportError(title, error, timeoutMs);
    }
  }

  async close(): Promise<void> {
    const dispatcher = await this.#dispatcher?.catch(() => undefined);
    await dispatcher?.destroy();
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#send(question, signal);
    // Some gateways let only GET through.
    if (answer.statusCode === 405 && question.form && this.#canPost) {
      this.#canPost = false;
      await answer.body.dump();
      return this.#ask(question, signal);
    }
    return this.#read(question, answer);
  }

  async #send(question: Question, signal: AbortSignal) {
    const { connection } = this.#options;
    const dispatcher = await this.#connect();
    const form = question.form && new URLSearchParams(question.form).toString();
    const url = new URL(`${connection.url}${question.path}`);
    const isPost = form !== undefined && this.#canPost;
    if (form !== undefined && !isPost) {
      url.search = form;
    }
    return dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: isPost ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(isPost && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...question.headers,
        ...(await authorizationOf(connection)),
      },
      body: isPost ? form : undefined,
      signal,
    });
  }

  /** Files may be missing at first: what failed is tried anew. */
  #connect(): Promise<Dispatcher> {
    const { connection, timeoutMs } = this.#options;
    this.#dispatcher ??= createDispatcher(connection, timeoutMs).catch(
      error => {
        this.#dispatcher = undefined;
        throw error;
      },
    );
    return this.#dispatcher;
  }

  async #read(
    question: Question,
    { statusCode, headers, body }: Dispatcher.ResponseData,
  ): Promise<Answer> {
    const { title } = this.#options;
    if (statusCode >= 300 && statusCode < 400) {
      discard(body);
      throw failureOf(title, 'redirect', `to ${headers.location ?? 'nowhere'}`);
    }
    const text = await this.#text(body);
    const parsed = parseJson(text);
    if (parsed === undefined) {
      throw failureOf(
        title,
        FAILURE_BY_STATUS[statusCode] ??
          (statusCode >= 500 ? 'server-error' : 'not-prometheus'),
        describeText(question, statusCode, headers['content-type'], text),
      );
    }
    const answer = {
      ...{ status: statusCode, body: parsed, bytes: text.length },
      clockAhead: clockAhead(headers.date),
    };
    if (statusCode >= 400) {
      throw this.#failureOf(question, answer);
    }
    return answer;
  }

  #failureOf(question: Question, { status, body }: Answer) {
    const { error, message } = (body ?? {}) as Record<string, unknown>;
    const said = [error, message].find(text => typeof text === 'string');
    const failure =
      FAILURE_BY_STATUS[status] ??
      (status >= 500 ? 'server-error' : 'not-prometheus');
    const detail =
      failure === 'not-found' ? question.path : (said ?? `status ${status}`);
    return failureOf(
      this.#options.title,
      failure,
      String(detail).slice(0, 300),
    );
  }

  /** Reads no more than is accepted, whatever the server means to send. */
  async #text(body: Dispatcher.ResponseData['body']) {
    const { title, maxAnswerBytes } = this.#options;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxAnswerBytes) {
        discard(body);
        throw failureOf(title, 'too-large', `over ${maxAnswerBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

/** A body that is given up says so by an error, which is nobody's concern. */
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined);
  body.destroy();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeText(
  { path }: Question,
  status: number,
  type: unknown,
  text: string,
): string {
  if (status === 404) {
    return path;
  }
  const isHtml = String(type).includes('html') || /^\s*</.test(text);
  const what = isHtml ? 'a page in HTML' : 'something that is not JSON';
  return status >= 400 ? `status ${status} with ${what}` : `it sent ${what}`;
}

function clockAhead(date: unknown): number | undefined {
  const time = typeof date === 'string' ? Date.parse(date) : NaN;
  // The header has whole seconds, cut off.
  return Number.isNaN(time) ? undefined : (time + 500 - Date.now()) / 1000;
}
