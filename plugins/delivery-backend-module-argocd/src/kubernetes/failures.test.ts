import {
  KubernetesApiError,
  type KubernetesFailure,
  failureOfStatus,
  fromTransportError,
} from './KubernetesApiError';
import { parseJson, parseWatchLine } from './answers';
import { describeFailure } from './describeFailure';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('what an HTTP status means', () => {
  it.each<[number, KubernetesFailure]>([
    [301, 'redirect'],
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'gone'],
    [418, 'not-kubernetes'],
    [429, 'overloaded'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('%d is %s', (status, failure) => {
    expect(failureOfStatus(status)).toBe(failure);
  });
});

describe('what an error of the transport means', () => {
  it.each<[string, KubernetesFailure, string]>([
    ['ECONNREFUSED', 'unreachable', 'connection refused'],
    ['ENOTFOUND', 'unreachable', 'its host name is not known'],
    ['ENOENT', 'credentials', 'ENOENT'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'no answer in time'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'untrusted',
      'its TLS certificate is not accepted (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
    ['ECONNRESET', 'dropped', 'the connection broke off'],
  ])('%s is %s', (code, failure, message) => {
    expect(fromTransportError(withCode(code))).toMatchObject({
      ...{ failure, message },
    });
  });

  it('stands in the cause, or in the first of several, as well', () => {
    const cause = new Error('fetch failed', { cause: withCode('ENOTFOUND') });
    expect(fromTransportError(cause).failure).toBe('unreachable');
    const several = Object.assign(new Error('all failed'), {
      errors: [withCode('ECONNREFUSED'), withCode('ETIMEDOUT')],
    });
    expect(fromTransportError(several).failure).toBe('unreachable');
  });

  it('is a time-out also where only its name says so', () => {
    const error = Object.assign(new Error('x'), { name: 'TimeoutError' });
    expect(fromTransportError(error).failure).toBe('timeout');
  });

  it('is not looked for without end in causes that lead in a circle', () => {
    const error = new Error('x') as Error & { cause?: unknown };
    error.cause = error;
    expect(fromTransportError(error).failure).toBe('dropped');
  });

  it('stays what it was found to be, and keeps its cause', () => {
    const known = new KubernetesApiError('gone', 'too old');
    expect(fromTransportError(known)).toBe(known);
    const error = withCode('ECONNREFUSED');
    expect(fromTransportError(error).cause).toBe(error);
  });

  it.each([undefined, null, 'text'])('is a break also when it is %p', value => {
    expect(fromTransportError(value).failure).toBe('dropped');
  });
});

describe('a line of a watch', () => {
  it.each(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'])('tells %s', type => {
    const object = { kind: 'Application' };
    expect(parseWatchLine(JSON.stringify({ type, object }))).toEqual({
      ...{ type, object },
    });
  });

  it.each([
    ['no JSON', '{', 'its answer is not JSON'],
    ['no event', '[]', 'a line of its watch is not an event'],
    ['an event without a type', '{"object":{}}', 'is not an event'],
  ])('that is %s does not come from Kubernetes', (_, line, message) => {
    expect(() => parseWatchLine(line)).toThrow(
      expect.objectContaining({
        failure: 'not-kubernetes',
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each([
    [{ code: 410, message: 'too old' }, 'gone', 'too old'],
    [{ code: 500 }, 'server-error', 'the watch failed (500)'],
    [{ nonsense: true }, 'server-error', 'the watch failed (500)'],
  ])('with the error %j ends the watch as %s', (object, failure, message) => {
    const line = JSON.stringify({ type: 'ERROR', object });
    expect(() => parseWatchLine(line)).toThrow(
      expect.objectContaining({ failure, message }),
    );
  });

  it('keeps why it is no JSON', () => {
    expect(() => parseJson('<html>')).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });
});

describe('a failure in words', () => {
  const all: KubernetesFailure[] = [
    ...(['credentials', 'unauthorized', 'forbidden', 'not-found'] as const),
    ...(['gone', 'conflict', 'invalid', 'overloaded'] as const),
    ...(['server-error', 'redirect', 'not-kubernetes', 'too-large'] as const),
    ...(['timeout', 'unreachable', 'dropped', 'untrusted'] as const),
  ];
  const sentence = (failure: KubernetesFailure, namespace?: string) =>
    describeFailure(new KubernetesApiError(failure, 'a detail'), {
      ...{ cluster: 'eu-1', namespace },
    });

  it.each(all)('is one that names the cluster: %s', failure => {
    expect(sentence(failure)).toMatch(/^[A-Z].*eu-1.*\.$/);
  });

  it('says which right is missing, and where', () => {
    expect(sentence('forbidden', 'argocd')).toContain('in namespace argocd');
    expect(sentence('forbidden')).toContain('in all namespaces');
  });

  it('keeps the detail where that is what matters', () => {
    expect(sentence('timeout')).toBe('Cluster eu-1 does not answer: a detail.');
    expect(sentence('redirect')).toContain('redirects a detail');
  });
});
