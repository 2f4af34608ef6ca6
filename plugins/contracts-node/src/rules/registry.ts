import { createHash } from 'node:crypto';
import {
  bumpOfVerdict,
  type Comparison,
  type ContractChange,
  largestBump,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRule } from './ContractRule';
import { jsonSchemaRules } from './jsonSchemaRules';

/** All rules. @public */
export const contractRules: readonly ContractRule[] = [...jsonSchemaRules];

const byId = new Map(contractRules.map(rule => [rule.id, rule]));

/** Which rules judged: it changes with each rule. @public */
export const CONTRACT_RULESET = createHash('sha256')
  .update(JSON.stringify(contractRules))
  .digest('hex')
  .slice(0, 12);

/** The rule of an id. @public */
export function contractRule(id: string): ContractRule {
  const rule = byId.get(id);
  if (!rule) {
    throw new Error(`There is no rule '${id}'`);
  }
  return rule;
}

/** Sums up changes: the worst verdict, and the bump they need together. @public */
export function summarize(changes: readonly ContractChange[]): Comparison {
  return {
    verdict: worstVerdict(changes.map(({ verdict }) => verdict)),
    requiredBump: largestBump(
      changes.map(({ rule, verdict }) =>
        bumpOfVerdict(verdict, contractRule(rule).bumpWhenSafe),
      ),
    ),
    ruleset: CONTRACT_RULESET,
    changes: [...changes],
  };
}
