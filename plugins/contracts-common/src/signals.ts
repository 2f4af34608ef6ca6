/** Channel on which the backend says that something changed. @public */
export const CONTRACTS_SIGNAL_CHANNEL = 'contracts';

/**
 * Every session hears it, so it names nothing: what changed is asked of the
 * API, which checks permissions.
 *
 * @public
 */
export interface ContractsSignal {
  type: 'changed';
}
