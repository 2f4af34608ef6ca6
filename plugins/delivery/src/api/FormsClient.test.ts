import { FormsClient } from './FormsClient';

function client(status = 200, body: unknown = {}) {
  const calls: [string, RequestInit | undefined][] = [];
  const forms = new FormsClient({
    discoveryApi: { getBaseUrl: async plugin => `http://portal/api/${plugin}` },
    fetchApi: {
      fetch: async (url, init) => {
        calls.push([String(url), init as RequestInit]);
        return new Response(JSON.stringify(body), {
          ...{ status, headers: { 'content-type': 'application/json' } },
        });
      },
    },
  });
  return { forms, calls };
}

describe('FormsClient', () => {
  it.each([
    ['/scaffolder/delivery/v1/settings', (c: FormsClient) => c.settings()],
    [
      '/scaffolder/delivery/v1/names?kind=tenant&name=a+b',
      (c: FormsClient) => c.name({ kind: 'tenant', name: 'a b' }),
    ],
    [
      '/delivery/v1/hosts?name=a.example',
      (c: FormsClient) => c.host('a.example'),
    ],
    [
      '/scaffolder/delivery/v1/sealing-keys/a%2Fb',
      (c: FormsClient) => c.sealingKey('a/b'),
    ],
  ])('asks %s', async (path, ask) => {
    const { forms, calls } = client(200, { answer: 1 });

    expect(await ask(forms)).toEqual({ answer: 1 });
    expect(calls[0][0]).toBe(`http://portal/api${path}`);
    expect(calls[0][1]?.method).toBeUndefined();
  });

  it.each([
    [
      '/scaffolder/delivery/v1/previews',
      (c: FormsClient) => c.preview({ templateRef: 'a', values: {} }),
      { templateRef: 'a', values: {} },
    ],
    [
      '/scaffolder/delivery/v1/removals',
      (c: FormsClient) => c.removal({ component: 'a' }),
      { component: 'a' },
    ],
  ])('sends to %s', async (path, ask, body) => {
    const { forms, calls } = client();
    await ask(forms);

    const [url, init] = calls[0];
    expect(url).toBe(`http://portal/api${path}`);
    expect(init).toMatchObject({
      ...{ method: 'POST', body: JSON.stringify(body) },
    });
  });

  it('ends a request when nobody waits for it', async () => {
    const { forms, calls } = client();
    const { signal } = new AbortController();
    await forms.host('a', { signal });
    expect(calls[0][1]?.signal).toBe(signal);
  });

  it('fails with the sentence of the backend', async () => {
    const { forms } = client(400, {
      error: { name: 'InputError', message: 'It is no name.' },
      response: { statusCode: 400 },
    });
    await expect(forms.settings()).rejects.toThrow(/It is no name\.|400/);
  });
});
