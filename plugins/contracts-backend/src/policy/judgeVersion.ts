import {
  bumpCovers,
  CONTRACT_VERDICTS,
  type Comparison,
  type ContractBump,
  type ContractVerdict,
  type VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';
import { bumpWorth, declaredBump, proposeVersion } from './versions';

function countsOf({ changes }: Comparison): Record<ContractVerdict, number> {
  const counts = { safe: 0, risky: 0, unknown: 0, breaking: 0 };
  for (const verdict of CONTRACT_VERDICTS) {
    counts[verdict] = changes.filter(each => each.verdict === verdict).length;
  }
  return counts;
}

function sentence(
  declared: ContractBump | undefined,
  comparison: Comparison,
  fits: boolean,
): string {
  const needed = comparison.requiredBump;
  const because =
    comparison.verdict === 'unknown'
      ? ', because not all of it could be judged'
      : '';
  if (!declared) {
    return `Needs ${needed}${because}; the version is no SemVer and declares nothing.`;
  }
  return fits
    ? `Declared ${declared}, which fits.`
    : `Declared ${declared}, needs ${needed}${because}.`;
}

/**
 * Holds the bump that a version declares against the one its changes need.
 * What could not be told needs as much as what breaks.
 */
export function judgeVersion(
  baseline: string,
  version: string,
  comparison: Comparison,
): VersionJudgement {
  const declared = declaredBump(baseline, version);
  const { requiredBump, verdict, ruleset } = comparison;
  const fits = declared
    ? bumpCovers(bumpWorth(declared, baseline), requiredBump)
    : bumpCovers('minor', requiredBump);
  return {
    ...{ baseline, requiredBump, fits, verdict, ruleset },
    ...(declared && { declaredBump: declared }),
    message: sentence(declared, comparison, fits),
    counts: countsOf(comparison),
    ...(!fits && { proposed: proposeVersion(baseline, requiredBump) }),
  };
}
