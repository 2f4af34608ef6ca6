import {
  baselineOf,
  bumpWorth,
  byPrecedence,
  declaredBump,
  isSemVer,
  proposeVersion,
} from './versions';

const at = (version: string, publishedAt = '2026-01-01T00:00:00Z') => ({
  ...{ version, publishedAt },
});
const versions = (...names: string[]) => names.map(name => at(name));

describe('isSemVer', () => {
  it.each([
    ['1.2.3', true],
    ['1.2.3-beta.1+5', true],
    ['v1.2.3', false],
    ['1.2', false],
    [' 1.2.3', false],
    ['20261121', false],
    ['01.2.3', false],
  ])('%p: %p', (version, is) => {
    expect(isSemVer(version)).toBe(is);
  });
});

describe('byPrecedence', () => {
  it('puts SemVer in its order after all that is none', () => {
    const sorted = [
      ...versions('2.0.0', '10.0.0', '2.0.0-rc.1'),
      at('build-9', '2026-02-01T00:00:00Z'),
      at('build-10', '2026-03-01T00:00:00Z'),
    ].sort(byPrecedence);

    expect(sorted.map(({ version }) => version)).toEqual([
      ...['build-9', 'build-10', '2.0.0-rc.1', '2.0.0', '10.0.0'],
    ]);
  });
});

describe('baselineOf', () => {
  it('is the highest release below, whenever it was published', () => {
    const others = versions('2.4.1', '2.3.4', '2.5.0-beta.2', '3.0.0');

    expect(baselineOf(at('2.5.0-beta.3'), others)?.version).toBe('2.4.1');
    expect(baselineOf(at('2.3.5'), others)?.version).toBe('2.3.4');
  });

  it('is the highest prerelease when there is no release yet', () => {
    const others = versions('1.0.0-alpha', '1.0.0-beta');
    expect(baselineOf(at('1.0.0'), others)?.version).toBe('1.0.0-beta');
  });

  it('is nothing for the first version', () => {
    expect(baselineOf(at('1.0.0'), versions('1.0.0', '2.0.0'))).toBeUndefined();
  });

  it('is what was published before it for what is no SemVer', () => {
    const others = [
      at('1184', '2026-03-01T00:00:00Z'),
      at('1179', '2026-02-01T00:00:00Z'),
    ];
    const next = at('1190', '2026-04-01T00:00:00Z');
    expect(baselineOf(next, others)?.version).toBe('1184');
  });
});

describe('bumps', () => {
  it.each([
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.3.0-beta.1', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3-rc.1', '1.2.3', 'patch'],
    ['1.2.3+a', '1.2.3+b', 'none'],
    ['1.2.3', 'build-5', undefined],
  ])('%s to %s is %s', (from, to, bump) => {
    expect(declaredBump(from, to)).toBe(bump);
  });

  it('count one step more before 1.0.0', () => {
    expect(bumpWorth('minor', '0.4.1')).toBe('major');
    expect(bumpWorth('patch', '0.4.1')).toBe('minor');
    expect(bumpWorth('minor', '1.4.1')).toBe('minor');
  });

  it.each([
    ['2.4.1', 'major', '3.0.0'],
    ['2.4.1', 'minor', '2.5.0'],
    ['2.4.1', 'patch', '2.4.2'],
    ['2.4.1', 'none', '2.4.1'],
    ['0.4.1', 'major', '0.5.0'],
    ['0.4.1', 'minor', '0.4.2'],
    ['1184', 'major', undefined],
  ] as const)('lead from %s by %s to %s', (from, needed, to) => {
    expect(proposeVersion(from, needed)).toBe(to);
  });
});
