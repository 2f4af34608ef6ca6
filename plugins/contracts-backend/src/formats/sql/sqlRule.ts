import type {
  ContractRule,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

type Role = 'reader' | 'writer' | 'caller';

/** A rule by what it means for each role; one that is not named is not touched. */
export function rule(
  id: string,
  verdicts: Partial<Record<Role, ContractVerdict>>,
  title: string,
  why: string,
): ContractRule {
  return ruleFactory('sql', verdicts)(id, title, why);
}
