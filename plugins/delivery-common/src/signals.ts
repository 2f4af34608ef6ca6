/** Channel on which the backend says that something changed. @public */
export const DELIVERY_SIGNAL_CHANNEL = 'delivery';

/**
 * Carries ids only: who receives it asks the API, which checks permissions.
 *
 * @public
 */
export type DeliverySignal =
  | { type: 'deployments'; deploymentIds: string[]; entityRefs: string[] }
  | { type: 'operation'; operationId: string; deploymentId: string }
  | { type: 'sources' }
  /**
   * Nothing changed, the stream works. Browsers that heard one expect the
   * next, and say *Not live* when it stays away.
   */
  | { type: 'alive'; everySeconds: number };
