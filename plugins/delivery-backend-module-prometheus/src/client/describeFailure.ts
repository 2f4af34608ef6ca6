import { transportTroubleOf } from '@slipway/backstage-plugin-delivery-node';
import { PrometheusError, type PrometheusFailure } from './PrometheusError';

type Sentence = (title: string, detail: string) => string;

const SENTENCES: Record<PrometheusFailure, Sentence> = {
  credentials: (title, detail) =>
    `The credentials for ${title} cannot be read (${detail}). Check the files named under delivery.prometheus.servers.`,
  unauthorized: title =>
    `${title} does not accept the credentials of the portal (401). Renew them under delivery.prometheus.servers.`,
  forbidden: title =>
    `${title} does not let the portal ask (403). Grant its user the right to read, or check the headers that name the tenant.`,
  'not-found': (title, detail) =>
    `${title} does not know ${detail} (404). Check that the address ends before /api/v1.`,
  'bad-query': (title, detail) =>
    `${title} does not understand the query: ${detail}. Check the profile or the annotation that it comes from.`,
  unexecutable: (title, detail) =>
    `${title} cannot compute the answer: ${detail}. Ask about less, or raise its limits.`,
  unavailable: (title, detail) =>
    `${title} is not ready to answer: ${detail}. It is asked again later.`,
  overloaded: title =>
    `${title} asks to be asked less often (429). It is asked again later.`,
  'server-error': (title, detail) =>
    `${title} has trouble of its own: ${detail}. Look at its log.`,
  redirect: (title, detail) =>
    `${title} redirects ${detail}, which is not followed. Configure the address of the server itself.`,
  'not-prometheus': (title, detail) =>
    `What answers for ${title} is not the API of Prometheus: ${detail}. Check the address, and what stands in front of it.`,
  'too-large': (title, detail) =>
    `${title} sent more than is accepted at once (${detail}). Ask about less, or raise maxAnswerBytes.`,
  partial: (title, detail) =>
    `${title} answered only in part: ${detail.replace(/\.$/, '')}. Figures would be too low, so none are taken; see which part of its storage is missing.`,
  timeout: (title, detail) =>
    `${title} did not answer in time (${detail}). It may be overloaded; its time-out can be raised under delivery.prometheus.servers.`,
  unreachable: (title, detail) =>
    `${title} cannot be reached: ${detail}. Check that it runs, and its address.`,
  untrusted: (title, detail) =>
    `${title} cannot be trusted: its TLS certificate is not accepted (${detail}). Configure its certificate authority.`,
  dropped: title =>
    `${title} broke the connection off in the middle. It is asked again later.`,
  tripped: (_title, detail) => `${detail} It is asked again in a while.`,
  busy: (title, detail) =>
    `Too many questions wait for ${title} (${detail}). Raise its concurrency, or wait.`,
  aborted: title => `The question to ${title} was given up.`,
};

/** An error whose message says what happened and what to do. */
export function failureOf(
  title: string,
  failure: PrometheusFailure,
  detail: string,
  cause?: unknown,
): PrometheusError {
  return new PrometheusError(failure, SENTENCES[failure](title, detail), cause);
}

/** Says what an error of the transport means. */
export function describeTransportError(
  title: string,
  error: unknown,
  timeoutMs: number,
): PrometheusError {
  if (error instanceof PrometheusError) {
    return error;
  }
  const trouble = transportTroubleOf(error);
  const { kind, code } = trouble;
  if (kind === 'unreachable') {
    return failureOf(title, kind, trouble.reason, error);
  }
  const detail = kind === 'timeout' ? `${timeoutMs / 1000} s` : code;
  return failureOf(title, kind, detail, error);
}
