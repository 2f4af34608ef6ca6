import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Change,
  ChangePlan,
  DeploymentFiles,
  DeploymentsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

describe('texts of a repository', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;
  let id: string;
  let isDenied = false;

  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({
        result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
  });
  const files = (ofId = id) =>
    started.api.get(`${API}/deployments/${ofId}/files`);

  beforeEach(async () => {
    isDenied = false;
    fixture = GitFixture.create();
    fixture.commit({
      files: {
        'dev/payments/values.yaml': helmValues('2.4.0'),
        'dev/payments/templates/extra.yaml': 'kind: ConfigMap\n',
        'dev/payments/logo.png': Buffer.from([0x89, 0, 1]),
        'dev/payments-api/values.yaml': helmValues('1.0.0'),
      },
    });
    started = await startDelivery({
      ...{ url: fixture.url, features: [permissions.factory] },
    });
    const { items } = await started.until<DeploymentsPage>(
      '/deployments?component=payments',
      page => page.totalItems === 1,
    );
    id = items[0].id;
  });

  afterEach(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('are those of the folder at the newest commit, and of no neighbour', async () => {
    const { body } = await files().expect(200);

    expect(body as DeploymentFiles).toEqual({
      ...{ deploymentId: id, repository: 'gitops', path: 'dev/payments' },
      commit: fixture.head(),
      files: [
        { path: 'logo.png', size: 3 },
        { path: 'templates/extra.yaml', text: 'kind: ConfigMap\n', size: 16 },
        {
          ...{ path: 'values.yaml', text: helmValues('2.4.0') },
          size: helmValues('2.4.0').length,
        },
      ],
    });
  });

  it('are kept from who may not see the deployment', async () => {
    isDenied = true;
    const { status, body } = await files();

    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toContain('registry.example.org');
  });

  it('are not there for a deployment that is not there', async () => {
    const change = await started.api.get(`${API}/changes/nobody/files`);

    expect((await files('nobody')).status).toBe(404);
    expect(change.status).toBe(404);
  });

  it('are refused when nobody would want to copy so much', async () => {
    const text = 'x'.repeat(1024 * 1024);
    fixture.commit({
      files: Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [
          `dev/payments/big-${index}.txt`,
          `${index}${text.slice(1)}`,
        ]),
      ),
    });
    await started.until<DeploymentsPage>(
      '/deployments?component=payments',
      ({ items }) => items[0]?.desired.commit === fixture.head(),
    );

    const { status, body } = await files();
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'The files of dev/payments are larger than 8 MiB together.',
    );
  });

  it('of a change are told before and after it, also when others went on', async () => {
    const made = await started.api
      .post(`${API}/changes`)
      .set('Idempotency-Key', 'key-of-the-test')
      .send({
        ...{ repository: 'gitops', kind: 'update', subject: 'Change' },
        ...{ reason: 'A test.', base: fixture.head() },
        files: [
          { path: 'dev/payments/values.yaml', text: helmValues('2.5.0') },
          { path: 'dev/payments/templates/extra.yaml' },
          { path: 'dev/payments/new.yaml', text: 'a: 1\n' },
        ],
      })
      .expect(201);
    const change = made.body as Change;
    fixture.pull();
    fixture.commit({ files: { 'dev/payments/values.yaml': helmValues('9') } });

    const { body } = await started.api
      .get(`${API}/changes/${change.id}/files`)
      .expect(200);
    expect(body as ChangePlan).toEqual({
      ...{ repository: 'gitops', head: change.commit },
      files: [
        { path: 'dev/payments/new.yaml', status: 'added', after: 'a: 1\n' },
        {
          ...{ path: 'dev/payments/templates/extra.yaml', status: 'removed' },
          before: 'kind: ConfigMap\n',
        },
        {
          ...{ path: 'dev/payments/values.yaml', status: 'changed' },
          ...{ before: helmValues('2.4.0'), after: helmValues('2.5.0') },
        },
      ],
    });
  });
});
