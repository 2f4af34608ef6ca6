import type {
  ContractChange,
  ContractException,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow } from '../database/rows';

/** A change, and the exception that judged it. */
export type JudgedChange = ContractChange & {
  exception?: { id: string; owner: string; expiresAt: string };
};

/** Whether an exception holds for a contract. */
export function inScope(
  { scope }: ContractException,
  contract: Pick<ContractRow, 'entity_ref' | 'system'>,
): boolean {
  return !scope || scope === contract.entity_ref || scope === contract.system;
}

const SETTLED: ReadonlySet<ContractVerdict> = new Set(['safe', 'unknown']);

/** The nearest exception counts: of the contract, then of its system, then of all. */
function distance({ scope }: ContractException, contractRef: string): number {
  if (scope === contractRef) return 0;
  return scope ? 1 : 2;
}

/** Says of an exception what a page shows. */
export function citeException({ id, owner, expiresAt }: ContractException) {
  return { id, owner, expiresAt };
}

/** Judges changes by the exceptions that hold for a contract. */
export function applyExceptions(
  changes: readonly ContractChange[],
  contract: Pick<ContractRow, 'entity_ref' | 'system'>,
  exceptions: readonly ContractException[],
): JudgedChange[] {
  const rules = exceptions
    .filter(each => each.kind === 'rule' && inScope(each, contract))
    .sort(
      (a, b) =>
        distance(a, contract.entity_ref) - distance(b, contract.entity_ref),
    );
  if (!rules.length) return [...changes];
  return changes.map(change => {
    const exception = rules.find(({ rule }) => rule === change.rule);
    // What is safe by its values stays so, and what could not be told is no matter of a rule.
    if (!exception?.verdict || SETTLED.has(change.verdict)) return change;
    return {
      ...change,
      verdict: exception.verdict,
      exception: citeException(exception),
    };
  });
}

/** The exception by which a consumer does not block. */
export function exceptionForConsumer(
  exceptions: readonly ContractException[],
  of: {
    consumer: string;
    environment: string;
    contract: Pick<ContractRow, 'entity_ref' | 'system'>;
  },
): ContractException | undefined {
  return exceptions.find(
    each =>
      each.kind === 'block' &&
      inScope(each, of.contract) &&
      (!each.consumer || each.consumer === of.consumer) &&
      (!each.environment || each.environment === of.environment),
  );
}
