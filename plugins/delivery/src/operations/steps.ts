import {
  OPERATION_STEPS,
  type Operation,
  type OperationStep,
} from '@slipway/backstage-plugin-delivery-common';

/** Usual share of each step in the whole, for the pieces of the bar. */
const SHARES = {
  asked: 1,
  committed: 1,
  seen: 1.4,
  syncing: 1.2,
  replicas: 6,
  healthy: 1.4,
  verifying: 6,
} as const satisfies Record<(typeof OPERATION_STEPS)[number], number>;

/** All steps in their order; those nobody has begun are waiting. */
export function allSteps(operation: Operation): OperationStep[] {
  return OPERATION_STEPS.map(
    name =>
      operation.stepDetails.find(step => step.name === name) ?? {
        name,
        status: 'waiting',
        attempt: 1,
      },
  );
}

/** Columns of the bar. */
export const BAR_COLUMNS = OPERATION_STEPS.map(
  name => `${SHARES[name]}fr`,
).join(' ');
