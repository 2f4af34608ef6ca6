import { transportTroubleOf } from './transport';

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error(code), { code, ...more });

describe('transportTroubleOf', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', 'the connection is refused'],
    ['ENOTFOUND', 'unreachable', 'its host name is not known'],
    ['EACCES', 'credentials', undefined],
    ['ETIMEDOUT', 'timeout', undefined],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', undefined],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted', undefined],
    ['ECONNRESET', 'dropped', undefined],
  ])('takes %s for %s', (code, kind, reason) => {
    expect(transportTroubleOf(coded(code))).toEqual(
      reason ? { kind, code, reason } : { kind, code },
    );
  });

  it('looks below what wraps the words of the socket', () => {
    const refused = coded('ECONNREFUSED');
    const wrapped = [
      new TypeError('fetch failed', { cause: refused }),
      new AggregateError([refused]),
      coded('ERR_STREAM_PREMATURE_CLOSE', { cause: refused }),
    ];
    for (const error of wrapped) {
      expect(transportTroubleOf(error)).toMatchObject({ kind: 'unreachable' });
    }
  });

  it('knows a time-out by its name', () => {
    const error = new DOMException('too late', 'TimeoutError');
    expect(transportTroubleOf(error).kind).toBe('timeout');
  });

  it('ends on an error that is its own cause, and on what is no error', () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    expect(transportTroubleOf(circle).kind).toBe('dropped');
    expect(transportTroubleOf(undefined).kind).toBe('dropped');
  });
});
