import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import type { Sight } from '../permissions/Sight';
import { nameOf } from './names';

/** Stands for an entity that the caller may not see. */
const HIDDEN = { entityRef: 'component:default/not-shown', version: '?' };
const HIDDEN_CONTRACT = 'api:default/not-shown';

const EFFECTS: Readonly<Record<CanIFinding['answer'], string>> = {
  ...{ blocked: 'would break', unknown: 'could not be judged' },
  allowed: 'is fine',
};

const EXCUSED = 'would not fit, and may by an exception';

/** The component on the other side of a finding. */
export function counterpartOf(finding: CanIFinding): string {
  return finding[finding.counterpart].entityRef;
}

/** The answer stays; who it is and why is only for those who may see the contract and the component. */
export function redact(
  finding: CanIFinding,
  sight: Pick<Sight, 'sees'>,
): CanIFinding {
  const { answer, counterpart, contract, consumer, provider, exception } =
    finding;
  const seesContract = sight.sees(contract);
  if (seesContract && sight.sees(counterpartOf(finding))) return finding;
  const isConsumer = counterpart === 'consumer';
  const what = seesContract
    ? `A ${counterpart} of ${nameOf(contract)}`
    : 'A counterpart';
  return {
    ...{ answer, hidden: true, counterpart, places: [] },
    contract: seesContract ? contract : HIDDEN_CONTRACT,
    consumer: isConsumer ? HIDDEN : consumer,
    provider: isConsumer ? provider : HIDDEN,
    message: `${what} that you may not see ${
      exception ? EXCUSED : EFFECTS[answer]
    }.`,
    ...(exception && { exception }),
  };
}
