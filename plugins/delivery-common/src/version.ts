/**
 * What a version text is. Only `semver` has an order by SemVer 2.0.0; a build
 * number is ordered as a number; the others have none.
 *
 * @public
 */
export type VersionKind = 'semver' | 'build-number' | 'sha' | 'text';

/** Which part of a SemVer changed. @public */
export type BumpClass = 'major' | 'minor' | 'patch' | 'prerelease' | 'none';

/** A version by SemVer 2.0.0; numbers are BigInt, so none overflows. @public */
export interface SemVer {
  major: bigint;
  minor: bigint;
  patch: bigint;
  /** Dot-separated identifiers after `-`. */
  prerelease: readonly string[];
  /** Dot-separated identifiers after `+`; they have no part in the order. */
  build: readonly string[];
}

/** The grammar's own regular expression (semver.org, FAQ). */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;
const NUMERIC = /^(0|[1-9]\d*)$/;
const SHA = /^(?=.*[a-f])(?=.*\d)[0-9a-f]{7,64}$/;

/**
 * Reads a version by the exact grammar of SemVer 2.0.0: no leading `v`, no
 * spaces, no missing parts.
 *
 * @returns undefined when the text is not SemVer
 * @public
 */
export function parseSemVer(text: string): SemVer | undefined {
  const match = SEMVER.exec(text);
  // `$` also matches before a final line break only with the m flag, which is
  // not set; the length check documents that nothing may follow.
  if (!match || match[0].length !== text.length) {
    return undefined;
  }
  return {
    major: BigInt(match[1]),
    minor: BigInt(match[2]),
    patch: BigInt(match[3]),
    prerelease: match[4]?.split('.') ?? [],
    build: match[5]?.split('.') ?? [],
  };
}

/** Writes a SemVer back as text. @public */
export function formatSemVer(version: SemVer): string {
  const { major, minor, patch, prerelease, build } = version;
  const pre = prerelease.length ? `-${prerelease.join('.')}` : '';
  const meta = build.length ? `+${build.join('.')}` : '';
  return `${major}.${minor}.${patch}${pre}${meta}`;
}

function compareBigInt(a: bigint, b: bigint): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** SemVer 2.0.0, section 11.4: one pair of prerelease identifiers. */
function compareIdentifiers(a: string, b: string): number {
  const aNumeric = NUMERIC.test(a);
  const bNumeric = NUMERIC.test(b);
  if (aNumeric && bNumeric) {
    return compareBigInt(BigInt(a), BigInt(b));
  }
  if (aNumeric !== bNumeric) {
    return aNumeric ? -1 : 1;
  }
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  if (!a.length || !b.length) {
    return Math.sign(b.length - a.length);
  }
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i], b[i]);
    if (order) {
      return order;
    }
  }
  return Math.sign(a.length - b.length);
}

/**
 * Precedence by SemVer 2.0.0 section 11; build metadata has no part in it.
 *
 * @returns -1, 0 or 1
 * @public
 */
export function compareSemVer(a: SemVer, b: SemVer): number {
  return (
    compareBigInt(a.major, b.major) ||
    compareBigInt(a.minor, b.minor) ||
    compareBigInt(a.patch, b.patch) ||
    comparePrerelease(a.prerelease, b.prerelease)
  );
}

/**
 * Says what a version text is.
 *
 * @public
 */
export function classifyVersion(text: string): VersionKind {
  if (parseSemVer(text)) {
    return 'semver';
  }
  if (NUMERIC.test(text)) {
    return 'build-number';
  }
  return SHA.test(text) ? 'sha' : 'text';
}

/**
 * Order of two version texts: both SemVer, or both build numbers.
 *
 * @returns -1, 0 or 1; undefined when no order can be told
 * @public
 */
export function compareVersions(a: string, b: string): number | undefined {
  const left = parseSemVer(a);
  const right = parseSemVer(b);
  if (left && right) {
    return compareSemVer(left, right);
  }
  if (NUMERIC.test(a) && NUMERIC.test(b)) {
    return compareBigInt(BigInt(a), BigInt(b));
  }
  return undefined;
}

/**
 * The highest part in which two versions differ. A step that starts or ends
 * at a prerelease of the same numbers is `prerelease`.
 *
 * @returns undefined when either text is not SemVer
 * @public
 */
export function bumpBetween(
  before: string,
  after: string,
): BumpClass | undefined {
  const a = parseSemVer(before);
  const b = parseSemVer(after);
  if (!a || !b) {
    return undefined;
  }
  if (a.major !== b.major) {
    return 'major';
  }
  if (a.minor !== b.minor) {
    return 'minor';
  }
  if (a.patch !== b.patch) {
    return 'patch';
  }
  return comparePrerelease(a.prerelease, b.prerelease) ? 'prerelease' : 'none';
}
