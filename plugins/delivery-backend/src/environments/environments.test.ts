import { helmValues } from '../__testUtils__/GitFixture';
import { fromNow, previewFiles } from '../__testUtils__/previewFixture';
import { useEnvironments } from '../__testUtils__/useEnvironments';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

describe('environments that exist only in Git', () => {
  const on = useEnvironments();

  it('appear with their first folder where their kind stands, and tell of their life', async () => {
    const expires = fromNow({ days: 2 });
    const commit = on.git.commit({
      files: previewFiles('try-1', 'orders', expires),
      message:
        'Copy qa to try-1\n\nReason: A test.\nRequested-By: user:default/dev-1\nCopied-From: qa\n',
    });
    on.git.commit({ files: previewFiles('try-1', 'cart', expires) });
    await on.deployments(3);
    const { items, kinds } = await on.list();
    const { folders, can } = await on.details('try-1');

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
    on.git.commit({ files });
    await on.deployments(2);
    on.git.commit({
      files: Object.fromEntries(Object.keys(files).map(path => [path, null])),
    });
    await on.deployments(1);

    const { items } = await on.list();
    expect(items.map(({ name }) => name)).toEqual(['dev', 'qa', 'prod']);
    await on.started.api.get(`${API}/environments/try-1`).expect(404);
    const health = await on.started.api.get(`${API}/health`);
    expect(JSON.stringify(health.body)).not.toContain('try-1');
  });

  it('are none when their name is refused, and that is said', async () => {
    on.git.commit({
      files: {
        ...previewFiles('QA', 'orders'),
        ...previewFiles('pr0d', 'orders'),
        ...previewFiles('team', 'orders'),
        ...previewFiles('tеst', 'orders'),
        ...previewFiles('good', 'orders', fromNow({ days: 1 })),
      },
    });
    await on.deployments(2);
    const { refused, items } = await on.list();

    expect(items).toHaveLength(4);
    expect(refused.map(({ path, message }) => [path, message])).toEqual([
      ['preview/QA/orders', expect.stringContaining('is configured already')],
      ['preview/pr0d/orders', expect.stringContaining('looks like prod')],
      ['preview/team/orders', expect.stringContaining('is reserved')],
      ['preview/tеst/orders', expect.stringContaining('U+0435')],
    ]);
  });

  it('roll back as their kind says, and are found among deployments', async () => {
    on.git.commit({
      files: previewFiles('try-1', 'orders', fromNow({ days: 1 })),
    });
    await on.deployments(2);
    const { body } = await on.started.api.get(
      `${API}/deployments?environment=try-1`,
    );
    expect(body.items).toMatchObject([
      { environmentKind: 'preview', can: { rollback: { allowed: true } } },
    ]);
  });

  describe('when a change creates one', () => {
    const create = (files: Record<string, string>) =>
      on.started.api
        .post(`${API}/changes`)
        .set('Idempotency-Key', on.key())
        .send({
          ...{ repository: 'gitops', kind: 'copy', subject: 'Copy' },
          ...{ reason: 'A test.', copiedFrom: 'qa' },
          files: Object.entries(files).map(([path, text]) => ({ path, text })),
        });

    it('are of who made them: no leave is needed to change or end them', async () => {
      on.denied.add('delivery.deployment.update');
      const files = previewFiles('try-1', 'orders', fromNow({ days: 1 }));
      await create(files).expect(201);
      const later = { expires: fromNow({ days: 2 }), reason: 'Longer.' };
      await on
        .post('/try-1/prolong', { ...later, base: on.git.head() })
        .expect(201);
      expect((await on.details('try-1')).can.end).toEqual({ allowed: true });
      const done = { reason: 'Done.', base: on.git.head() };
      await on.post('/try-1/end', done).expect(201);
    });

    it('are not to be added to by others, nor is what is configured', async () => {
      on.git.commit({
        files: previewFiles('try-1', 'orders', fromNow({ days: 1 })),
        message: 'Copy\n\nRequested-By: user:default/ann\n',
      });
      await on.deployments(2);
      on.denied.add('delivery.deployment.update');
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
      const { life } = await on.details('try-1');
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
      const before = on.git.head();
      const answer = await create(files);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(sentence);
      expect(on.git.head()).toBe(before);
    });
  });
});
