import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createIndexer } from '../__testUtils__/indexFixture';

jest.setTimeout(60_000);

const ACME = 'prod/acme/payments';
const values = (folder: string, version: string) => ({
  [`${folder}/values.yaml`]: helmValues(version),
});

describe('DesiredStateWriter', () => {
  let git: GitFixture;

  beforeEach(() => {
    git = GitFixture.create();
  });

  afterEach(() => git.dispose());

  it('takes the desired state from the head and names the commit that brought the version', async () => {
    const first = git.commit({
      files: values(ACME, '2.4.0'),
      author: 'dev-3',
      at: 1_760_000_000,
    });
    const second = git.commit({
      files: { [`${ACME}/values.yaml`]: helmValues('2.4.0', 'cpu: 1\n') },
      author: 'dev-1',
    });
    const { indexer, present } = await createIndexer(git.url);

    await indexer.index();

    expect(await present()).toMatchObject([
      {
        path: ACME,
        environment: 'prod',
        tenant: 'acme',
        version: '2.4.0',
        version_kind: 'semver',
        file: `${ACME}/values.yaml`,
        line: 4,
        commit: second,
        version_commit: first,
        author: 'dev-3',
        since: new Date(1_760_000_000_000).toISOString(),
      },
    ]);
  });

  it.each([
    [
      'broken YAML',
      'image: {tag: "1\n  x: ]\n',
      'unreadable',
      /values.yaml cannot be read: .*line \d+/,
    ],
    ['a binary file', Buffer.from([0, 1, 2, 255]), 'unreadable', /no text/],
    [
      'a huge file',
      `# ${'x'.repeat(1_100_000)}\n`,
      'unreadable',
      /larger than 1 MB/,
    ],
    [
      'a key twice',
      'image:\n  tag: 1.0.0\n  tag: 2.0.0\n',
      'unreadable',
      /duplicated mapping key in line 3/,
    ],
    [
      'a version that is none',
      `image:\n  repository: r\n  tag: ${'9'.repeat(300)}\n`,
      'unreadable',
      /longer than 128 characters/,
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from('image: {tag: 1.0.0} # \xfc\n', 'latin1'),
      'unreadable',
      /no text/,
    ],
    ['no version', 'replicas: 1\n', 'no-version', /names a version/],
    [
      'two images',
      'a: {image: r/x:1}\nb: {image: r/y:2}\n',
      'ambiguous-version',
      /a\.image = 1 \(r\/x\), values\.yaml b\.image = 2/,
    ],
  ])(
    'records %s as a problem and shows the folder',
    async (_, content, code, message) => {
      git.commit({ files: { [`${ACME}/values.yaml`]: content } });
      const { indexer, present } = await createIndexer(git.url);

      await indexer.index();

      const [row] = await present();
      expect(row).toMatchObject({ path: ACME, version: null });
      expect(JSON.parse(row.problems)).toEqual([
        { code, message: expect.stringMatching(message) },
      ]);
    },
  );

  it('reads delivery.yaml: component, pinned version, hold and bans', async () => {
    git.commit({
      files: {
        [`${ACME}/values.yaml`]:
          'a: {image: r/x:1.0.0}\nb: {image: r/y:2.0.0}\n',
        [`${ACME}/delivery.yaml`]:
          'component: billing\nversion: {file: values.yaml, path: b.image}\nhold: {version: 2.0.0, by: lead, reason: pen test, until: 2026-11-20T18:00:00Z}\nbans:\n  - {version: 1.9.0, by: oncall-2, reason: slow}\n',
      },
    });
    const { indexer, present } = await createIndexer(git.url);

    await indexer.index();

    const [row] = await present();
    expect(row).toMatchObject({
      entity_ref: 'component:default/billing',
      version: '2.0.0',
    });
    expect(JSON.parse(row.hold)).toMatchObject({
      version: '2.0.0',
      by: 'lead',
      until: '2026-11-20T18:00:00.000Z',
    });
    expect(JSON.parse(row.bans)).toEqual([
      { version: '1.9.0', by: 'oncall-2', reason: 'slow' },
    ]);
  });

  it('takes the entity of a folder from its catalog-info.yaml', async () => {
    git.commit({
      files: {
        ...values(ACME, '1.0.0'),
        [`${ACME}/catalog-info.yaml`]:
          'kind: Component\nmetadata: {name: Pay, namespace: shop}\n',
      },
    });
    const { indexer, present } = await createIndexer(git.url);

    await indexer.index();

    expect(await present()).toMatchObject([
      { entity_ref: 'component:shop/pay' },
    ]);
  });
});
