import type { ArgoCdApplication, ApplicationSource } from './Application';
import { gitSources, isChart, sourcesOf } from './gitSources';
import { liveChartVersion, splitRevisions } from './revisions';

const GIT = 'https://git.example.org/gitops.git';
const CHARTS = 'https://charts.example.org';

const folder = (path: string, more = {}): ApplicationSource =>
  ({ repoURL: GIT, path, ...more }) as ApplicationSource;
const chart = (more = {}): ApplicationSource =>
  ({ repoURL: CHARTS, chart: 'redis', ...more }) as ApplicationSource;

function application(spec: object, status: object = {}): ArgoCdApplication {
  return { metadata: { name: 'x' }, spec, status } as ArgoCdApplication;
}

const paths = (spec: object) =>
  gitSources(application(spec)).map(({ path }) => path);

describe('the sources of an Application', () => {
  it('are the list before the single one', () => {
    const [one, other] = [folder('a'), folder('b')];
    expect(sourcesOf({ source: one, sources: [other] })).toEqual([other]);
    expect(sourcesOf({ source: one, sources: [] })).toEqual([one]);
    expect(sourcesOf({ source: null, sources: null })).toEqual([]);
  });

  it('tell a chart from a folder', () => {
    expect([isChart(chart()), isChart(folder('a'))]).toEqual([true, false]);
  });
});

describe('the folders of Git that an Application follows', () => {
  it.each([
    ['prod/payments', 'prod/payments'],
    ['./prod//payments/', 'prod/payments'],
    ['/prod/payments', 'prod/payments'],
    ['.', '.'],
  ])('%s is %s', (path, expected) => {
    expect(paths({ source: folder(path) })).toEqual([expected]);
  });

  it('keep the branch they follow', () => {
    const source = folder('a', { targetRevision: 'main' });
    expect(gitSources(application({ source }))).toEqual([
      { repoUrl: GIT, path: 'a', targetRevision: 'main' },
    ]);
  });

  it('are none for a chart alone', () => {
    expect(paths({ source: chart() })).toEqual([]);
  });

  it('hold values that lie beside the chart, or above', () => {
    const helm = { valueFiles: ['values.yaml', '../common/values.yaml'] };
    expect(paths({ source: folder('prod/a', { helm }) })).toEqual([
      ...['prod/a', 'prod/common'],
    ]);
  });

  it('hold values of another source, by its reference', () => {
    const helm = { valueFiles: ['$git/prod/a/values.yaml', '$none/b.yaml'] };
    const reference = { repoURL: GIT, ref: 'git' };
    expect(paths({ sources: [chart({ helm }), reference] })).toEqual([
      'prod/a',
    ]);
  });

  it('hold no values of an address, nor of a chart', () => {
    const helm = { valueFiles: ['https://x/y.yaml', 'values.yaml'] };
    expect(paths({ source: chart({ helm }) })).toEqual([]);
  });

  it('are each named once', () => {
    const helm = { valueFiles: ['values.yaml', 'more.yaml'] };
    expect(paths({ source: folder('a', { helm }) })).toEqual(['a']);
  });

  it('include what a hydrator makes its branch from', () => {
    const spec = { sourceHydrator: { drySource: folder('dry/a') } };
    expect(paths(spec)).toEqual(['dry/a']);
  });
});

describe('revisions of several sources', () => {
  it('are commits for Git and a version for a chart', () => {
    expect(
      splitRevisions({ revisions: ['18.0.1', 'abc'] }, [chart(), folder('a')]),
    ).toEqual({ commits: ['abc'], chartVersion: '18.0.1' });
  });

  it.each([
    [{ revision: 'abc' }, { commits: ['abc'] }],
    [{ revision: 'abc', revisions: [] }, { commits: ['abc'] }],
    [{ revision: '' }, { commits: [] }],
    [{}, { commits: [] }],
    [{ revisions: ['abc', 'def'] }, { commits: ['abc', 'def'] }],
  ])('of %j are %j', (revisions, expected) => {
    expect(splitRevisions(revisions, [folder('a')])).toEqual(expected);
  });
});

describe('the version of a chart that runs', () => {
  const spec = { source: chart() };
  const sync = { status: 'Synced', revision: '18.0.2' };

  it('is that of the last deployment, not what is wanted', () => {
    const history = [{ revision: '18.0.0' }, { revision: '18.0.1' }];
    expect(liveChartVersion(application(spec, { history, sync }))).toBe(
      '18.0.1',
    );
  });

  it('is what is in sync where nothing is told of deployments', () => {
    expect(liveChartVersion(application(spec, { sync }))).toBe('18.0.2');
    const out = { sync: { ...sync, status: 'OutOfSync' } };
    expect(liveChartVersion(application(spec, out))).toBeUndefined();
  });

  it('goes by the source that it was deployed from', () => {
    const history = [{ revision: 'abc', source: folder('a') }];
    expect(
      liveChartVersion(application(spec, { history, sync })),
    ).toBeUndefined();
  });
});
