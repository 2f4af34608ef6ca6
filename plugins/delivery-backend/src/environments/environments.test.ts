import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Change,
  ChangePlan,
  DeploymentsPage,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  fromNow,
  previewConfig,
  previewFiles,
} from '../__testUtils__/previewFixture';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';
import type { EnvironmentList } from './DefaultEnvironmentsService';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

/** The configuration of the tests, with a kind of which each folder must end. */
function requiringEnds(url: string) {
  const config = previewConfig(url);
  return {
    ...config,
    environments: config.environments.map(each =>
      'kind' in each && each.timeToLive
        ? { ...each, timeToLive: { ...each.timeToLive, required: true } }
        : each,
    ),
  };
}

describe('environments that exist only in Git', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;
  let keys = 0;
  const denied = new Set<string>();
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: denied.has(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
  });

  const list = async () =>
    (await started.api.get(`${API}/environments`)).body as EnvironmentList;
  const details = async (name: string) =>
    (await started.api.get(`${API}/environments/${name}`).expect(200))
      .body as EnvironmentDetails;
  const post = (
    path: string,
    body: object,
    key = `key-of-test-${(keys += 1)}`,
  ) =>
    started.api
      .post(`${API}/environments${path}`)
      .set('Idempotency-Key', key)
      .send(body);
  const deployments = (count: number) =>
    started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === count,
    );
  const show = (path: string) =>
    fixture.run(['show', `main:${path}`], fixture.bare);

  beforeEach(async () => {
    denied.clear();
    fixture = GitFixture.create();
    fixture.commit({ files: { 'qa/orders/values.yaml': helmValues('1.0.0') } });
    started = await startDelivery({
      url: fixture.url,
      config: previewConfig(fixture.url),
      features: [permissions.factory],
    });
    await deployments(1);
  });

  afterEach(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('appear with their first folder where their kind stands, and tell of their life', async () => {
    const expires = fromNow({ days: 2 });
    const commit = fixture.commit({
      files: previewFiles('try-1', 'orders', expires),
      message:
        'Copy qa to try-1\n\nReason: A test.\nRequested-By: user:default/dev-1\nCopied-From: qa\n',
    });
    fixture.commit({ files: previewFiles('try-1', 'cart', expires) });
    await deployments(3);
    const { items, kinds } = await list();
    const { folders, can } = await details('try-1');

    expect(items.map(({ name }) => name)).toEqual([
      ...['dev', 'qa', 'try-1', 'prod'],
    ]);
    expect(items[2]).toEqual({
      ...{ name: 'try-1', title: 'Preview try-1', order: 2, tenants: [] },
      ...{ deployments: 2, policy: { rollback: 'allow' } },
      life: {
        ...{ kind: 'preview', commit, copiedFrom: 'qa', reason: 'A test.' },
        ...{ expires, staying: 0, problems: [] },
        commitUrl: `https://git.example.org/gitops/commit/${commit}`,
        createdBy: { name: 'dev-1', entityRef: 'user:default/dev-1' },
        since: expect.stringMatching(/^2025-10-09T/),
      },
    });
    expect(kinds).toEqual([
      {
        ...{ kind: 'preview', title: 'Preview {name}', order: 2 },
        ...{ reserved: ['team'], policy: { rollback: 'allow' } },
        timeToLive: { required: true, usual: 'P3D', longest: 'P2W' },
      },
    ]);
    expect(folders).toMatchObject([
      { component: 'cart', path: 'preview/try-1/cart', expires },
      { component: 'orders', version: '1.0.0', expires },
    ]);
    expect(can).toEqual({ prolong: { allowed: true }, end: { allowed: true } });
  });

  it('disappear with their last folder, and leave no ghost behind', async () => {
    const files = previewFiles('try-1', 'orders', fromNow({ days: 2 }));
    fixture.commit({ files });
    await deployments(2);
    fixture.commit({
      files: Object.fromEntries(Object.keys(files).map(path => [path, null])),
    });
    await deployments(1);

    const { items } = await list();
    expect(items.map(({ name }) => name)).toEqual(['dev', 'qa', 'prod']);
    await started.api.get(`${API}/environments/try-1`).expect(404);
    const health = await started.api.get(`${API}/health`);
    expect(JSON.stringify(health.body)).not.toContain('try-1');
  });

  it('are none when their name is refused, and that is said', async () => {
    fixture.commit({
      files: {
        ...previewFiles('QA', 'orders'),
        ...previewFiles('pr0d', 'orders'),
        ...previewFiles('team', 'orders'),
        ...previewFiles('tеst', 'orders'),
        ...previewFiles('good', 'orders', fromNow({ days: 1 })),
      },
    });
    await deployments(2);
    const { refused, items } = await list();

    expect(items).toHaveLength(4);
    expect(refused.map(({ path, message }) => [path, message])).toEqual([
      ['preview/QA/orders', expect.stringContaining('is configured already')],
      ['preview/pr0d/orders', expect.stringContaining('looks like prod')],
      ['preview/team/orders', expect.stringContaining('is reserved')],
      ['preview/tеst/orders', expect.stringContaining('U+0435')],
    ]);
  });

  it('roll back as their kind says, and are found among deployments', async () => {
    fixture.commit({
      files: previewFiles('try-1', 'orders', fromNow({ days: 1 })),
    });
    await deployments(2);
    const { body } = await started.api.get(
      `${API}/deployments?environment=try-1`,
    );
    expect(body.items).toMatchObject([
      { environmentKind: 'preview', can: { rollback: { allowed: true } } },
    ]);
  });

  describe('when they are prolonged', () => {
    const expires = fromNow({ days: 1 });
    const later = fromNow({ days: 3 });

    beforeEach(async () => {
      fixture.commit({
        files: {
          ...previewFiles('try-1', 'orders', expires),
          ...previewFiles('try-1', 'cart', expires),
          'preview/try-1/stays/values.yaml': helmValues('1.0.0'),
        },
      });
      await deployments(4);
    });

    it('change in one line of each folder that ends, in one commit', async () => {
      const before = fixture.head();
      const reason = 'Still tested.';
      const ask = { expires: later, reason };
      const { body: plan } = await post('/try-1/prolong/plan', ask).expect(200);
      const { body } = await post('/try-1/prolong', {
        ...{ ...ask, base: (plan as ChangePlan).head },
      }).expect(201);

      expect((plan as ChangePlan).files.map(({ path }) => path)).toEqual([
        ...['preview/try-1/cart/delivery.yaml'],
        ...['preview/try-1/orders/delivery.yaml'],
      ]);
      expect((body as Change).state).toBe('committed');
      expect(fixture.run(['rev-parse', 'main~1'], fixture.bare)).toBe(before);
      expect(show('preview/try-1/cart/delivery.yaml')).toBe(
        `component: cart\nexpires: ${later} # agreed`,
      );
      const { life } = await details('try-1');
      expect(life).toMatchObject({ expires: later, staying: 1 });
      expect(
        fixture.run(['log', '-1', '--format=%B', 'main'], fixture.bare),
      ).toMatch(
        /^Prolong try-1 until .*\n\nReason: Still tested\.\nRequested-By: user:default\/mock/,
      );
    });

    it.each([
      [{ expires: fromNow({ days: 15 }) }, 400, /live 2 weeks from now/],
      [{ expires: fromNow({ hours: 1 }) }, 400, /lives until .* already/],
      [{ expires: 'soon' }, 400, /no time with a zone/],
      [{}, 400, /base/],
    ])('refuse %j', async (body, status, sentence) => {
      const before = fixture.head();
      const answer = await post('/try-1/prolong', {
        ...{ expires: later, reason: 'No.', ...body },
      });
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(sentence);
      expect(fixture.head()).toBe(before);
    });

    it('are told again what a lost answer said, and take no other change under its key', async () => {
      const ask = { expires: later, reason: 'Long.', base: fixture.head() };
      const first = await post('/try-1/prolong', ask, 'one-key-of-test');
      const again = await post('/try-1/prolong', ask, 'one-key-of-test');
      const end = { reason: 'Done.', base: fixture.head() };
      const other = await post('/try-1/end', end, 'one-key-of-test');
      const ended = await post('/try-1/end', end, 'end-key-of-test');
      const twice = await post('/try-1/end', end, 'end-key-of-test');

      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body.commit).toBe(first.body.commit);
      expect(other.status).toBe(409);
      expect(other.body.error.message).toContain('sent with another change');
      expect([ended.status, twice.status]).toEqual([201, 201]);
      expect(twice.body.id).toBe(ended.body.id);
    });

    it('never lose the end that their kind requires', async () => {
      await started.backend.stop();
      started = await startDelivery({
        url: fixture.url,
        config: requiringEnds(fixture.url),
        features: [permissions.factory],
      });
      await deployments(4);
      const change = (files: object[]) =>
        started.api
          .post(`${API}/changes`)
          .set('Idempotency-Key', `key-of-test-${(keys += 1)}`)
          .send({
            ...{ repository: 'gitops', kind: 'update', subject: 's' },
            ...{ reason: 'r', base: fixture.head(), files },
          });
      const path = 'preview/try-1/cart/delivery.yaml';
      const emptied = await change([{ path, text: 'component: cart\n' }]);
      const removed = await change([{ path }]);
      const all = await change([
        ...[{ path }, { path: 'preview/try-1/cart/values.yaml' }],
      ]);

      expect([emptied.status, removed.status]).toEqual([400, 400]);
      expect(removed.body.error.message).toContain(
        'would no longer say when it ends',
      );
      expect(all.status).toBe(201);
    });

    it('refuse what was changed since it was looked at', async () => {
      const base = fixture.head();
      fixture.commit({
        files: previewFiles('try-1', 'cart', fromNow({ days: 2 })),
        author: 'dev-2',
      });
      const answer = await post('/try-1/prolong', {
        ...{ expires: later, reason: 'No.', base },
      });
      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toContain('dev-2 changed it first');
    });

    it('ask who did not make them for the permission to change', async () => {
      denied.add('delivery.deployment.update');
      const { can } = await details('try-1');
      expect(can.end).toMatchObject({
        ...{ allowed: false, reason: expect.stringContaining('may not') },
      });
      await post('/try-1/prolong', {
        ...{ expires: later, reason: 'No.', base: fixture.head() },
      }).expect(403);
    });
  });

  describe('when somebody ends them', () => {
    it('lose all their folders in one commit, and others lose none', async () => {
      fixture.commit({
        files: {
          ...previewFiles('try-1', 'orders', fromNow({ days: 1 })),
          ...previewFiles('try-1', 'cart'),
          ...previewFiles('try-10', 'cart', fromNow({ days: 1 })),
        },
      });
      await deployments(4);
      const reason = 'Done with it.';
      const { body: plan } = await post('/try-1/end/plan', { reason });
      await post('/try-1/end', { reason, base: plan.head }).expect(201);

      expect((plan as ChangePlan).files).toHaveLength(4);
      expect(
        fixture
          .run(['ls-tree', '-r', '--name-only', 'main'], fixture.bare)
          .split('\n'),
      ).toEqual([
        ...['preview/try-10/cart/delivery.yaml'],
        ...['preview/try-10/cart/values.yaml', 'qa/orders/values.yaml'],
      ]);
    });

    it('say what is held, and go only when that is meant as well', async () => {
      const hold = 'hold: { version: 1.0.0, by: ann, reason: a demo }\n';
      fixture.commit({
        files: previewFiles('try-1', 'cart', fromNow({ days: 1 }), hold),
      });
      await deployments(2);
      const ask = { reason: 'Done.', base: fixture.head() };
      await post('/try-1/end/plan', { reason: 'Done.' }).expect(200);
      const refused = await post('/try-1/end', ask);
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain(
        'cart is held at 1.0.0 by ann (a demo)',
      );
      await post('/try-1/end', { ...ask, heldToo: true }).expect(201);
    });

    it.each([
      ['qa', 400, /is a configured environment/],
      ['nowhere', 404, /There is no environment/],
    ])('refuse %s', async (name, status, sentence) => {
      const answer = await post(`/${name}/end`, { reason: 'No.' });
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(sentence);
    });
  });

  describe('when a change creates one', () => {
    const create = (files: Record<string, string>) =>
      started.api
        .post(`${API}/changes`)
        .set('Idempotency-Key', `key-of-test-${(keys += 1)}`)
        .send({
          ...{ repository: 'gitops', kind: 'copy', subject: 'Copy' },
          ...{ reason: 'A test.', copiedFrom: 'qa' },
          files: Object.entries(files).map(([path, text]) => ({ path, text })),
        });

    it('are of who made them: no leave is needed to change or end them', async () => {
      denied.add('delivery.deployment.update');
      const files = previewFiles('try-1', 'orders', fromNow({ days: 1 }));
      await create(files).expect(201);
      const later = { expires: fromNow({ days: 2 }), reason: 'Longer.' };
      await post('/try-1/prolong', { ...later, base: fixture.head() }).expect(
        201,
      );
      expect((await details('try-1')).can.end).toEqual({ allowed: true });
      const done = { reason: 'Done.', base: fixture.head() };
      await post('/try-1/end', done).expect(201);
    });

    it('are not to be added to by others, nor is what is configured', async () => {
      fixture.commit({
        files: previewFiles('try-1', 'orders', fromNow({ days: 1 })),
        message: 'Copy\n\nRequested-By: user:default/ann\n',
      });
      await deployments(2);
      denied.add('delivery.deployment.update');
      const files = previewFiles('try-1', 'cart', fromNow({ days: 1 }));
      const others = {
        'preview/try-1/cart/delivery.yaml': files[
          'preview/try-1/cart/delivery.yaml'
        ].replace('cart', 'orders'),
      };
      const [joined, configured] = await Promise.all([
        create(others),
        create({ 'dev/orders/values.yaml': helmValues('1.0.0') }),
      ]);
      expect([joined.status, configured.status]).toEqual([403, 403]);
    });

    it('keep from which environment it was copied', async () => {
      await create(
        previewFiles('try-1', 'orders', fromNow({ days: 1 })),
      ).expect(201);
      const { life } = await details('try-1');
      expect(life).toMatchObject({
        ...{ copiedFrom: 'qa', reason: 'A test.' },
        createdBy: { entityRef: 'user:default/mock' },
      });
    });

    it.each([
      [previewFiles('try-1', 'orders'), /does not say when it ends/],
      [
        { 'preview/try-1/orders/values.yaml': helmValues('1.0.0') },
        /does not say when it ends/,
      ],
      [
        previewFiles('try-1', 'orders', fromNow({ days: 15 })),
        /live 2 weeks from now at most/,
      ],
      [previewFiles('try-1', 'orders', 'soon'), /is no time with a zone/],
      [
        previewFiles('try-1', 'orders', fromNow({ hours: -1 })),
        /which is over/,
      ],
      [
        previewFiles('qa', 'orders', fromNow({ days: 1 })),
        /is configured already; choose another name\. Nothing was written/,
      ],
      [
        previewFiles('a'.repeat(41), 'orders', fromNow({ days: 1 })),
        /has 41 characters; 40 are the most/,
      ],
    ])('refuse %j', async (files, sentence) => {
      const before = fixture.head();
      const answer = await create(files);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(sentence);
      expect(fixture.head()).toBe(before);
    });
  });
});
