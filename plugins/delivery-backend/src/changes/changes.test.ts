import type {
  Change,
  ChangePlan,
  ChangeRequest,
  DeploymentsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { permissionsBut } from '../__testUtils__/permissionsBut';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';
const VALUES = helmValues('1.0.0');

function request(more: Partial<ChangeRequest> = {}): ChangeRequest {
  return {
    ...{ repository: 'gitops', kind: 'create', subject: 'Add orders to dev' },
    ...{ reason: 'A new service.', ...more },
    files: more.files ?? [{ path: 'dev/orders/values.yaml', text: VALUES }],
  };
}

describe('changes of a repository', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;
  let keys = 0;

  const denied = new Set<string>();
  const permissions = permissionsBut(({ permission }) =>
    denied.has(permission.name),
  );

  const make = (asked: ChangeRequest, key = `key-of-test-${(keys += 1)}`) =>
    started.api.post(`${API}/changes`).set('Idempotency-Key', key).send(asked);
  const paths = () =>
    fixture
      .run(['ls-tree', '-r', '--name-only', 'main'], fixture.bare)
      .split('\n');

  beforeEach(async () => {
    denied.clear();
    fixture = GitFixture.create();
    fixture.commit({
      files: {
        'prod/acme/payments/values.yaml': helmValues('2.4.0'),
        'prod/acme/payments/delivery.yaml': 'component: payments\n',
        'README.md': 'A repository\n',
      },
    });
    started = await startDelivery({
      ...{ url: fixture.url, features: [permissions.factory] },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('come as one commit that says who, why and by which change, and are deployments at once', async () => {
    const before = fixture.head();
    const { body } = await make(
      request({
        base: before,
        files: [
          { path: 'dev/orders/values.yaml', text: VALUES },
          { path: 'dev/orders/delivery.yaml', text: 'component: orders\n' },
          { path: 'prod/acme/payments/delivery.yaml' },
        ],
      }),
    ).expect(201);
    const change = body as Change;
    const page = await started.api.get(`${API}/deployments?component=orders`);

    expect(change).toMatchObject({
      ...{ state: 'committed', commit: fixture.head() },
      commitUrl: `https://git.example.org/gitops/commit/${fixture.head()}`,
      message: `3 files changed in gitops by ${fixture.head().slice(0, 7)}.`,
    });
    expect(fixture.run(['rev-parse', 'main~1'], fixture.bare)).toBe(before);
    expect(
      fixture.run(['log', '-1', '--format=%B', 'main'], fixture.bare),
    ).toBe(
      [
        ...['Add orders to dev', '', 'Reason: A new service.'],
        ...['Requested-By: user:default/mock'],
        `Portal-Operation-Id: ${change.id}`,
      ].join('\n'),
    );
    expect(paths()).toEqual([
      ...['README.md', 'dev/orders/delivery.yaml', 'dev/orders/values.yaml'],
      'prod/acme/payments/values.yaml',
    ]);
    expect(page.body.items).toMatchObject([
      { environment: 'dev', desired: { version: '1.0.0' } },
    ]);
    const again = await started.api.get(`${API}/changes/${change.id}`);
    expect(again.body).toEqual(change);
  });

  it('are planned without a trace, file by file with both texts', async () => {
    const head = fixture.head();
    const { body } = await started.api
      .post(`${API}/changes/plan`)
      .send(
        request({
          files: [
            { path: 'dev/orders/values.yaml', text: VALUES },
            {
              path: 'prod/acme/payments/delivery.yaml',
              text: 'component: p\n',
            },
          ],
        }),
      )
      .expect(200);

    expect(body as ChangePlan).toEqual({
      ...{ repository: 'gitops', head },
      files: [
        { path: 'dev/orders/values.yaml', status: 'added', after: VALUES },
        {
          ...{ path: 'prod/acme/payments/delivery.yaml', status: 'changed' },
          ...{ before: 'component: payments\n', after: 'component: p\n' },
        },
      ],
    });
    expect(fixture.head()).toBe(head);
  });

  it('change nothing when all is as wished already', async () => {
    const asked = request({ newFolders: ['dev/orders'] });
    await make(asked).expect(201);
    const head = fixture.head();
    const { body } = await make(asked).expect(201);

    expect(body).toMatchObject({
      ...{ state: 'committed', commit: head, paths: [] },
      message: 'gitops is as wished already; nothing was changed.',
    });
    expect(fixture.head()).toBe(head);
  });

  it('are made once for a key, and refuse another change under it', async () => {
    const asked = request();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => make(asked, 'the-same-key')),
    );
    const other = await make(request({ reason: 'Another.' }), 'the-same-key');

    expect(all.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(
      new Set(all.map(({ body }) => `${body.id} ${body.commit}`)).size,
    ).toBe(1);
    expect(fixture.run(['rev-list', '--count', 'main'], fixture.bare)).toBe(
      '2',
    );
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain('with another change');
  });

  it('let one of two who want the same folder have it', async () => {
    const of = (text: string) =>
      request({
        newFolders: ['dev/orders'],
        files: [{ path: 'dev/orders/values.yaml', text }],
      });
    const both = await Promise.all([
      make(of(VALUES)),
      make(of(helmValues('9.9.9'))),
    ]);
    const [won, lost] = both.sort((a, b) => a.status - b.status);

    expect(won.status).toBe(201);
    expect(lost.status).toBe(409);
    expect(lost.body.error.message).toBe(
      'dev/orders is there already; choose another name, or change what is there.',
    );
  });

  it('are refused when what they touch changed since it was looked at, and say by whom', async () => {
    const base = fixture.head();
    fixture.commit({
      files: { 'prod/acme/payments/values.yaml': helmValues('2.5.0') },
      ...{ message: 'Release 2.5.0', author: 'dev-2' },
    });
    const stale = await make(
      request({ base, removeFolders: ['prod/acme/payments'], files: [] }),
    );
    const elsewhere = await make(request({ base }));

    expect(stale.status).toBe(409);
    expect(stale.body.error.message).toMatch(
      /^dev-2 changed it first: [0-9a-f]{7} “Release 2\.5\.0”\./,
    );
    expect(elsewhere.status).toBe(201);
  });

  it('take a whole folder away, and the deployment with it', async () => {
    await make(
      request({
        ...{ kind: 'remove', files: [], base: fixture.head() },
        removeFolders: ['prod/acme/payments'],
      }),
    ).expect(201);

    expect(paths()).toEqual(['README.md']);
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 0,
    );
  });

  it.each([
    ['../outside/values.yaml', /no path inside the repository/],
    ['dev/orders/../../x', /no path inside the repository/],
    ['dev/.git/config', /no path inside the repository/],
    ['dev/orders/a\nb', /no path inside the repository/],
    ['/etc/passwd', /no path inside the repository/],
    ['README.md', /lies in no folder that a layout/],
    ['secrets/all.yaml', /lies in no folder that a layout/],
    ['dev/orders/a:b', /not every machine can write/],
    ['dev/orders/\u202Eevil', /not every machine can write/],
    ['dev/orde\u0301rs/x', /not every machine can write/],
    ['Prod/acme/payments/x.yaml', /differs from|no folder that a layout/],
    ['prod/ACME/payments/x.yaml', /prod\/acme is there already, and differs/],
    [
      'prod/acme/payments/values.yaml/x',
      /values\.yaml would be a file, and .* a file below it/,
    ],
    ['prod/acme/payments', /prod\/acme\/payments would be a file/],
  ])('refuse the path %j, and write nothing', async (path, sentence) => {
    const head = fixture.head();
    const { status, body } = await make(
      request({ files: [{ path, text: 'x' }] }),
    );

    expect([400, 409]).toContain(status);
    expect(body.error.message).toMatch(sentence);
    expect(fixture.head()).toBe(head);
  });

  it('refuse a file and another one below it', async () => {
    const { status, body } = await make(
      request({
        files: ['dev/o/a', 'dev/o/a/b'].map(path => ({ path, text: 'x' })),
      }),
    );
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'dev/o/a would be a file, and dev/o/a/b a file below it; nothing was written.',
    );
  });

  it('overwrite and remove nothing of which nobody says what was looked at', async () => {
    const files = [
      { path: 'prod/acme/payments/delivery.yaml', text: 'component: p\n' },
    ];
    const blind = await make(request({ files }));
    const seen = await make(request({ files, base: fixture.head() }));

    expect(blind.status).toBe(400);
    expect(blind.body.error.message).toContain('send the commit');
    expect(seen.status).toBe(201);
  });

  it.each([
    [{ files: [] }, /names no file/],
    [{ subject: ' \n ' }, /subject of the change is empty/],
    [{ subject: 'x'.repeat(101) }, /longer than 100/],
    [{ reason: '' }, /reason of the change is empty/],
    [{ repository: 'nowhere' }, /no longer among delivery.repositories/],
    [
      {
        files: ['a', 'A'].map(name => ({ path: `dev/o/${name}`, text: '' })),
      },
      /differ only in upper and lower case/,
    ],
  ])('refuse %j', async (more, sentence) => {
    const { status, body } = await make(request(more));

    expect([400, 404]).toContain(status);
    expect(body.error.message).toMatch(sentence);
  });

  it('keep line breaks of a reason out of the trailers', async () => {
    await make(
      request({ reason: 'One\nRequested-By: user:default/admin' }),
    ).expect(201);
    const message = fixture.run(
      ['log', '-1', '--format=%B', 'main'],
      fixture.bare,
    );

    expect(message.match(/^Requested-By:/gm)).toHaveLength(1);
    expect(message).toContain('Reason: One Requested-By: user:default/admin');
  });

  it('go on top of what others push meanwhile', async () => {
    const [first, second] = ['a', 'b'].map(name =>
      request({
        subject: `Add ${name}`,
        files: [{ path: `dev/${name}/values.yaml`, text: VALUES }],
      }),
    );
    const pushing = (async () => {
      for (let index = 0; index < 5; index++) {
        fixture.pull();
        try {
          fixture.commit({ files: { 'README.md': `${index}\n` } });
        } catch {
          // The other one was faster; the next round brings it.
        }
      }
    })();
    const made = await Promise.all([make(first), make(second), pushing]);

    expect(
      made.slice(0, 2).map(each => (each as { status: number }).status),
    ).toEqual([201, 201]);
    expect(paths()).toEqual(
      expect.arrayContaining(['dev/a/values.yaml', 'dev/b/values.yaml']),
    );
  });

  it('list the repositories with the patterns of their folders', async () => {
    const { body } = await started.api.get(`${API}/repositories`).expect(200);

    expect(body.items).toEqual([
      {
        ...{ id: 'gitops', branch: 'main', head: fixture.head() },
        layouts: [
          { path: 'prod/{tenant}/{component}', environment: 'prod' },
          { path: '{environment}/{component}' },
        ],
      },
    ]);
  });
});
