/** Builds documents for pairs, each as short as it can be. */

export type Fields = Record<string, unknown>;

const info = { title: 'Orders', version: '1.0.0' };

/** A document of AsyncAPI 3. */
export function document(parts: Fields = {}): string {
  return JSON.stringify({ asyncapi: '3.0.0', info, ...parts });
}

/** A document of AsyncAPI 2. */
export function older(parts: Fields = {}): string {
  return JSON.stringify({ asyncapi: '2.6.0', info, channels: {}, ...parts });
}

export interface OneOperation {
  action?: 'send' | 'receive';
  channelKey?: string;
  address?: string;
  messages?: Fields;
  channel?: Fields;
  operation?: Fields;
  more?: Fields;
}

/** A document with one operation and its channel. */
export function operation({
  action = 'send',
  channelKey = 'orders',
  address = 'orders.created',
  messages = { Created: { payload: { type: 'object' } } },
  channel = {},
  operation: own = {},
  more = {},
}: OneOperation = {}): string {
  return document({
    channels: { [channelKey]: { address, messages, ...channel } },
    operations: {
      onCreated: {
        action,
        channel: { $ref: `#/channels/${channelKey}` },
        ...own,
      },
    },
    ...more,
  });
}

/** A document in which consumers receive one message. */
export function received(message: Fields, more: OneOperation = {}): string {
  return operation({ action: 'send', messages: { Created: message }, ...more });
}

/** A document in which consumers send one message. */
export function sent(message: Fields, more: OneOperation = {}): string {
  return operation({
    action: 'receive',
    messages: { Created: message },
    ...more,
  });
}

/** A document of AsyncAPI 2 with one operation. */
export function olderOperation(
  field: 'publish' | 'subscribe',
  message: Fields,
  more: Fields = {},
): string {
  return older({
    channels: { 'orders.created': { [field]: { message }, ...more } },
  });
}

/** A document with one server. */
export function server(own: Fields = {}, more: Fields = {}): string {
  return document({
    servers: { main: { host: 'a.example.org', protocol: 'kafka', ...own } },
    ...more,
  });
}
