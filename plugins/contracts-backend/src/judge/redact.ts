import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';

/** Stands for an entity that the caller may not see. */
const HIDDEN = { entityRef: 'component:default/not-shown', version: '?' };

const EFFECTS: Readonly<Record<CanIFinding['answer'], string>> = {
  ...{ blocked: 'would break', unknown: 'could not be judged' },
  allowed: 'is fine',
};

/** The answer stays; who it is and why is only for those who may see the contract. */
export function redact(finding: CanIFinding): CanIFinding {
  const { answer, counterpart, consumer, provider } = finding;
  const isConsumer = counterpart === 'consumer';
  return {
    ...{ answer, hidden: true, counterpart, places: [] },
    contract: 'api:default/not-shown',
    consumer: isConsumer ? HIDDEN : consumer,
    provider: isConsumer ? provider : HIDDEN,
    message: `A counterpart that you may not see ${EFFECTS[answer]}.`,
  };
}
