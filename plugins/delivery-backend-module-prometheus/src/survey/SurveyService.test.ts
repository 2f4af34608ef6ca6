import { measuring } from '../__testUtils__/measuring';
import { createSource, target } from '../__testUtils__/createSource';
import {
  json,
  page,
  startScriptedServer,
  type Received,
} from '../__testUtils__/scriptedServer';

type Server = Awaited<ReturnType<typeof startScriptedServer>>;

describe('SurveyService', () => {
  const { signal } = new AbortController();
  let server: Server;

  beforeEach(async () => {
    server = await startScriptedServer(measuring());
  });

  afterEach(() => server.stop());

  const targets = (count: number, tenant?: (index: number) => string) =>
    Array.from({ length: count }, (_, index) =>
      target(`svc-${index}`, { tenant: tenant?.(index) }),
    );
  const asked = (what: string) =>
    server.received.filter(({ parameters, path }: Received) =>
      `${path} ${parameters.get('query')}`.includes(what),
    );

  it('asks for two thousand deployments by seven questions', async () => {
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(2_000), { signal });

    expect(readings.size).toBe(2_000);
    expect(readings.get('svc-7-prod')!.hour).toMatchObject({
      ...{ requests: 10, errors: 0 },
    });
    expect(server.received).toHaveLength(7);
    await source.close();
  });

  it('asks for fewer at a time when an answer is too large', async () => {
    server.become(measuring(30));
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(100), { signal });

    expect(readings.size).toBe(100);
    expect(
      [...readings.values()].every(({ hour }) => hour?.requests === 10),
    ).toBe(true);
    await source.close();
  });

  it('rejects when even one deployment is too much', async () => {
    server.become(measuring(0));
    const { source } = createSource({ url: server.url });

    await expect(source.survey(targets(4), { signal })).rejects.toThrow(
      /cannot compute the answer: too many samples/,
    );
    await source.close();
  });

  it('looks for metrics once, and remembers them for the next survey', async () => {
    const { source } = createSource({ url: server.url });
    await source.survey(targets(3), { signal });
    const first = asked('__name__=~').length;

    await source.survey(targets(3), { signal });

    expect(asked('count by').length).toBe(1);
    expect(asked('__name__=~').length).toBe(first);
    await source.close();
  });

  it('asks for each tenant with its own header, and for none without', async () => {
    const { source } = createSource({
      url: server.url,
      server: { headers: { 'X-Scope-OrgID': '{tenant}' } },
    });
    const some = targets(4, index => ['acme', 'globex', 'a|b', ''][index]);

    const readings = await source.survey(some, { signal });

    const tenants = new Set(
      server.received.map(({ headers }) => headers['x-scope-orgid']),
    );
    expect([...tenants].sort()).toEqual(['acme', 'globex']);
    expect([...readings.keys()].sort()).toEqual(['svc-0-prod', 'svc-1-prod']);
    expect(some.map(each => source.claims(each))).toEqual([
      ...[true, true, false, false],
    ]);
    for (const { headers, parameters } of asked('increase')) {
      expect(parameters.get('query')).not.toContain(
        headers['x-scope-orgid'] === 'acme' ? 'svc-1' : 'svc-0',
      );
    }
    await source.close();
  });

  it('has no alerts where the server evaluates no rules', async () => {
    const script = measuring();
    server.become((response, received) =>
      received.path.endsWith('/rules')
        ? page('not here', 404)(response, received)
        : script(response, received),
    );
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(1), { signal });

    expect(readings.get('svc-0-prod')!.alerts).toEqual([]);
    await source.close();
  });

  it('reads all pages of rules', async () => {
    const script = measuring();
    const rule = (name: string) => ({
      ...{ name, query: 'up', type: 'alerting' },
      alerts: [
        {
          ...{ state: 'firing', annotations: {} },
          labels: { namespace: 'retail-prod', service: 'svc-0' },
        },
      ],
    });
    server.become((response, received) => {
      if (!received.path.endsWith('/rules')) {
        script(response, received);
        return;
      }
      const token = received.parameters.get('group_next_token');
      const data = token
        ? { groups: [{ rules: [rule('second'), { broken: 1 }] }] }
        : { groups: [{ rules: [rule('first')] }], groupNextToken: 'next' };
      json({ status: 'success', data })(response, received);
    });
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(1), { signal });

    expect(readings.get('svc-0-prod')!.alerts.map(({ name }) => name)).toEqual([
      ...['first', 'second'],
    ]);
    await source.close();
  });

  it('asks for now by the clock of a server that has another time', async () => {
    const script = measuring();
    const ahead = 3_600;
    server.become((response, received) => {
      const date = new Date(Date.now() + ahead * 1000).toUTCString();
      response.setHeader('date', date);
      script(response, received);
    });
    const { source } = createSource({ url: server.url });
    await source.survey(targets(1), { signal });
    server.received.length = 0;

    await source.survey(targets(1), { signal });

    const [{ parameters }] = asked('increase');
    const time = Number(parameters.get('time') ?? parameters.get('end'));
    expect(time - Date.now() / 1000).toBeGreaterThan(ahead - 200);
    await source.close();
  });

  it('counts two thousand fresh versions, each since its own time, by a bounded number of questions', async () => {
    const now = 1_700_000_000;
    const { source } = createSource({
      ...{ url: server.url, now },
      server: { concurrency: 2 },
    });
    const requests = targets(2_000).map((each, index) => {
      const elapsed = 65 + Math.floor(index * 1.7);
      const parts = Math.min(12, Math.floor(elapsed / 60));
      return { target: each, span: { from: now - elapsed, to: now, parts } };
    });

    const answers = await source.counts(requests, { signal });

    expect(answers.map(parts => parts.length)).toEqual(
      requests.map(({ span }) => span.parts),
    );
    expect(answers.every(parts => parts.some(Boolean))).toBe(true);
    expect(asked('increase').length).toBeLessThan(200);
    await source.close();
  });

  it('shifts what it counts up to now by the clock of the server', async () => {
    const script = measuring();
    server.become((response, received) => {
      const date = new Date(Date.now() + 600_000).toUTCString();
      response.setHeader('date', date);
      script(response, received);
    });
    const { source } = createSource({ url: server.url });
    const now = Math.floor(Date.now() / 1000);
    const [one] = targets(1);
    const until = (to: number) => ({
      ...{ target: one, span: { from: to - 300, to, parts: 1 } },
    });

    await source.counts([until(now), until(now - 900)], { signal });

    const queries = asked('increase').map(({ parameters }) => parameters);
    expect(queries).toHaveLength(1);
    expect(Math.abs(Number(queries[0].get('time')) - now - 600)).toBeLessThan(
      3,
    );
    expect(queries[0].get('query')).toMatch(/offset (149[89]|150[012])s/);
    await source.close();
  });

  it('asks nothing about nobody', async () => {
    const { source } = createSource({ url: server.url });

    expect(await source.survey([], { signal })).toEqual(new Map());
    expect(server.received).toEqual([]);
    await source.close();
  });
});
