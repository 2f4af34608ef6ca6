import { helmValues } from '../__testUtils__/GitFixture';
import { revisionRow, sha } from '../__testUtils__/rows';
import type { RevisionRow } from '../database/rows';
import { builtinFormats } from '../formats';
import { FolderHistory } from './FolderHistory';
import { toDeploymentRow } from './toDeploymentRow';
import { Stages } from '../environments/Stages';

const preview = {
  ...{ kind: 'preview', title: '{name}', order: 2, reserved: [] },
  ...{ rollback: 'allow' as const, timeToLive: { required: true } },
};
const configured = ['dev', 'qa', '', 'prod'].flatMap((name, order) =>
  name ? [{ name, order, title: name, rollback: 'allow' as const }] : [],
);
const stages = Stages.create(configured, [preview]);

function folder(
  files: Record<string, string>,
  place: Partial<FolderHistory['place']> = {},
) {
  const path = place.path ?? 'prod/acme/payments';
  const history = new FolderHistory(
    { environment: 'prod', component: 'payments', ...place, path },
    builtinFormats(),
  );
  for (const [name, text] of Object.entries(files)) {
    history.seed(`${path}/${name}`, { sha: sha('a'), size: 1, text });
  }
  return history;
}

const last = { ...revisionRow({ commit: sha('d') }), id: 2 } as RevisionRow;
const version = {
  ...revisionRow({ commit: sha('b'), author_name: 'dev-3' }),
  ...{ id: 1, at: '2026-11-20T10:00:00.000Z' },
} as RevisionRow;

function row(history: FolderHistory, kept?: string) {
  return toDeploymentRow(history, {
    ...{ repository: 'gitops', last, version, kept, stages },
  });
}

const VALUES = { 'values.yaml': helmValues('2.4.0') };

describe('the row of a folder', () => {
  it('tells the newest commit from the one that brought the version', () => {
    expect(row(folder(VALUES, { tenant: 'acme' }))).toMatchObject({
      ...{ repository: 'gitops', path: 'prod/acme/payments', tenant: 'acme' },
      ...{ version: '2.4.0', version_kind: 'semver', carrier: 'image' },
      ...{ file: 'prod/acme/payments/values.yaml', line: 4 },
      ...{ commit: sha('d'), version_commit: sha('b') },
      ...{ since: version.at, author: 'dev-3', removed_at: null },
    });
  });

  it('has the same id whatever stands in the folder', () => {
    const other = folder({ 'values.yaml': helmValues('9.9.9') });
    expect(row(other).id).toBe(row(folder(VALUES)).id);
  });

  it('says nothing of a version it could not read', () => {
    expect(row(folder({ 'values.yaml': 'replicas: 1\n' }))).toMatchObject({
      ...{ version: null, version_kind: null, carrier: null },
      ...{ file: null, line: null },
      problems: expect.stringContaining('no-version'),
    });
  });

  it.each([
    {
      rule: 'the entity a file names, before all',
      files: {
        'catalog-info.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: Pay }\n',
      },
      kept: 'component:default/kept',
      expected: ['component:default/pay', true],
    },
    {
      rule: 'the component a file names',
      files: { 'delivery.yaml': 'component: Cart\n' },
      kept: 'component:default/kept',
      expected: ['component:default/cart', true],
    },
    {
      rule: 'the entity that was found before',
      files: {},
      kept: 'component:default/kept',
      expected: ['component:default/kept', false],
    },
    {
      rule: 'the name of the folder, at last',
      files: {},
      kept: undefined,
      expected: ['component:default/payments', false],
    },
  ])('belongs to $rule', ({ files, kept, expected }) => {
    const { entity_ref, entity_declared } = row(
      folder({ ...VALUES, ...(files as Record<string, string>) }),
      kept,
    );
    expect([entity_ref, entity_declared]).toEqual(expected);
  });

  it('sorts by component, nearest to customers first, then tenant', () => {
    const place = (
      component: string,
      environment: string,
      tenant?: string,
    ): FolderHistory['place'] => ({
      ...{ component, environment, tenant },
      path: [environment, tenant, component].filter(Boolean).join('/'),
    });
    const sorted = [
      place('b', 'prod'),
      place('a', 'dev'),
      place('a', 'prod', 'globex'),
      place('a', 'qa'),
      place('a', 'prod', 'acme'),
      place('aa', 'prod'),
    ]
      .map(where => row(folder(VALUES, where)))
      .sort((x, y) => (x.sort_key < y.sort_key ? -1 : 1))
      .map(({ path }) => path);
    expect(sorted).toEqual([
      ...['prod/acme/a', 'prod/globex/a', 'qa/a', 'dev/a'],
      ...['prod/aa', 'prod/b'],
    ]);
  });

  it('sorts an environment that exists only in Git where its kind stands', () => {
    const at = (environment: string, environmentKind?: string) =>
      row(folder(VALUES, { environment, environmentKind }));
    const sorted = [
      ...[at('qa'), at('try-2', 'preview'), at('gone'), at('prod')],
      ...[at('dev'), at('try-1', 'preview')],
    ].sort((x, y) => (x.sort_key < y.sort_key ? -1 : 1));
    expect(sorted.map(({ environment }) => environment)).toEqual([
      ...['prod', 'try-1', 'try-2', 'qa', 'dev', 'gone'],
    ]);
  });

  describe('of an end', () => {
    const END = 'expires: 2026-11-30T18:00:00+01:00\n';
    const read = (text?: string, environmentKind?: string) => {
      const files: Record<string, string> =
        text === undefined ? {} : { 'delivery.yaml': text };
      const { expires, problems } = row(
        folder({ ...VALUES, ...files }, { environmentKind }),
      );
      return { expires, problems: JSON.parse(problems) };
    };

    it('keeps it in UTC where its kind follows it', () => {
      expect(read(END, 'preview')).toEqual({
        ...{ expires: '2026-11-30T17:00:00.000Z', problems: [] },
      });
    });

    it.each([
      ['expires: soon\n', 'preview', /"soon", which is no time/],
      ['expires: [a]\n', 'preview', /no time with a zone/],
      ['component: x\n', 'preview', /has no expires/],
      [undefined, 'preview', /has no expires/],
      [END, undefined, /is not followed: prod is a configured environment/],
    ])('follows none of %j in %s, and says why', (text, kind, message) => {
      expect(read(text, kind)).toEqual({
        expires: null,
        problems: [
          { code: 'bad-expiry', message: expect.stringMatching(message) },
        ],
      });
    });

    it('does not say that a file that cannot be read names none', () => {
      const { expires, problems } = read('expires: [\n', 'preview');
      expect(expires).toBeNull();
      expect(problems.map(({ code }: { code: string }) => code)).toEqual([
        'unreadable',
      ]);
    });
  });

  it('keeps hold, bans and objectives as they were read', () => {
    const marks =
      'hold: { version: 2.4.0, by: oncall-1, reason: wait }\nbans: [{ version: 2.3.0, by: a, reason: leaks }]\n';
    const found = row(folder({ ...VALUES, 'delivery.yaml': marks }));
    expect(JSON.parse(found.hold!)).toMatchObject({ by: 'oncall-1' });
    expect(JSON.parse(found.bans)).toMatchObject([{ version: '2.3.0' }]);
    expect(found.slos).toBe('[]');
  });
});
