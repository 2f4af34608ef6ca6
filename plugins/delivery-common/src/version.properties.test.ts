import fc from 'fast-check';
import {
  bumpBetween,
  classifyVersion,
  compareSemVer,
  compareVersions,
  formatSemVer,
  parseSemVer,
} from './version';

const number = fc.oneof(
  fc.nat({ max: 3 }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
);
const word = fc.oneof(
  fc.constantFrom('alpha', 'beta', 'rc', 'rc1', '-', '0a', 'SNAPSHOT'),
  number,
);
const core = fc
  .tuple(number, number, number)
  .map(([major, minor, patch]) => `${major}.${minor}.${patch}`);
const pre = fc.array(word, { maxLength: 3 }).map(words => words.join('.'));
const semver = fc
  .tuple(core, pre)
  .map(([numbers, words]) => (words ? `${numbers}-${words}` : numbers));
const build = fc.constantFrom('', '+1', '+build.007', '+sha-8c41f0e', '+-');
const anything = fc.oneof(
  semver,
  number,
  fc.constantFrom('latest', 'v1.2.3', '1.2', '8c41f0e', '007', '', ' 1.0.0'),
  fc.string(),
);

const order = (a: string, b: string) =>
  compareSemVer(parseSemVer(a)!, parseSemVer(b)!);
/** Without a minus before a nought. */
const opposite = (value: number | undefined) =>
  value === undefined ? undefined : 0 - value;

describe('the order of versions', () => {
  it('is the same from both sides, also where there is none', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(compareVersions(a, b)).toBe(opposite(compareVersions(b, a)));
      }),
    );
  });

  it('holds from one to the next', () => {
    fc.assert(
      fc.property(semver, semver, semver, (a, b, c) => {
        const chained = order(a, b) <= 0 && order(b, c) <= 0;
        expect(!chained || order(a, c) <= 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells two versions equal only when they are the same but for the build', () => {
    fc.assert(
      fc.property(semver, semver, (a, b) => {
        expect(order(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('has no eye for the build', () => {
    fc.assert(
      fc.property(semver, semver, build, build, (a, b, one, two) => {
        expect(order(a + one, b + two)).toBe(order(a, b));
        expect(bumpBetween(a + one, a + two)).toBe('none');
      }),
    );
  });

  it('puts a prerelease before its release, and more words after fewer', () => {
    fc.assert(
      fc.property(core, pre, word, (numbers, words, more) => {
        fc.pre(words !== '');
        expect(order(`${numbers}-${words}`, numbers)).toBe(-1);
        expect(
          order(`${numbers}-${words}`, `${numbers}-${words}.${more}`),
        ).toBe(-1);
      }),
    );
  });

  it('counts numbers that no double holds', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 10n ** 60n }), big => {
        expect(compareVersions(`${big}`, `${big + 1n}`)).toBe(-1);
        expect(compareVersions(`1.${big + 1n}.0`, `1.${big}.0`)).toBe(1);
        expect(compareVersions(`1.0.0-${big}`, `1.0.0-${big + 1n}`)).toBe(-1);
      }),
    );
  });
});

describe('what a version is', () => {
  it('is said of any text, and SemVer exactly of what can be parsed', () => {
    fc.assert(
      fc.property(anything, text => {
        const kind = classifyVersion(text);
        expect(['semver', 'build-number', 'sha', 'text']).toContain(kind);
        expect(kind === 'semver').toBe(parseSemVer(text) !== undefined);
        expect(compareVersions(text, text)).toBe(
          kind === 'semver' || kind === 'build-number' ? 0 : undefined,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('comes back as it was written, with its build', () => {
    fc.assert(
      fc.property(semver, build, (text, more) => {
        expect(formatSemVer(parseSemVer(text + more)!)).toBe(text + more);
      }),
    );
  });

  it.each([
    ['many digits', `1.${'9'.repeat(20_000)}.0`, 'semver'],
    ['many words', `1.0.0-${'a.'.repeat(20_000)}b`, 'semver'],
    ['many hyphens', `1.0.0-${'-'.repeat(50_000)}`, 'semver'],
    ['digits that end wrong', `1.0.0-${'1'.repeat(50_000)}_`, 'text'],
    ['words that end wrong', `1.0.0-${'a.'.repeat(20_000)}_`, 'text'],
    ['a build that ends wrong', `1.0.0+${'a-'.repeat(20_000)}_`, 'text'],
    ['letters of a sha that is too long', 'a1'.repeat(40_000), 'text'],
  ])('is told at once of %s', (_, text, kind) => {
    const from = performance.now();

    expect(classifyVersion(text)).toBe(kind);

    expect(performance.now() - from).toBeLessThan(1_000);
  });

  it.each([
    '١.٢.٣',
    '1.2.3\u0000',
    '１.0.0',
    '1.2.3\r',
    '1.2.3-ä',
    '\uFEFF1.0.0',
  ])('is no SemVer for %j, which only looks like it', text => {
    expect(classifyVersion(text)).toBe('text');
  });
});

describe('the step between two versions', () => {
  it('is the same there and back', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(bumpBetween(a, b)).toBe(bumpBetween(b, a));
      }),
    );
  });

  it('is none exactly where the order sees no difference', () => {
    fc.assert(
      fc.property(semver, semver, (a, b) => {
        expect(bumpBetween(a, b) === 'none').toBe(order(a, b) === 0);
      }),
    );
  });

  it('is the highest part that differs', () => {
    fc.assert(
      fc.property(semver, semver, (a, b) => {
        const [x, y] = [parseSemVer(a)!, parseSemVer(b)!];
        const differs = (['major', 'minor', 'patch'] as const).find(
          part => x[part] !== y[part],
        );
        expect([differs ?? 'prerelease', differs ?? 'none']).toContain(
          bumpBetween(a, b),
        );
      }),
    );
  });
});
