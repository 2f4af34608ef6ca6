import fc from 'fast-check';
import {
  bumpBetween,
  classifyVersion,
  compareSemVer,
  compareVersions,
  formatSemVer,
  parseSemVer,
} from './version';

/** The lists that semver.org publishes beside its regular expression. */
const VALID = `0.0.4 1.2.3 10.20.30 1.1.2-prerelease+meta 1.1.2+meta
1.1.2+meta-valid 1.0.0-alpha 1.0.0-beta 1.0.0-alpha.beta 1.0.0-alpha.beta.1
1.0.0-alpha.1 1.0.0-alpha0.valid 1.0.0-alpha.0valid
1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay 1.0.0-rc.1+build.1
2.0.0-rc.1+build.123 1.2.3-beta 10.2.3-DEV-SNAPSHOT 1.2.3-SNAPSHOT-123 1.0.0
2.0.0 1.1.7 2.0.0+build.1848 2.0.1-alpha.1227 1.0.0-alpha+beta
1.2.3----RC-SNAPSHOT.12.9.1--.12+788 1.2.3----R-S.12.9.1--.12+meta
1.2.3----RC-SNAPSHOT.12.9.1--.12 1.0.0+0.build.1-rc.10000aaa-kk-0.1
99999999999999999999999.999999999999999999.99999999999999999
1.0.0-0A.is.legal`.split(/\s+/);

const INVALID = `1 1.2 1.2.3-0123 1.2.3-0123.0123 1.1.2+.123 +invalid -invalid
-invalid+invalid -invalid.01 alpha alpha.beta alpha.beta.1 alpha.1 alpha+beta
alpha_beta alpha. alpha.. beta 1.0.0-alpha_beta -alpha. 1.0.0-alpha..
1.0.0-alpha..1 1.0.0-alpha...1 1.0.0-alpha....1 1.0.0-alpha.....1
1.0.0-alpha......1 1.0.0-alpha.......1 01.1.1 1.01.1 1.1.01 1.2.3.DEV
1.2-SNAPSHOT 1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788 1.2-RC-SNAPSHOT
-1.0.3-gamma+b7718 +justmeta 9.8.7+meta+meta 9.8.7-whatever+meta+meta
99999999999999999999999.999999999999999999.99999999999999999----RC-SNAPSHOT.12.09.1--------------------------------..12`.split(
  /\s+/,
);

const identifier = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  fc.stringMatching(/^[0-9A-Za-z-]*[A-Za-z-][0-9A-Za-z-]*$/),
);
const number = fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String);
const version = fc
  .tuple(
    fc.tuple(number, number, number).map(parts => parts.join('.')),
    fc.array(identifier, { maxLength: 4 }),
    fc.array(fc.stringMatching(/^[0-9A-Za-z-]+$/), { maxLength: 2 }),
  )
  .map(
    ([core, pre, build]) =>
      core +
      (pre.length ? `-${pre.join('.')}` : '') +
      (build.length ? `+${build.join('.')}` : ''),
  );

const order = (a: string, b: string) =>
  compareSemVer(parseSemVer(a)!, parseSemVer(b)!);

describe('SemVer 2.0.0', () => {
  it.each(VALID)('accepts %s and writes it back as it was', text => {
    expect(formatSemVer(parseSemVer(text)!)).toBe(text);
  });

  it.each([...INVALID, 'v1.2.3', ' 1.2.3', '1.2.3 ', '1.2.3\n', '=1.2.3', ''])(
    'refuses %j',
    text => {
      expect(parseSemVer(text)).toBeUndefined();
    },
  );

  it('orders the chain of section 11 as it stands there', () => {
    const chain =
      '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 2.0.0 2.1.0 2.1.1'.split(
        ' ',
      );
    const shuffled = [...chain].reverse();
    expect(shuffled.sort(order)).toEqual(chain);
  });

  it('keeps numbers apart that a double could not', () => {
    expect(order('1.0.0-9007199254740993', '1.0.0-9007199254740992')).toBe(1);
    expect(order('9007199254740993.0.0', '9007199254740992.0.0')).toBe(1);
  });

  it('leaves build metadata out of the order', () => {
    expect(order('1.0.0+a', '1.0.0+b')).toBe(0);
  });

  it('is a total order: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(order(a, b)).toBe(-order(b, a) + 0);
        const [low, middle, high] = [a, b, c].sort(order);
        expect(order(low, middle)).toBeLessThanOrEqual(0);
        expect(order(low, high)).toBeLessThanOrEqual(0);
        expect(order(middle, high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(version, text => {
        expect(formatSemVer(parseSemVer(text)!)).toBe(text);
      }),
    );
  });
});

describe('classifyVersion', () => {
  it.each([
    ['2.4.0', 'semver'],
    ['1184', 'build-number'],
    ['0', 'build-number'],
    ['007', 'text'],
    ['8c41f0e', 'sha'],
    ['v2.4.0', 'text'],
    ['latest', 'text'],
    ['deadbeef', 'text'],
    ['1.10', 'text'],
  ])('calls %s %s', (text, kind) => {
    expect(classifyVersion(text)).toBe(kind);
  });
});

describe('compareVersions', () => {
  it('orders build numbers as numbers', () => {
    expect(compareVersions('1184', '999')).toBe(1);
    expect(compareVersions('5', '5')).toBe(0);
  });

  it('tells no order where there is none', () => {
    expect(compareVersions('1184', '2.4.0')).toBeUndefined();
    expect(compareVersions('8c41f0e', '51e0c22')).toBeUndefined();
  });
});

describe('bumpBetween', () => {
  it.each([
    ['1.9.9', '2.0.0', 'major'],
    ['2.0.0', '1.9.9', 'major'],
    ['2.3.1', '2.4.0', 'minor'],
    ['2.3.0', '2.3.1', 'patch'],
    ['2.4.0-beta.1', '2.4.0-beta.2', 'prerelease'],
    ['2.4.0-rc.1', '2.4.0', 'prerelease'],
    ['2.4.0', '2.4.0+build.2', 'none'],
  ])('%s to %s is %s', (before, after, bump) => {
    expect(bumpBetween(before, after)).toBe(bump);
  });

  it('says nothing of texts that are no SemVer', () => {
    expect(bumpBetween('1184', '1185')).toBeUndefined();
  });
});
