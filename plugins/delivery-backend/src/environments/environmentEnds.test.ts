import type {
  Change,
  ChangePlan,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import {
  fromNow,
  previewConfig,
  previewFiles,
} from '../__testUtils__/previewFixture';
import { useEnvironments } from '../__testUtils__/useEnvironments';

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

describe('the life of environments that exist only in Git', () => {
  const on = useEnvironments();

  describe('when they are prolonged', () => {
    const expires = fromNow({ days: 1 });
    const later = fromNow({ days: 3 });

    beforeEach(async () => {
      on.git.commit({
        files: {
          ...previewFiles('try-1', 'orders', expires),
          ...previewFiles('try-1', 'cart', expires),
          'preview/try-1/stays/values.yaml': helmValues('1.0.0'),
        },
      });
      await on.deployments(4);
    });

    it('change in one line of each folder that ends, in one commit', async () => {
      const before = on.git.head();
      const reason = 'Still tested.';
      const ask = { expires: later, reason };
      const { body: plan } = await on
        .post('/try-1/prolong/plan', ask)
        .expect(200);
      const { body } = await on
        .post('/try-1/prolong', {
          ...{ ...ask, base: (plan as ChangePlan).head },
        })
        .expect(201);

      expect((plan as ChangePlan).files.map(({ path }) => path)).toEqual([
        ...['preview/try-1/cart/delivery.yaml'],
        ...['preview/try-1/orders/delivery.yaml'],
      ]);
      expect((body as Change).state).toBe('committed');
      expect(on.git.run(['rev-parse', 'main~1'], on.git.bare)).toBe(before);
      expect(on.show('preview/try-1/cart/delivery.yaml')).toBe(
        `component: cart\nexpires: ${later} # agreed`,
      );
      const { life } = await on.details('try-1');
      expect(life).toMatchObject({ expires: later, staying: 1 });
      expect(
        on.git.run(['log', '-1', '--format=%B', 'main'], on.git.bare),
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
      const before = on.git.head();
      const answer = await on.post('/try-1/prolong', {
        ...{ expires: later, reason: 'No.', ...body },
      });
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(sentence);
      expect(on.git.head()).toBe(before);
    });

    it('are told again what a lost answer said, and take no other change under its key', async () => {
      const ask = { expires: later, reason: 'Long.', base: on.git.head() };
      const first = await on.post('/try-1/prolong', ask, 'one-key-of-test');
      const again = await on.post('/try-1/prolong', ask, 'one-key-of-test');
      const end = { reason: 'Done.', base: on.git.head() };
      const other = await on.post('/try-1/end', end, 'one-key-of-test');
      const ended = await on.post('/try-1/end', end, 'end-key-of-test');
      const twice = await on.post('/try-1/end', end, 'end-key-of-test');

      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body.commit).toBe(first.body.commit);
      expect(other.status).toBe(409);
      expect(other.body.error.message).toContain('sent with another change');
      expect([ended.status, twice.status]).toEqual([201, 201]);
      expect(twice.body.id).toBe(ended.body.id);
    });

    it('never lose the end that their kind requires', async () => {
      await on.started.backend.stop();
      await on.start(requiringEnds(on.git.url));
      await on.deployments(4);
      const change = (files: object[]) =>
        on.started.api
          .post(`${API}/changes`)
          .set('Idempotency-Key', on.key())
          .send({
            ...{ repository: 'gitops', kind: 'update', subject: 's' },
            ...{ reason: 'r', base: on.git.head(), files },
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
      const base = on.git.head();
      on.git.commit({
        files: previewFiles('try-1', 'cart', fromNow({ days: 2 })),
        author: 'dev-2',
      });
      const answer = await on.post('/try-1/prolong', {
        ...{ expires: later, reason: 'No.', base },
      });
      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toContain('dev-2 changed it first');
    });

    it('ask who did not make them for the permission to change', async () => {
      on.denied.add('delivery.deployment.update');
      const { can } = await on.details('try-1');
      expect(can.end).toMatchObject({
        ...{ allowed: false, reason: expect.stringContaining('may not') },
      });
      await on
        .post('/try-1/prolong', {
          ...{ expires: later, reason: 'No.', base: on.git.head() },
        })
        .expect(403);
    });
  });

  describe('when somebody ends them', () => {
    it('lose all their folders in one commit, and others lose none', async () => {
      on.git.commit({
        files: {
          ...previewFiles('try-1', 'orders', fromNow({ days: 1 })),
          ...previewFiles('try-1', 'cart'),
          ...previewFiles('try-10', 'cart', fromNow({ days: 1 })),
        },
      });
      await on.deployments(4);
      const reason = 'Done with it.';
      const { body: plan } = await on.post('/try-1/end/plan', { reason });
      await on.post('/try-1/end', { reason, base: plan.head }).expect(201);

      expect((plan as ChangePlan).files).toHaveLength(4);
      expect(
        on.git
          .run(['ls-tree', '-r', '--name-only', 'main'], on.git.bare)
          .split('\n'),
      ).toEqual([
        ...['preview/try-10/cart/delivery.yaml'],
        ...['preview/try-10/cart/values.yaml', 'qa/orders/values.yaml'],
      ]);
    });

    it('say what is held, and go only when that is meant as well', async () => {
      const hold = 'hold: { version: 1.0.0, by: ann, reason: a demo }\n';
      on.git.commit({
        files: previewFiles('try-1', 'cart', fromNow({ days: 1 }), hold),
      });
      await on.deployments(2);
      const ask = { reason: 'Done.', base: on.git.head() };
      await on.post('/try-1/end/plan', { reason: 'Done.' }).expect(200);
      const refused = await on.post('/try-1/end', ask);
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain(
        'cart is held at 1.0.0 by ann (a demo)',
      );
      await on.post('/try-1/end', { ...ask, heldToo: true }).expect(201);
    });

    it.each([
      ['qa', 400, /is a configured environment/],
      ['nowhere', 404, /There is no environment/],
    ])('refuse %s', async (name, status, sentence) => {
      const answer = await on.post(`/${name}/end`, { reason: 'No.' });
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(sentence);
    });
  });
});
