/**
 * What kept a request from its answer.
 *
 * - `unreachable`: nobody answers there; `reason` says why in words
 * - `credentials`: a file that the request needs cannot be read
 * - `timeout`: no answer in time
 * - `untrusted`: its TLS certificate is not accepted
 * - `dropped`: the connection broke off, or something else happened
 *
 * @public
 */
export type TransportTrouble =
  | { kind: 'unreachable'; code: string; reason: string }
  | { kind: 'credentials' | 'timeout' | 'untrusted' | 'dropped'; code: string };

const UNREACHABLE = new Map([
  ['ECONNREFUSED', 'the connection is refused'],
  ['ENOTFOUND', 'its host name is not known'],
  ['EAI_AGAIN', 'its host name cannot be looked up'],
  ['EHOSTUNREACH', 'its host cannot be reached'],
  ['ENETUNREACH', 'its network cannot be reached'],
]);
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const TRUST =
  /^(CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|HOSTNAME_MISMATCH)/;
const DEEPEST = 5;

/** Undici wraps what the socket said, sometimes twice; a stream's own code hides it. */
function codeOf(error: unknown): string {
  for (let e = error, depth = 0; e && depth < DEEPEST; depth++) {
    const { code, errors, cause } = e as {
      code?: unknown;
      errors?: unknown[];
      cause?: unknown;
    };
    if (typeof code === 'string' && !code.startsWith('ERR_STREAM')) {
      return code;
    }
    e = errors?.[0] ?? cause;
  }
  return '';
}

/**
 * Says what an error of fetch or undici means.
 *
 * @public
 */
export function transportTroubleOf(error: unknown): TransportTrouble {
  const code = codeOf(error);
  const reason = UNREACHABLE.get(code);
  if (reason) {
    return { kind: 'unreachable', code, reason };
  }
  if (code === 'ENOENT' || code === 'EACCES') {
    return { kind: 'credentials', code };
  }
  const name = (error as Error | undefined)?.name;
  if (name === 'TimeoutError' || TIMEOUTS.has(code)) {
    return { kind: 'timeout', code };
  }
  return { kind: TRUST.test(code) ? 'untrusted' : 'dropped', code };
}
