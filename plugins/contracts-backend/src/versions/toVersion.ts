import type {
  ContractVersion,
  LivePlace,
} from '@slipway/backstage-plugin-contracts-common';
import type { VersionRow } from '../database/rows';
import { isSemVer } from '../policy/versions';
import { judgementOf } from '../states/summarizeContract';

/** A version as the API gives it. */
export function toVersion(
  row: VersionRow,
  problem: string | undefined,
  live: LivePlace[],
): ContractVersion {
  const judgement = judgementOf(row);
  return {
    ...{ version: row.version, digest: row.digest, source: row.source },
    versionKind: isSemVer(row.version) ? 'semver' : 'other',
    ...(row.commit && { commit: row.commit }),
    publishedAt: row.published_at,
    ...(row.published_by && { publishedBy: row.published_by }),
    ...(problem && { problem }),
    ...(judgement && { judgement }),
    live,
  };
}
