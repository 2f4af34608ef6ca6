import {
  json,
  list,
  observe,
  startScriptedCluster,
  statusObject,
  watch,
  type Answer,
} from '../__testUtils__/scriptedCluster';

describe('nudge', () => {
  const signal = () => new AbortController().signal;

  async function nudge(patch: Answer, key = 'argocd/payments') {
    const cluster = await startScriptedCluster({
      list: [list([], '5')],
      watch: [watch([])],
      patch,
    });
    const observing = observe(cluster.url);
    const error = await observing.observer
      .nudge(key, { signal: signal() })
      .then(() => undefined)
      .catch(e => e);
    const requests = cluster.requests.filter(r => r.startsWith('PATCH'));
    await observing.stop();
    await cluster.stop();
    return { error, requests };
  }

  it('sets the refresh annotation by a merge patch', async () => {
    let body = '';
    const { error, requests } = await nudge((response, request) => {
      request.on('data', chunk => {
        body += `${request.headers['content-type']} ${chunk}`;
      });
      request.on('end', () =>
        json(200, { kind: 'Application' })(response, request),
      );
    });

    expect(error).toBeUndefined();
    expect(requests).toEqual([
      'PATCH /apis/argoproj.io/v1alpha1/namespaces/argocd/applications/payments',
    ]);
    expect(body).toBe(
      'application/merge-patch+json {"metadata":{"annotations":{"argocd.argoproj.io/refresh":"normal"}}}',
    );
  });

  it.each<[Answer, string, RegExp]>([
    [statusObject(403, 'no'), 'NotAllowedError', /grant it patch/],
    [
      statusObject(404, 'no'),
      'NotFoundError',
      /has no Application argocd\/payments/,
    ],
    [statusObject(409, 'no'), 'ConflictError', /at the same moment/],
    [statusObject(500, 'boom'), 'ServiceUnavailableError', /boom/],
    [() => undefined, 'ServiceUnavailableError', /in time/],
  ])('tells apart why it did not work', async (answer, name, words) => {
    const { error } = await nudge(answer);

    expect(error.name).toBe(name);
    expect(error.message).toMatch(words);
  });

  it.each(['payments', 'a/b/c', '/payments', ''])(
    'refuses %j, which is no key',
    async key => {
      const { error, requests } = await nudge(json(200, {}), key);

      expect(error.name).toBe('InputError');
      expect(requests).toEqual([]);
    },
  );
});
