import { AnswerCache } from '../client/AnswerCache';
import { HttpClient } from '../client/HttpClient';
import { PrometheusApi } from '../client/PrometheusApi';
import { ServerGuard } from '../client/ServerGuard';
import { json, startScriptedServer } from '../__testUtils__/scriptedServer';
import type { ActiveAlert } from './activeAlerts';
import { readSilences } from './silences';

const SILENCE = {
  ...{ id: 's1', createdBy: 'ada', comment: 'known' },
  ...{ endsAt: '2026-01-01T00:00:00+01:00', status: { state: 'active' } },
};

function routed(labels: Record<string, string>, ...silencedBy: string[]) {
  return { labels, status: { state: 'suppressed', silencedBy } };
}

async function silencesOf(alerts: unknown, silences: unknown) {
  const server = await startScriptedServer((response, received) => {
    const body = received.path.endsWith('alerts') ? alerts : silences;
    json(body)(response, received);
  });
  const title = 'The Alertmanager';
  const connection = { url: server.url, skipTlsVerify: false, headers: {} };
  const api = PrometheusApi.create({
    ...{ title, timeoutMs: 2_000, cache: AnswerCache.create() },
    guard: ServerGuard.create({ title, concurrency: 2 }),
    http: HttpClient.create({
      ...{ title, connection, timeoutMs: 2_000, maxAnswerBytes: 100_000 },
    }),
  });
  try {
    const { signal } = new AbortController();
    return await readSilences(api, { headers: {}, signal, ttlMs: 1_000 });
  } finally {
    await api.close();
    await server.stop();
  }
}

const alert = (labels: Record<string, string>): ActiveAlert => ({
  ...{ name: labels.alertname, state: 'firing', annotations: {}, labels },
});

describe('readSilences', () => {
  it('finds who silenced an alert, though labels were added to it', async () => {
    const silenceOf = await silencesOf(
      [routed({ alertname: 'a', job: 'x', region: 'eu' }, 's1')],
      [SILENCE],
    );

    expect(silenceOf(alert({ alertname: 'a', job: 'x' }))).toEqual({
      ...{ by: 'ada', comment: 'known', until: '2025-12-31T23:00:00.000Z' },
    });
  });

  it('takes no alert with other labels for a silenced one', async () => {
    const silenceOf = await silencesOf(
      [routed({ alertname: 'a', job: 'x' }, 's1'), routed({ alertname: 'b' })],
      [SILENCE],
    );

    expect(silenceOf(alert({ alertname: 'a', job: 'y' }))).toBeUndefined();
    expect(silenceOf(alert({ alertname: 'b' }))).toBeUndefined();
    expect(silenceOf(alert({ alertname: 'c' }))).toBeUndefined();
  });

  it('passes over what cannot be read, and silences that are gone', async () => {
    const silenceOf = await silencesOf(
      [null, { labels: 1 }, routed({ alertname: 'a' }, 'gone', 's1')],
      [{ id: 7 }, SILENCE],
    );

    expect(silenceOf(alert({ alertname: 'a' }))).toMatchObject({ by: 'ada' });
  });

  it('takes a silence whose end is no time for none, and reads the others', async () => {
    const silenceOf = await silencesOf(
      [routed({ alertname: 'a' }, 's0'), routed({ alertname: 'b' }, 's1')],
      [{ ...SILENCE, id: 's0', endsAt: 'whenever' }, SILENCE],
    );

    expect(silenceOf(alert({ alertname: 'a' }))).toBeUndefined();
    expect(silenceOf(alert({ alertname: 'b' }))).toMatchObject({ by: 'ada' });
  });

  it('says that what answers is no Alertmanager', async () => {
    await expect(silencesOf({ status: 'success' }, [])).rejects.toThrow(
      /What answers for The Alertmanager is not the API of Prometheus: \/api\/v2\/alerts answers in another form/,
    );
  });
});
