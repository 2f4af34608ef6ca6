import type {
  ConsumerVersion,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';

/**
 * What a version does to a consumer. Of one that never declared what it uses,
 * all that can be said is that nothing changed for it.
 */
export type Effect = ContractVerdict | 'untouched';

/** Whether it is known from the consumer itself what it uses. */
export function isDeclared({
  evidence,
}: Pick<ConsumerVersion, 'evidence'>): boolean {
  return evidence.some(each => each === 'declared' || each === 'pact');
}

/** The effect of a verdict. */
export function effectOf(verdict: ContractVerdict, declared: boolean): Effect {
  return verdict === 'safe' && !declared ? 'untouched' : verdict;
}
