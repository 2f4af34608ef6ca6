/** Channel on which the backend says that something changed. @public */
export const DELIVERY_SIGNAL_CHANNEL = 'delivery';

/**
 * Every session hears every signal, whatever it may see. So a signal names
 * nothing: a topic is an opaque word for an entity, which the API tells with
 * {@link Deployment.topic} to those who may read it, and an operation's id is
 * random. What changed is asked of the API, which checks permissions.
 *
 * @public
 */
export type DeliverySignal =
  | { type: 'deployments'; topics: string[] }
  | { type: 'operation'; operationId: string; topics: string[] }
  | { type: 'sources' }
  /** A round of measurements is over. */
  | { type: 'health' }
  /** What is known of tenants changed, or an upgrade in waves went on. */
  | { type: 'tenants' }
  /**
   * Nothing changed, the stream works. Browsers that heard one expect the
   * next, and say *Not live* when it stays away.
   */
  | { type: 'alive'; everySeconds: number };

/**
 * Whether a signal may be about one of these topics. Where none are known yet,
 * it may be about anything.
 *
 * @public
 */
export function isAbout(
  signal: DeliverySignal,
  topics: readonly string[] | undefined,
): boolean {
  if (signal.type !== 'deployments' && signal.type !== 'operation') {
    return false;
  }
  return !topics?.length || signal.topics.some(topic => topics.includes(topic));
}
