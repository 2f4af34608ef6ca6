import { createSource, target } from '../__testUtils__/createSource';
import {
  json,
  page,
  startScriptedServer,
  vector,
  type Received,
  type Script,
} from '../__testUtils__/scriptedServer';

type Server = Awaited<ReturnType<typeof startScriptedServer>>;

const METRIC = 'http_requests_total';

/** Finds every service that is asked for, and counts ten requests for each. */
function measuring(limit = Infinity): Script {
  return (response, received) => {
    if (received.path.endsWith('/rules')) {
      json({ status: 'success', data: { groups: [] } })(response, received);
      return;
    }
    const query = received.parameters.get('query') ?? '';
    const services = [...new Set(query.match(/svc-\d+/g))];
    if (query.includes('increase') && services.length > limit) {
      json({ status: 'error', error: 'too many samples' }, 422)(
        response,
        received,
      );
      return;
    }
    const { parameters } = received;
    const time = Number(parameters.get('time') ?? parameters.get('end'));
    const series = services.flatMap(service => answersFor(query, service));
    json(vector(series, {}, time))(...([response, received] as const));
  };
}

function answersFor(query: string, service: string) {
  const labels = { namespace: 'retail-prod', service };
  if (!query.includes('increase')) {
    return query.includes('__name__')
      ? detectionParts(query).map(part => ({
          metric: { ...labels, __name__: METRIC, slipway_part: part },
          value: '1',
        }))
      : [];
  }
  return [...new Set(query.match(/r:\d+:\d+/g))].map(part => ({
    metric: { ...labels, slipway_part: part },
    value: '10',
  }));
}

/** The parts that look for the metric by a label that says how a request ended. */
function detectionParts(query: string): string[] {
  return query
    .split(' or ')
    .filter(part => part.includes(METRIC))
    .slice(0, 1)
    .flatMap(part => /"slipway_part", "(\d+)"/.exec(part)?.[1] ?? []);
}

const FIRING = {
  rules: [
    {
      ...{ name: 'Down', query: 'up', type: 'alerting' },
      alerts: [
        {
          ...{ state: 'firing', annotations: {} },
          labels: { namespace: 'retail-prod', service: 'svc-0' },
        },
      ],
    },
  ],
};

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

  /** Answers so where the question has this in its path or its query, else as always. */
  function except(what: string, other: Script) {
    const script = measuring();
    server.become((response, received) =>
      `${received.path} ${received.parameters.get('query')}`.includes(what)
        ? other(response, received)
        : script(response, received),
    );
  }

  it.each([
    [
      403,
      /^Alerts are not known\. Prometheus eu-1 does not let the portal ask/,
    ],
    [500, /^Alerts are not known\. Prometheus eu-1 has trouble of its own/],
  ])(
    'goes on with figures when alerts are answered by %d, and says that they are not known',
    async (status, problem) => {
      except('/rules', page('broken', status));
      const { source } = createSource({ url: server.url });

      const readings = await source.survey(targets(1), { signal });

      expect(readings.get('svc-0-prod')).toMatchObject({
        hour: { requests: 10 },
        problems: [expect.stringMatching(problem)],
      });
      await source.close();
    },
  );

  it('goes on with figures when objectives are refused, and says that they are not known', async () => {
    except('sloth_slo', json({ status: 'error', error: 'no' }, 422));
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(1), { signal });

    expect(readings.get('svc-0-prod')).toMatchObject({
      hour: { requests: 10 },
      problems: [
        expect.stringMatching(/^Objectives that rules compute are not known/),
      ],
    });
    await source.close();
  });

  it('has no problems when all is read', async () => {
    const { source } = createSource({ url: server.url });

    const readings = await source.survey(targets(1), { signal });

    expect(readings.get('svc-0-prod')).not.toHaveProperty('problems');
    await source.close();
  });

  it.each([
    ['increase', { warnings: ['store-2 is down'] }, /in part: store-2 is down/],
    ['increase', { isPartial: true }, /only in part: A part of the storage/],
    ['__name__=~', { isPartial: true }, /only in part: A part of the storage/],
  ])(
    'takes no figures from an answer about %s that is not whole: %j',
    async (what, extra, message) => {
      except(what, json(vector([], extra)));
      const { source } = createSource({ url: server.url });
      const [one] = targets(1);
      const span = { from: 0, to: 3600, parts: 1 };

      await expect(source.survey([one], { signal })).rejects.toThrow(message);
      await expect(
        source.counts([{ target: one, span }], { signal }),
      ).rejects.toThrow(message);
      await source.close();
    },
  );

  it('asks anew when an answer was not whole, and remembers nothing of it', async () => {
    except('count by', json(vector([], { isPartial: true })));
    const { source } = createSource({ url: server.url });
    await expect(source.survey(targets(1), { signal })).rejects.toThrow();
    server.become(measuring());

    const readings = await source.survey(targets(1), { signal });

    expect(readings.size).toBe(1);
    await source.close();
  });

  it('keeps the headers of the server from its Alertmanager, which gets its own', async () => {
    except('/rules', json({ status: 'success', data: { groups: [FIRING] } }));
    const alertmanager = await startScriptedServer(json([]));
    const { source } = createSource({
      url: server.url,
      server: {
        headers: { 'X-Server-Secret': 'for-the-server' },
        alertmanager: {
          url: alertmanager.url,
          headers: { 'X-Tenant': '{tenant}' },
        },
      },
    });
    const some = targets(2, index => ['acme', ''][index]);

    const readings = await source.survey(some, { signal });

    expect(alertmanager.received).toHaveLength(2);
    for (const { headers } of alertmanager.received) {
      expect(headers).toMatchObject({ 'x-tenant': 'acme' });
      expect(headers).not.toHaveProperty('x-server-secret');
    }
    for (const { headers } of server.received) {
      expect(headers).toMatchObject({ 'x-server-secret': 'for-the-server' });
      expect(headers).not.toHaveProperty('x-tenant');
    }
    expect(readings.get('svc-0-prod')).not.toHaveProperty('problems');
    expect(readings.get('svc-1-prod')!.problems).toEqual([
      expect.stringMatching(/^Silences are not known.*cannot be filled in/),
    ]);
    await source.close();
    await alertmanager.stop();
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
