import {
  CONTRACT_BUMPS,
  CONTRACT_VERDICTS,
  type ContractBump,
  type ContractVerdict,
} from './types';

function last<T>(order: readonly T[], values: Iterable<T>): T {
  let index = 0;
  for (const value of values) {
    index = Math.max(index, order.indexOf(value));
  }
  return order[index];
}

/** The worst of some verdicts; no verdict at all is `safe`. @public */
export function worstVerdict(
  verdicts: Iterable<ContractVerdict>,
): ContractVerdict {
  return last(CONTRACT_VERDICTS, verdicts);
}

/** The largest of some bumps; no bump at all is `none`. @public */
export function largestBump(bumps: Iterable<ContractBump>): ContractBump {
  return last(CONTRACT_BUMPS, bumps);
}

/**
 * The bump that a verdict asks for. What could not be told asks for the same
 * as what breaks; what is safe asks for what its rule says.
 *
 * @public
 */
export function bumpOfVerdict(
  verdict: ContractVerdict,
  whenSafe: ContractBump,
): ContractBump {
  switch (verdict) {
    case 'breaking':
    case 'unknown':
      return 'major';
    case 'risky':
      return 'minor';
    default:
      return whenSafe;
  }
}

/** Whether a declared bump covers the one that is needed. @public */
export function bumpCovers(declared: ContractBump, needed: ContractBump) {
  return CONTRACT_BUMPS.indexOf(declared) >= CONTRACT_BUMPS.indexOf(needed);
}
