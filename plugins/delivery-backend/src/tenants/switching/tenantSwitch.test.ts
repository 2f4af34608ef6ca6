import type {
  Change,
  TenantChangePlan,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../../__testUtils__/GitFixture';
import { permissionsBut } from '../../__testUtils__/permissionsBut';
import {
  type StartedDelivery,
  deliveryConfig,
  startDelivery,
} from '../../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1/tenants';
const FILE = '# ours\nplan: large\n';
const DAY_MS = 86_400_000;
/** The day so many days from now, in UTC. */
const dayIn = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const KEPT_UNTIL = dayIn(10);

describe('switching a tenant', () => {
  let git: GitFixture;
  let started: StartedDelivery;
  let denied: string[];
  const { factory } = permissionsBut(({ permission }) =>
    denied.includes(permission.name),
  );
  const text = (path: string) => git.run(['show', `main:${path}`], git.bare);
  const post = (path: string, body: object, key = 'the-long-key') =>
    started.api.post(`${API}/${path}`).set('Idempotency-Key', key).send(body);
  const ask = { reason: 'contract ended', dataKeptUntil: KEPT_UNTIL };
  const commits = () =>
    Number(git.run(['rev-list', '--count', 'main'], git.bare));
  const untilState = (state: string) =>
    started.until<TenantsResponse>('/tenants', ({ items }) =>
      items.some(item => item.name === 'acme' && item.state === state),
    );

  beforeEach(async () => {
    denied = [];
    git = GitFixture.create();
    git.commit({
      files: {
        'prod/acme/payments/values.yaml': helmValues('2.4.0'),
        'prod/acme/cart/values.yaml': helmValues('2.9.0'),
        'prod/globex/cart/values.yaml': helmValues('2.9.0'),
        'tenants/acme.yaml': FILE,
      },
    });
    const [repository] = deliveryConfig(git.url).delivery.repositories;
    started = await startDelivery({
      ...{ url: git.url, features: [factory] },
      config: { repositories: [{ ...repository, tenantsFolder: 'tenants' }] },
    });
    await untilState('live');
  });

  afterEach(async () => {
    await started.backend.stop();
    git.dispose();
  });

  it('shows every line beforehand, and changes nothing', async () => {
    const { body } = await post('acme/suspend/plan', ask).expect(200);
    const plan = body as TenantChangePlan;

    expect(plan.files.map(({ path, status }) => [path, status])).toEqual([
      ['prod/acme/cart/values.yaml', 'changed'],
      ['prod/acme/payments/values.yaml', 'changed'],
      ['tenants/acme.yaml', 'changed'],
    ]);
    expect(plan.scaled.map(({ from, to }) => [from, to])).toEqual([
      ...[
        [3, 0],
        [3, 0],
      ],
    ]);
    expect(plan.head).toBe(git.head());
    expect(text('tenants/acme.yaml')).toBe(FILE.trim());
  });

  it('off is one commit that says who and why; on gives every byte back', async () => {
    const before = text('prod/acme/cart/values.yaml');
    const { body } = await post('acme/suspend', ask).expect(201);

    expect((body as Change).subject).toBe('Suspend tenant acme');
    expect(commits()).toBe(2);
    expect(text('prod/acme/cart/values.yaml')).toContain('replicas: 0');
    expect(text('prod/globex/cart/values.yaml')).toContain('replicas: 3');
    const { items } = await untilState('suspended');
    expect(items[0].suspended).toMatchObject({
      ...{ by: 'user:default/mock', reason: 'contract ended' },
      dataKeptUntil: KEPT_UNTIL,
    });

    await post('acme/resume', { reason: 'paid' }, 'another-key').expect(201);
    await untilState('live');
    expect(text('tenants/acme.yaml')).toBe(FILE.trim());
    expect(text('prod/acme/cart/values.yaml')).toBe(before);
  });

  it('twice with one key is one commit', async () => {
    const answers = await Promise.all([
      post('acme/suspend', ask),
      post('acme/suspend', ask),
    ]);
    // Either is told of the same commit, or that the other one is at it.
    expect(answers.map(({ status }) => status)).toContain(201);
    const again = await post('acme/suspend', ask).expect(201);
    expect((again.body as Change).commit).toBe(git.head());
    expect(commits()).toBe(2);
  });

  it('is no answer to another wish under the same key', async () => {
    await post('acme/suspend', ask, 'one-key-of-test').expect(201);
    const { body } = await post(
      ...(['acme/resume', { reason: 'paid' }, 'one-key-of-test'] as const),
    ).expect(409);

    expect(body.error.message).toContain('sent with another change');
    expect(commits()).toBe(2);
  });

  it('is refused when the folder changed since it was looked at', async () => {
    const { body } = await post('acme/suspend/plan', ask).expect(200);
    git.pull();
    git.commit({
      files: { 'prod/acme/cart/values.yaml': helmValues('3.0.0') },
      author: 'dev-9',
    });
    const { status, body: answer } = await post('acme/suspend', {
      ...{ ...ask, base: (body as TenantChangePlan).head },
    });

    expect(status).toBe(409);
    expect(answer.error.message).toMatch(/^dev-9 changed it first/);
    expect(text('tenants/acme.yaml')).toBe(FILE.trim());
  });

  it('may keep data until the day that is still today somewhere', async () => {
    const today = { ...ask, dataKeptUntil: dayIn(0) };
    const { status } = await post('acme/suspend/plan', today);
    expect(status).toBe(200);
  });

  it.each<[string, object, number, string]>([
    ['suspend', { reason: ' ' }, 400, 'Say why: the reason is empty.'],
    ['suspend', { reason: 'x'.repeat(301) }, 400, 'The reason is longer'],
    ['suspend', { reason: 'x', dataKeptUntil: '2026-99-99' }, 400, 'is no day'],
    [
      'suspend',
      { reason: 'x', dataKeptUntil: dayIn(-3) },
      ...([400, 'that day is over. Say a later one, or none.'] as const),
    ],
    ['resume', { reason: 'x' }, 409, 'acme is not suspended.'],
  ])(
    'by %s with %j is refused in a sentence',
    async (kind, body, status, words) => {
      const answer = await post(`acme/${kind}`, body);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toContain(words);
    },
  );

  it('is for those who may change all of its services, and its file', async () => {
    denied = ['delivery.deployment.update'];
    await post('acme/suspend/plan', ask).expect(403);
    await post('acme/suspend', ask).expect(403);
    denied = ['delivery.repository.update'];
    await post('acme/suspend', ask).expect(403);
    expect(commits()).toBe(1);
    await post('hooli/suspend', ask, 'hooli-key').expect(404);
  });
});
