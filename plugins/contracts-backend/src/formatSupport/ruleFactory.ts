import type {
  ContractBump,
  ContractRule,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';

type Verdicts = ContractRule['verdicts'];

/** Writes the rules of a format: each is its id, what it finds, and why it matters. */
export function ruleFactory(
  format: ContractType,
  verdicts: Verdicts,
  bumpWhenSafe: ContractBump = 'minor',
): (id: string, title: string, why: string) => ContractRule {
  return (id, title, why) => ({
    ...{ id: `${format}-${id}`, title, why, formats: [format] },
    ...{ verdicts, bumpWhenSafe },
  });
}
