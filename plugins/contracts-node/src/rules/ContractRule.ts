import type {
  ContractBump,
  ContractDirection,
  ContractRole,
  ContractType,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';

/** A rule as data: what it finds, and what that means for whom. @public */
export interface ContractRule {
  readonly id: string;
  readonly title: string;
  /** Why it matters to a consumer. */
  readonly why: string;
  readonly formats: readonly ContractType[];
  /** What a finding counts as; a role or direction that is absent is not touched. */
  readonly verdicts: Readonly<
    Partial<Record<ContractDirection | ContractRole, ContractVerdict>>
  >;
  /** The bump for a finding that is safe. */
  readonly bumpWhenSafe: ContractBump;
}
