export type { ContractRule } from './ContractRule';
export {
  CONTRACT_RULESET,
  contractRule,
  contractRules,
  summarize,
} from './registry';
