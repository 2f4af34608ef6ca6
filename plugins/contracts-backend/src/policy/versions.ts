import { compare, inc, parse, valid } from 'semver';
import type { ContractBump } from '@slipway/backstage-plugin-contracts-common';

/** Whether a text is a version by SemVer 2.0.0, without a leading `v` or spaces. */
export function isSemVer(version: string): boolean {
  return /^\d/.test(version) && valid(version) !== null && !/\s/.test(version);
}

/** What is ordered: a version, and when it was published. */
export interface Versioned {
  version: string;
  publishedAt: string;
}

/** Newest last: SemVer by its precedence, and before it all that is none, by time. */
export function byPrecedence(a: Versioned, b: Versioned): number {
  const [first, second] = [isSemVer(a.version), isSemVer(b.version)];
  if (first && second) {
    return compare(a.version, b.version) || (a.version < b.version ? -1 : 1);
  }
  if (first !== second) return first ? 1 : -1;
  return a.publishedAt < b.publishedAt ? -1 : 1;
}

function isPrerelease(version: string): boolean {
  return (parse(version)?.prerelease.length ?? 0) > 0;
}

/**
 * The version that another one follows: the highest release below it, or
 * without any the highest prerelease; what is no SemVer follows what was
 * published last before it.
 */
export function baselineOf<T extends Versioned>(
  version: Versioned,
  others: readonly T[],
): T | undefined {
  const sorted = [...others]
    .filter(other => other.version !== version.version)
    .sort(byPrecedence);
  if (!isSemVer(version.version)) {
    return sorted
      .filter(({ publishedAt }) => publishedAt < version.publishedAt)
      .sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1))
      .at(-1);
  }
  const below = sorted.filter(
    other =>
      isSemVer(other.version) && compare(other.version, version.version) < 0,
  );
  const releases = below.filter(other => !isPrerelease(other.version));
  return releases.at(-1) ?? below.at(-1);
}

/** The bump between two versions; undefined when one of them is no SemVer. */
export function declaredBump(
  from: string,
  to: string,
): ContractBump | undefined {
  if (!isSemVer(from) || !isSemVer(to)) return undefined;
  const [old, young] = [parse(from)!, parse(to)!];
  if (young.major !== old.major) return 'major';
  if (young.minor !== old.minor) return 'minor';
  if (young.patch !== old.patch) return 'patch';
  // A release and its own prereleases, or one prerelease and the next.
  return old.compare(young) === 0 ? 'none' : 'patch';
}

/**
 * What a bump counts as. Before 1.0.0 anything may change by SemVer 2.0.0,
 * point 4; the custom is that the minor stands for the major there.
 */
export function bumpWorth(declared: ContractBump, from: string): ContractBump {
  if (parse(from)?.major !== 0) return declared;
  const worth: Record<ContractBump, ContractBump> = {
    ...{ major: 'major', minor: 'major', patch: 'minor', none: 'none' },
  };
  return worth[declared];
}

/** The version that a needed bump leads to; undefined for what is no SemVer. */
export function proposeVersion(
  from: string,
  needed: ContractBump,
): string | undefined {
  if (!isSemVer(from)) return undefined;
  if (needed === 'none') return from;
  if (parse(from)?.major !== 0) return inc(from, needed) ?? undefined;
  return inc(from, needed === 'major' ? 'minor' : 'patch') ?? undefined;
}
