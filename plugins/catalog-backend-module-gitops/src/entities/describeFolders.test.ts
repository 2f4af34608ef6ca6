import {
  described,
  describedBy,
  folder,
  OPTIONS,
} from '../__testUtils__/folders';
import {
  describeFolders,
  FOLDER_ANNOTATION,
  PROBLEM_ANNOTATION,
} from './describeFolders';

const info = (name: string, more = '', kind = 'Component') => `
apiVersion: backstage.io/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec: { type: service, lifecycle: production, owner: team-a }
${more}`;

describe('the entities of a repository', () => {
  it('follow from folders that describe nothing themselves', async () => {
    const { get, refs } = await described(
      folder('dev/orders', {
        'delivery.yaml': 'owner: team-b\nsystem: retail',
      }),
      folder('prod/acme/orders'),
    );
    expect(refs).toEqual([
      ...['component:default/orders', 'resource:default/environment-dev'],
      ...['resource:default/environment-prod', 'resource:default/tenant-acme'],
    ]);
    expect(get('component:default/orders').spec).toEqual({
      ...{ type: 'service', owner: 'team-b', system: 'retail' },
      lifecycle: 'experimental',
    });
    expect(get('resource:default/tenant-acme').spec).toEqual({
      ...{ type: 'tenant', owner: 'unknown' },
      dependencyOf: ['component:default/orders'],
    });
  });

  it('never are what a copy in an environment that exists only in Git says', async () => {
    const preview = {
      ...{ kind: 'preview', title: 'Preview {name}', order: 1, reserved: [] },
      ...{ rollback: 'allow' as const, timeToLive: { required: true } },
    };
    const copy = folder('preview/try-1/orders', {
      'catalog-info.yaml': info('orders').replace('team-a', 'team-copy'),
    });
    copy.place = {
      ...{ path: 'preview/try-1/orders', component: 'orders' },
      ...{ environment: 'try-1', environmentKind: 'preview' },
    };
    const { entities } = await describeFolders(
      [
        copy,
        folder('prod/acme/orders', { 'catalog-info.yaml': info('orders') }),
      ],
      { ...OPTIONS, environmentKinds: [preview] },
    );
    const alone = await describeFolders(
      [folder('qa/x'), { ...copy, files: new Map([['values.yaml', '']]) }],
      {
        ...{ ...OPTIONS, environmentKinds: [preview] },
        components: 'described',
      },
    );

    expect(entities.get('component:default/orders')).toMatchObject({
      spec: { owner: 'team-a' },
    });
    expect(entities.get('resource:default/environment-try-1')).toMatchObject({
      metadata: { description: 'Preview try-1, which exists only in Git' },
      spec: { dependencyOf: ['component:default/orders'] },
    });
    expect([...alone.entities.keys()]).toEqual([
      'resource:default/environment-try-1',
    ]);
  });

  it('are none of folders that nothing describes, where the catalog knows those from elsewhere', async () => {
    const { refs, get } = await describedBy(
      { ...OPTIONS, components: 'described' },
      [
        folder('dev/payments'),
        folder('prod/acme/orders'),
        folder('dev/orders', { 'catalog-info.yaml': info('orders') }),
      ],
    );
    expect(refs).toEqual([
      ...['component:default/orders', 'resource:default/environment-dev'],
      ...['resource:default/environment-prod', 'resource:default/tenant-acme'],
    ]);
    expect(get('resource:default/tenant-acme').spec).toMatchObject({
      dependencyOf: ['component:default/orders'],
    });
  });

  it('are those that a file describes, whatever stage it stands in', async () => {
    const { get } = await described(
      folder('dev/orders'),
      folder('prod/acme/orders', { 'catalog-info.yaml': info('orders') }),
    );
    expect(get('component:default/orders')).toMatchObject({
      spec: { owner: 'team-a' },
      metadata: { annotations: { [FOLDER_ANNOTATION]: 'prod/acme/orders' } },
    });
  });

  it('are one for a component of several stages, as the first stage describes it', async () => {
    const { get, refs } = await described(
      folder('prod/acme/orders', {
        'catalog-info.yaml': info('orders').replace('team-a', 'team-old'),
      }),
      folder('dev/orders', { 'catalog-info.yaml': info('orders') }),
    );
    expect(refs.filter(ref => ref.startsWith('component:'))).toHaveLength(1);
    expect(get('component:default/orders').spec?.owner).toBe('team-a');
  });

  it('bring APIs with the text of a file beside them', async () => {
    const api = info('orders-api', '', 'API').replace(
      'owner: team-a',
      'owner: team-a, definition: { $text: ./openapi.yaml }',
    );
    const { get } = await described(
      folder('dev/orders', {
        'catalog-info.yaml': `${info('orders')}---${api}`,
        'openapi.yaml': 'openapi: 3.0.0\n',
      }),
    );
    expect(get('api:default/orders-api').spec?.definition).toBe(
      'openapi: 3.0.0\n',
    );
  });

  it.each([
    ['../../secrets.yaml', 'outside of the folder'],
    ['/etc/passwd', 'outside of the folder'],
    ['https://example.org/x', 'no file of the folder'],
    ['missing.yaml', 'not there'],
  ])('never read %s for a description', async (named, why) => {
    const api = info('a', '', 'API').replace(
      'owner: team-a',
      `owner: team-a, definition: { $text: "${named}" }`,
    );
    const { refs, problems } = await described(
      folder('dev/orders', {
        'catalog-info.yaml': `${info('orders')}---${api}`,
      }),
    );
    expect(refs).not.toContain('api:default/a');
    expect(refs).toContain('component:default/orders');
    expect(problems[0].message).toContain(why);
  });

  it('know the databases and buses that a chart switches on', async () => {
    const { get, refs } = await described(
      folder('dev/orders', {
        'values.yaml': 'service:\n  postgresql: { enabled: true }\n',
      }),
      folder('dev/mails', {
        'values.yaml':
          'rabbitmq: { enabled: true }\npostgresql: { enabled: false }\n',
      }),
    );
    expect(refs.filter(ref => /postgresql|rabbitmq/.test(ref))).toEqual([
      ...[
        'resource:default/mails-rabbitmq',
        'resource:default/orders-postgresql',
      ],
    ]);
    expect(get('resource:default/orders-postgresql').spec).toMatchObject({
      ...{ type: 'database', dependencyOf: ['component:default/orders'] },
    });
  });

  it('carry what has to be mended, and take nobody else down', async () => {
    const { get, refs, problems } = await described(
      folder('dev/broken', { 'catalog-info.yaml': 'kind: [unclosed' }),
      folder('dev/orders', { 'catalog-info.yaml': info('orders') }),
    );
    expect(refs).toEqual(
      expect.arrayContaining([
        ...['component:default/broken', 'component:default/orders'],
      ]),
    );
    expect(problems).toHaveLength(1);
    const { annotations } = get('component:default/broken').metadata;
    expect(annotations?.[PROBLEM_ANNOTATION]).toMatch(
      /^dev\/broken\/catalog-info\.yaml is not read: /,
    );
    expect(
      get('component:default/orders').metadata.annotations,
    ).not.toHaveProperty(PROBLEM_ANNOTATION);
  });

  it('keep what a file said before it was broken', async () => {
    const { get } = await described(
      folder(
        'dev/orders',
        { 'catalog-info.yaml': 'kind: [unclosed' },
        {
          earlier: new Map([
            ['catalog-info.yaml', ['also: [broken', info('orders')]],
          ]),
        },
      ),
    );
    const kept = get('component:default/orders');
    expect(kept.spec?.owner).toBe('team-a');
    expect(kept.metadata.annotations).toHaveProperty([PROBLEM_ANNOTATION]);
  });

  it('are those of files beside it, too, where an API is kept by what runs there', async () => {
    const { get, problems } = await described(
      folder('dev/orders', {
        'catalog-info.yaml': info('orders'),
        'catalog-info.orders-events.yaml': info('orders-events', '', 'API'),
        'catalog-info.broken.yaml': 'kind: [unclosed',
        'catalog-information.yaml': info('nobody'),
      }),
      folder('dev/payments', {
        'catalog-info.payments-db.yaml': info('payments-db', '', 'API'),
      }),
    );
    const keeper = (name: string) =>
      get(`api:default/${name}`).metadata.annotations?.[
        'slipway.dev/provided-by'
      ];
    expect(get('component:default/orders').spec?.owner).toBe('team-a');
    expect(keeper('orders-events')).toBe('component:default/orders');
    expect(keeper('payments-db')).toBe('component:default/payments');
    expect(get('component:default/nobody')).toBeUndefined();
    expect(problems.map(({ path }) => path)).toEqual([
      'dev/orders/catalog-info.broken.yaml',
    ]);
  });

  it('let nobody say in a file what others keep', async () => {
    const claim = info('x-api', '', 'API').replace(
      'metadata: { name: x-api }',
      "metadata: { name: x-api, annotations: { 'slipway.dev/provided-by': 'component:default/payments' } }",
    );
    const { get } = await described(
      folder('dev/orders', { 'catalog-info.yaml': claim }),
    );
    expect(get('api:default/x-api').metadata.annotations).toEqual({
      [FOLDER_ANNOTATION]: 'dev/orders',
    });
  });

  it('name what is broken on what the folder brings, where the component comes from elsewhere', async () => {
    const { entities } = await describeFolders(
      [
        folder('dev/payments', {
          'catalog-info.payments-db.yaml': info('payments-db', '', 'API'),
          'catalog-info.broken.yaml': 'kind: [unclosed',
        }),
      ],
      { ...OPTIONS, components: 'described' },
    );
    expect(
      entities.get('api:default/payments-db')?.metadata.annotations,
    ).toHaveProperty(
      [PROBLEM_ANNOTATION],
      expect.stringContaining('catalog-info.broken.yaml is not read'),
    );
  });

  it('name the keeper of an API where only APIs are described', async () => {
    const { refs, get } = await describedBy(
      { ...OPTIONS, components: 'described' },
      [
        folder('dev/payments', {
          'catalog-info.payments-db.yaml': info('payments-db', '', 'API'),
        }),
      ],
    );
    expect(refs).toEqual(['api:default/payments-db']);
    expect(get('api:default/payments-db').metadata.annotations).toMatchObject({
      'slipway.dev/provided-by': 'component:default/payments',
    });
  });

  it('keep what each of several files said before it was broken', async () => {
    const { get } = await described(
      folder(
        'dev/orders',
        {
          'catalog-info.yaml': info('orders'),
          'catalog-info.orders-db.yaml': 'kind: [unclosed',
        },
        {
          earlier: new Map([
            ['catalog-info.orders-db.yaml', [info('orders-db', '', 'API')]],
          ]),
        },
      ),
    );
    expect(get('api:default/orders-db').kind).toBe('API');
    expect(get('component:default/orders').metadata.annotations).toHaveProperty(
      [PROBLEM_ANNOTATION],
    );
  });

  it.each([
    ['a kind that is not allowed', info('x', '', 'User'), /allowKinds/],
    ['a name that is none', info('"no name"'), /name/i],
    ['no text at all', undefined, /too large, or no text/],
    [
      'aliases behind a comment',
      `${info('x')}a: &a x\nb:\n- # y\n  *a\n`,
      /anchors or aliases/,
    ],
    ['aliases', `a: &a [x]\nb: *a\n${info('x')}`, /anchors or aliases/],
    ['no entity', 'just: text', /is not read/],
  ])('refuse %s, and say so', async (_what, text, sentence) => {
    const { problems } = await described(
      folder('dev/orders', { 'catalog-info.yaml': text }),
    );
    expect(problems[0].message).toMatch(sentence);
  });

  it('read no bomb that a description names', async () => {
    const { problems } = await described(
      folder('dev/orders', {
        'catalog-info.yaml': info('orders-api', '', 'API').replace(
          'spec: {',
          'spec: { definition: { $yaml: bomb.yaml },',
        ),
        'bomb.yaml': 'a: &a [x]\nb: [*a, *a]\n',
      }),
    );
    expect(problems[0].message).toMatch(/anchors or aliases/);
  });

  it('leave out a folder whose name can be none of an entity', async () => {
    const { refs, problems } = await described(folder(`dev/${'x'.repeat(64)}`));
    expect(refs).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('do not depend on the order of the folders', async () => {
    const folders = [
      folder('qa/orders', { 'catalog-info.yaml': info('orders') }),
      folder('dev/orders'),
      folder('prod/acme/cart'),
    ];
    const [one, other] = await Promise.all([
      describeFolders(folders, OPTIONS),
      describeFolders([...folders].reverse(), OPTIONS),
    ]);
    expect([...one.entities]).toEqual([...other.entities]);
  });
});
