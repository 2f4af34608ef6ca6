import type {
  DeployedVersion,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { COMMITS, DAY, HOUR, MINUTE, STORY_NOW, iso } from './landscape';

/** One change of a history. */
export function revision(
  id: string,
  at: number,
  change: Partial<Revision>,
): Revision {
  const author = change.author ?? { name: 'dev-1' };
  return {
    id,
    deploymentId: 'prod-acme',
    commit: COMMITS.v231,
    kind: 'upgrade',
    versionKind: 'semver',
    committer: author,
    authoredAt: iso(at),
    committedAt: iso(at),
    at: iso(at),
    subject: 'Change',
    trailers: [],
    filesChanged: 1,
    rewritten: false,
    ...change,
    author,
  };
}

/** History of prod · acme, newest first. */
export function revisions(now = STORY_NOW): Revision[] {
  return [
    revision('r6', now - 12 * MINUTE, {
      commit: COMMITS.v240,
      commitUrl: `https://git.example.org/gitops/commit/${COMMITS.v240}`,
      versionBefore: '2.3.1',
      versionAfter: '2.4.0',
      bump: 'minor',
      author: { name: 'dev-3' },
      subject: 'Refunds ask for a reason',
    }),
    revision('r5', now - 9 * DAY - 4 * HOUR, {
      commit: COMMITS.v231,
      versionBefore: '2.2.3',
      versionAfter: '2.3.1',
      bump: 'patch',
      subject: 'Post to the ledger once, not twice',
    }),
    revision('r4b', now - 12 * DAY, {
      commit: 'a17c2e8900000000000000000000000000000000',
      kind: 'config',
      versionBefore: '2.2.3',
      versionAfter: '2.2.3',
      bump: 'none',
      author: { name: 'oncall-1' },
      subject: 'Raise memory limit at start-up',
    }),
    revision('r4', now - 16 * DAY, {
      commit: COMMITS.back,
      kind: 'downgrade',
      versionBefore: '2.3.0',
      versionAfter: '2.2.3',
      bump: 'minor',
      author: { name: 'oncall-2' },
      subject: 'Roll back 2.3.0 to 2.2.3',
      rollback: {
        from: '2.3.0',
        to: '2.2.3',
        reason: 'p95 went from 0.2 s to 1.9 s on captures',
      },
    }),
    revision('r3', now - 16 * DAY - 38 * MINUTE, {
      commit: COMMITS.v230,
      versionBefore: '2.2.3',
      versionAfter: '2.3.0',
      bump: 'minor',
      author: { name: 'dev-3' },
      subject: 'Partial captures',
    }),
    revision('r2', now - 29 * DAY, {
      commit: COMMITS.v223,
      versionBefore: '2.2.1',
      versionAfter: '2.2.3',
      bump: 'patch',
      author: { name: 'dev-2' },
      subject: 'Fix rounding of split payments',
    }),
  ];
}

function version(
  text: string,
  now: number,
  change: Partial<DeployedVersion>,
): DeployedVersion {
  return {
    version: text,
    kind: 'semver',
    bump: 'patch',
    verdict: 'ran',
    verdictText: 'ran for 9 days',
    firstFrom: iso(now - 20 * DAY),
    lastFrom: iso(now - 20 * DAY),
    ranForSeconds: (9 * DAY) / 1000,
    commit: COMMITS.v231,
    author: 'dev-1',
    subject: 'Change',
    suggested: false,
    ...change,
  };
}

/** Versions that ran in prod · acme, newest first. */
export function versions(now = STORY_NOW): DeployedVersion[] {
  return [
    version('2.4.0', now, {
      bump: 'minor',
      verdict: 'current',
      verdictText: 'wanted for 12 min, still',
      commit: COMMITS.v240,
      unusable: 'It is wanted now.',
    }),
    version('2.3.1', now, {
      verdictText: 'ran for 9 days, until 13:55',
      suggested: true,
    }),
    version('2.2.3', now, {
      verdictText: 'ran for 13 days, then 6 more',
      commit: COMMITS.v223,
    }),
    version('2.3.0', now, {
      bump: 'minor',
      verdict: 'rolled-back',
      verdictText: 'rolled back on 3 Nov: p95 0.2 → 1.9 s',
      commit: COMMITS.v230,
      unusable: 'Banned by oncall-2 on 3 Nov: p95 0.2 → 1.9 s',
    }),
  ];
}
