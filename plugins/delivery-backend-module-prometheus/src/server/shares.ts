import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import { headersFor, selectServer } from '../config/selectServer';
import type { Asker, ServerAccess } from './ServerAccess';

/** What is asked for with the same headers. */
export interface Share<T> {
  asks: Pick<Asker, 'headers' | 'alertmanagerHeaders'>;
  items: T[];
}

/** Whether a server speaks for a deployment. */
export function isClaimed(
  { server, config }: ServerAccess,
  target: HealthTarget,
): boolean {
  return (
    selectServer(config.servers, target) === server &&
    headersFor(server.connection.headers, target) !== undefined
  );
}

/** Tenants are asked for apart, each with its own headers. */
export function sharesOf<T>(
  { server: { connection, alertmanager } }: ServerAccess,
  items: readonly T[],
  targetOf: (item: T) => HealthTarget,
): Share<T>[] {
  const shares = new Map<string, Share<T>>();
  for (const item of items) {
    const target = targetOf(item);
    const headers = headersFor(connection.headers, target);
    if (headers) {
      const alertmanagerHeaders =
        alertmanager && headersFor(alertmanager.headers, target);
      const asks = { headers, alertmanagerHeaders };
      const key = JSON.stringify(asks);
      const share = shares.get(key) ?? { asks, items: [] };
      shares.set(key, share);
      share.items.push(item);
    }
  }
  return [...shares.values()];
}
