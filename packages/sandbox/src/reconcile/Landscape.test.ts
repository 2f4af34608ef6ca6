import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startTestSandbox, version } from '../testUtils/startTestSandbox';

const VALUES = 'prod/acme/payments/values.yaml';
const PAYMENTS = 'registry.example.org/retail/payments';

describe('the simulated clusters', () => {
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;

  beforeEach(async () => {
    sandbox = await startTestSandbox();
  });

  afterEach(async () => sandbox.stop());

  const payments = async () =>
    (await sandbox.application('EU1', 'payments-acme')).status;
  const untilPayments = (what: string, test: (status: any) => boolean) =>
    until(what, async () => {
      const status = await payments();
      return test(status) ? status : undefined;
    });

  it('begin in the state that the story tells', async () => {
    const acme = await payments();
    const globex = (await sandbox.application('EU2', 'payments-globex')).status;
    const qa = (await sandbox.application('EUQA', 'payments-qa')).status;

    expect(acme.summary.images).toEqual([`${PAYMENTS}:2.4.0`]);
    expect(acme.health).toMatchObject({
      status: 'Degraded',
      message: expect.stringContaining('2 of 3 replicas ready'),
    });
    expect(globex.summary.images).toEqual([`${PAYMENTS}:2.3.1`]);
    expect(globex.health.status).toBe('Healthy');
    expect(qa.summary.images).toEqual([`${PAYMENTS}:2.4.0`]);
    expect(qa.health.message).toContain('image tag 2.4.1 not found');
    expect(qa.sync.status).toBe('Synced');
  });

  it('remember each deployment as Argo CD does', async () => {
    const { history, operationState } = await payments();
    const times = history.map((entry: any) => entry.deployedAt);

    expect([...times].sort()).toEqual(times);
    expect(history).toHaveLength(10);
    expect(history.at(-1)?.revision).toMatch(/^[0-9a-f]{40}$/);
    expect(operationState.phase).toBe('Succeeded');
    expect(operationState.syncResult.revision).toBe(history.at(-1)?.revision);
  });

  it('bring an earlier version back after a push, pod by pod', async () => {
    const { clientOf } = sandbox;
    const watch = await clientOf('EU1').watch(
      '/apis/argoproj.io/v1alpha1/applications?watch=true&fieldSelector=metadata.name%3Dpayments-acme',
    );
    const commit = await sandbox.push({ [VALUES]: version('2.3.1') });
    const status = await untilPayments(
      '2.3.1 is healthy',
      ({ health, summary }) =>
        health.status === 'Healthy' &&
        summary.images[0] === `${PAYMENTS}:2.3.1`,
    );
    watch.close();
    const seen = watch.events.map(({ object }) => object.status);
    const healths = seen.map(one => one.health.status);

    expect(status.sync).toMatchObject({ status: 'Synced', revision: commit });
    expect(status.summary.images).toEqual([`${PAYMENTS}:2.3.1`]);
    expect(status.history.at(-1)?.revision).toBe(commit);
    expect(seen.find(one => one.sync.revision === commit)?.sync.status).toBe(
      'OutOfSync',
    );
    expect(seen.map(one => one.operationState.phase)).toContain('Running');
    expect(healths.indexOf('Progressing')).toBeGreaterThan(0);
    expect(healths.lastIndexOf('Progressing')).toBeLessThan(
      healths.indexOf('Healthy'),
    );
  });

  it('run as many pods as Git says, all of the new version', async () => {
    await sandbox.push({
      [VALUES]: text =>
        version('2.3.1')(text).replace('replicas: 3', 'replicas: 2'),
    });
    await untilPayments(
      '2.3.1 is healthy',
      ({ health }) => health.status === 'Healthy',
    );
    const client = sandbox.clientOf('EU1');
    const path =
      '/api/v1/namespaces/retail-acme/pods?labelSelector=app%3Dpayments';
    const { body: pods } = await client.call(path);
    const { body: deployment } = await client.call(
      '/apis/apps/v1/namespaces/retail-acme/deployments/payments',
    );

    expect(pods.items).toHaveLength(2);
    expect(pods.items.map((pod: any) => pod.spec.containers[0].image)).toEqual(
      Array(2).fill(`${PAYMENTS}:2.3.1`),
    );
    expect(deployment.status).toMatchObject({
      readyReplicas: 2,
      updatedReplicas: 2,
    });
  });

  it('keep what runs when the image of the new version is not there', async () => {
    await sandbox.push({ [VALUES]: version('2.3.1') });
    await untilPayments(
      '2.3.1 is healthy',
      ({ health }) => health.status === 'Healthy',
    );
    await sandbox.push({ [VALUES]: version('2.4.1') });
    const status = await untilPayments(
      'the rollout has failed',
      ({ health }) => health.status === 'Degraded',
    );
    const events = await sandbox
      .clientOf('EU1')
      .call('/api/v1/namespaces/retail-acme/events');

    expect(status.health.message).toContain('image tag 2.4.1 not found');
    expect(status.summary.images).toEqual([`${PAYMENTS}:2.3.1`]);
    expect(events.body.items).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining(`${PAYMENTS}:2.4.1: not found`),
      }),
    );
  });

  it('say that a folder cannot be read, and recover', async () => {
    await sandbox.push({ [VALUES]: () => 'image: [' });
    const broken = await untilPayments(
      'the error is told',
      ({ sync }) => sync.status === 'Unknown',
    );
    await sandbox.push({
      [VALUES]: () =>
        `image:\n  repository: ${PAYMENTS}\n  tag: "2.3.1"\nreplicas: 3\n`,
    });
    const mended = await untilPayments(
      '2.3.1 is healthy',
      ({ health }) => health.status === 'Healthy',
    );

    expect(broken.conditions).toEqual([
      expect.objectContaining({
        type: 'ComparisonError',
        message: expect.stringContaining('values.yaml'),
      }),
    ]);
    expect(broken.summary.images).toEqual([`${PAYMENTS}:2.4.0`]);
    expect(mended.conditions).toBeUndefined();
  });

  it('follow the newest of several pushes', async () => {
    await sandbox.push({ [VALUES]: version('2.2.3') });
    const last = await sandbox.push({ [VALUES]: version('2.3.1') });
    const status = await untilPayments(
      '2.3.1 is healthy',
      ({ health, summary }) =>
        health.status === 'Healthy' && summary.images[0].endsWith(':2.3.1'),
    );

    expect(status.sync.revision).toBe(last);
    expect(status.summary.images).toEqual([`${PAYMENTS}:2.3.1`]);
  });

  it('take away what is no longer in Git', async () => {
    await sandbox.removeFolder('prod/acme/reports');
    const gone = await until('the Application is gone', async () => {
      const body = await sandbox.application('EU1', 'reports-acme');
      return body.kind === 'Status' ? body : undefined;
    });
    const pods = await sandbox
      .clientOf('EU1')
      .call('/api/v1/namespaces/retail-acme/pods?labelSelector=app%3Dreports');

    expect(gone.code).toBe(404);
    expect(pods.body.items).toEqual([]);
  });

  it('leave the syncs alone when only the hold changes', async () => {
    const before = await payments();
    const commit = await sandbox.push({
      'prod/acme/payments/delivery.yaml': text => `${text}# a remark\n`,
    });
    const after = await untilPayments(
      'Git was compared',
      ({ sync }) => sync.revision === commit,
    );

    expect(after.sync.status).toBe('Synced');
    expect(after.history).toEqual(before.history);
  });

  it('take the wish for a refresh away, and show that it was fulfilled', async () => {
    const before = await payments();
    const path =
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/payments-acme';
    await sandbox.clientOf('EU1').patch(path, {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
    });
    await until('it was reconciled', async () => {
      const { metadata, status } = await sandbox.application(
        'EU1',
        'payments-acme',
      );
      return (
        !metadata.annotations?.['argocd.argoproj.io/refresh'] &&
        status.reconciledAt >= before.reconciledAt
      );
    });

    expect((await payments()).sync.status).toBe('Synced');
  });
});

it('silences one cluster a while after it was listed, and no other', async () => {
  const sandbox = await startTestSandbox({ silentAfterMs: 50 });
  const path = '/apis/argoproj.io/v1alpha1/applications';
  const first = await sandbox.clientOf('DEV1').call(path);
  const cause = await until('it does not answer', () =>
    sandbox
      .clientOf('DEV1')
      .call(path)
      .then(() => undefined)
      .catch(error => error.code),
  );
  const other = await sandbox.clientOf('EU1').call(path);
  await sandbox.stop();

  expect(first.body.items.length).toBeGreaterThan(5);
  expect(['ECONNREFUSED', 'ECONNRESET']).toContain(cause);
  expect(other.status).toBe(200);
});
