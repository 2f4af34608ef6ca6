import type {
  Operation,
  OperationRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { HealthFixture } from '../__testUtils__/healthFixture';
import { observation } from '../__testUtils__/startDelivery';

jest.setTimeout(120_000);

const PATH = 'prod/acme/payments';

/** Runs 2.4.0 in the beginning, and whatever Git wants after a rollback. */
async function runs(on: HealthFixture, version: string, revision: string) {
  const sink = await on.started.observer.sink();
  await sink.replace([
    observation(on.git.url, PATH, {
      images: [`registry.example.org/payments:${version}`],
      sync: { status: 'in-sync', revision },
      replicas: { desired: 3, ready: 3, updated: 3 },
    }),
  ]);
}

async function rollBack(on: HealthFixture): Promise<string> {
  const { version = '', commit } = on.deployment.desired;
  const body: OperationRequest = {
    ...{ type: 'rollback', deploymentId: on.deployment.id, version: '2.3.1' },
    ...{ expected: { version, commit }, reason: 'It fails' },
  };
  const response = await on.started.api
    .post('/api/delivery/v1/operations')
    .set('Idempotency-Key', 'a-key-for-this-test')
    .send(body)
    .expect(202);
  const { commit: made } = await on.started.until<Operation>(
    `/operations/${response.body.id}`,
    operation => Boolean(operation.commit),
  );
  await runs(on, '2.3.1', made!);
  return response.body.id;
}

function ended(on: HealthFixture, id: string): Promise<Operation> {
  return on.started.until<Operation>(`/operations/${id}`, operation =>
    Boolean(operation.endedAt),
  );
}

function verifying(operation: Operation) {
  return operation.stepDetails.find(({ name }) => name === 'verifying');
}

describe('verifyStep', () => {
  let on: HealthFixture;

  beforeEach(() => {
    on = new HealthFixture();
    on.burn();
  });

  afterEach(async () => {
    await on.stop();
  });

  /** Fails until the version from before runs, then as the test says. */
  function afterwards(errorRatio: number | undefined, perSecond = 50) {
    const from = Date.now() / 1000;
    const before = on.source.scripts.get('payments')!;
    on.source.scripts.set('payments', at => {
      if (at < from) {
        return before(at);
      }
      return errorRatio === undefined
        ? undefined
        : { perSecond, errorRatio, latency: 0.2 };
    });
  }

  async function begin(health: object = {}) {
    await on.start({ health: { verifyAfter: { seconds: 1 }, ...health } });
    await runs(on, '2.4.0', on.git.head());
    await on.until(({ status }) => status === 'burning');
  }

  it('ends as recovered, with the seconds and the evidence', async () => {
    await begin();
    const id = await rollBack(on);
    afterwards(0.001);
    const end = await ended(on, id);

    expect(end.state).toBe('recovered');
    expect(end.message.replace(/\u00a0/g, ' ')).toMatch(
      /^Recovered in \d+ s\. Failed requests are back from 4\.\d % to 0\.1 % \(n = [\d,]+\)\.$/,
    );
    expect(verifying(end)).toMatchObject({ status: 'done' });
    expect(end.can.undo).toBe(true);
  });

  it('ends as not recovered when it fails on, and says what that leaves behind', async () => {
    await begin({ verifyTimeout: { seconds: 2 } });
    const end = await ended(on, await rollBack(on));

    expect(end.state).toBe('not-recovered');
    expect(end.message).toMatch(/^Not recovered: 4\.2.% of requests fail/);
    expect(end.nextActs.join(' ')).toContain('2.4.0 may not be the cause');
    expect(verifying(end)).toMatchObject({ status: 'failed' });
  });

  it('ends as not verified when the source falls silent, with the cause', async () => {
    await begin({ patience: { milliseconds: 500 } });
    const id = await rollBack(on);
    await on.started.until<Operation>(
      `/operations/${id}`,
      ({ state }) => state === 'verifying',
    );
    on.source.failure = 'Prometheus eu-1 refused the connection.';
    const end = await ended(on, id);

    expect(end.state).toBe('not-verified');
    expect(end.message).toContain(
      'Scripted is silent: Prometheus eu-1 refused the connection.',
    );
    expect(end.message).toContain('2.3.1 runs');
    expect(end.can.undo).toBe(true);
  });

  it('goes on when the source comes back in time', async () => {
    await begin({ patience: { seconds: 20 } });
    const id = await rollBack(on);
    afterwards(0.001);
    on.source.failure = 'It is away for a moment.';
    await on.started.until<Operation>(`/operations/${id}`, operation =>
      Boolean(verifying(operation)?.message?.includes('away for a moment')),
    );
    on.source.failure = undefined;
    expect((await ended(on, id)).state).toBe('recovered');
  });

  it.each([
    ['no request comes', 0, /No request has come/],
    ['too few requests come', 1, /too few to be sure/],
  ])('ends as not verified when %s', async (_, perSecond, message) => {
    await begin({ verifyTimeout: { seconds: 2 } });
    const id = await rollBack(on);
    afterwards(0, perSecond);
    const end = await ended(on, id);
    expect(end.state).toBe('not-verified');
    expect(end.message).toMatch(message);
  });

  it('is completed, and claims no recovery, where nothing measures', async () => {
    on.source.claims = () => false;
    await on.start();
    await runs(on, '2.4.0', on.git.head());
    const end = await ended(on, await rollBack(on));
    expect(end.state).toBe('completed');
    expect(end.message).toContain('Whether requests recovered is not measured');
    expect(verifying(end)).toMatchObject({ status: 'skipped' });
  });

  it('says that an alert still fires, because it looks further back', async () => {
    on.source.alerts.set('payments', [
      { name: 'TooManyRequestsFail', state: 'firing', labels: {} },
    ]);
    await begin();
    const id = await rollBack(on);
    afterwards(0.001);
    expect((await ended(on, id)).message).toContain(
      'The alert TooManyRequestsFail still fires; it looks further back.',
    );
  });
});
