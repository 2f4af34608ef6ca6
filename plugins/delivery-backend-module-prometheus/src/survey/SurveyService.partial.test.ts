import { createSource, target } from '../__testUtils__/createSource';
import { measuring } from '../__testUtils__/measuring';
import {
  json,
  page,
  startScriptedServer,
  vector,
  type Script,
} from '../__testUtils__/scriptedServer';

type Server = Awaited<ReturnType<typeof startScriptedServer>>;

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

describe('SurveyService, when not all is answered', () => {
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
});
