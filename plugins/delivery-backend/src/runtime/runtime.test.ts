import { DeploymentMatcher, normaliseRepoUrl } from './matchDeployment';
import { type VersionEvidence, observedVersion } from './observedVersion';

describe('normaliseRepoUrl', () => {
  it('takes the spellings of one address for the same', () => {
    const spellings = [
      'https://git.example.org/retail/gitops.git',
      'https://user:token@git.example.org/retail/gitops',
      'ssh://git@git.example.org:22/retail/gitops.git',
      'git@git.example.org:retail/gitops.git',
      'https://GIT.example.org/retail/gitops/',
    ];
    expect(new Set(spellings.map(normaliseRepoUrl))).toEqual(
      new Set(['git.example.org/retail/gitops']),
    );
  });

  it('keeps different repositories apart', () => {
    expect(normaliseRepoUrl('https://a/x')).not.toBe(
      normaliseRepoUrl('https://a/y'),
    );
  });
});

describe('DeploymentMatcher', () => {
  const row = {
    id: 'd-1',
    repository: 'gitops',
    path: 'qa/payments',
    entity_ref: '',
    environment: 'qa',
    component: 'payments',
  };
  const matcher = DeploymentMatcher.create(
    [row],
    [
      {
        id: 'gitops',
        url: 'https://git.example.org/gitops.git',
        branch: 'main',
      },
    ],
  );
  const locator = (repoUrl: string, path: string) => ({
    name: 'x',
    labels: {},
    sources: [{ repoUrl, path }],
  });

  it('finds a deployment by repository and folder, however they are written', () => {
    expect(
      matcher.match(
        locator('git@git.example.org:gitops.git', './qa/payments/'),
      ),
    ).toBe('d-1');
  });

  it.each([
    ['main', 'd-1'],
    ['refs/heads/main', 'd-1'],
    ['HEAD', 'd-1'],
    ['preview', undefined],
    ['v1.2.3', undefined],
  ])('takes an object that follows %s for %s', (targetRevision, id) => {
    const source = {
      repoUrl: 'git@git.example.org:gitops',
      path: 'qa/payments',
    };
    const sources = [{ ...source, targetRevision }];
    expect(matcher.match({ name: 'x', labels: {}, sources })).toBe(id);
  });

  it.each([
    ['https://git.example.org/other', 'qa/payments'],
    ['https://git.example.org/gitops', 'qa/payment'],
    ['https://git.example.org/gitops', 'qa/payments/sub'],
  ])('does not take %s %s for it', (url, path) => {
    expect(matcher.match(locator(url, path))).toBeUndefined();
  });
});

describe('observedVersion', () => {
  const see = (...images: string[]) =>
    observedVersion(
      { images, sync: { status: 'in-sync' } },
      { component: 'payments', version: '2.4.0', carrier: 'image' },
    );

  it.each([
    [
      'the image called like the component',
      ['r/envoy:1.30', 'r:5000/x/payments:2.3.1'],
      '2.3.1',
    ],
    ['the only image', ['r/pay-api:2.3.1@sha256:aa'], '2.3.1'],
    [
      'what is not wanted yet, during a rollout',
      ['r/payments:2.3.1', 'r/payments:2.4.0'],
      '2.3.1',
    ],
  ])('takes %s', (_, images, version) => {
    expect(see(...images)).toBe(version);
  });

  it.each([
    ['several others', ['r/a:1', 'r/b:2']],
    [
      'three tags of one image',
      ['r/payments:1', 'r/payments:2', 'r/payments:3'],
    ],
    ['a digest alone', ['r/payments@sha256:aa']],
    ['nothing', []],
  ])('does not guess from %s', (_, images) => {
    expect(see(...images)).toBeUndefined();
  });

  const chart = (change: Partial<VersionEvidence>) =>
    observedVersion(
      { images: ['r/rabbitmq:3.12'], sync: { status: 'in-sync' }, ...change },
      { component: 'bus', version: '12.0.1', carrier: 'chart' },
    );

  it('does not take an image for the chart whose version Git names', () => {
    expect(chart({})).toBe('12.0.1');
    expect(chart({ sync: { status: 'out-of-sync' } })).toBeUndefined();
  });

  it('takes the version of the chart where the runtime says it', () => {
    expect(chart({ chartVersion: '0.45.27' })).toBe('0.45.27');
  });
});
