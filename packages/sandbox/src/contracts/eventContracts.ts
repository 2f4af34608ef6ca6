import { dump } from 'js-yaml';
import { isFrom, type StoryContract } from './StoryContract';

function orderPayload(version: string) {
  return {
    type: 'object',
    required: ['id', 'placedAt', 'lines'],
    properties: {
      id: { type: 'string' },
      placedAt: { type: 'string', format: 'date-time' },
      lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
      ...(isFrom(version, '5.1.0') && { channel: { type: 'string' } }),
    },
  };
}

/** An order was placed: told by checkout, heard by those who deliver. */
const orderPlaced: StoryContract = {
  ...{ name: 'order-placed', type: 'asyncapi', provider: 'checkout' },
  ...{ owner: 'team-shop', system: 'retail', extension: 'yaml' },
  description: 'Told when a customer has placed an order',
  current: '5.2.0',
  text: version =>
    dump({
      asyncapi: '3.0.0',
      info: { title: 'Orders', version },
      channels: {
        orders: {
          address: 'orders.placed',
          messages: {
            OrderPlaced: { $ref: '#/components/messages/OrderPlaced' },
          },
        },
      },
      operations: {
        tellOrderPlaced: {
          action: 'send',
          channel: { $ref: '#/channels/orders' },
        },
      },
      components: {
        messages: { OrderPlaced: { payload: orderPayload(version) } },
        schemas: {
          Line: {
            type: 'object',
            required: ['article', 'count'],
            properties: {
              article: { type: 'string' },
              count: { type: 'integer', minimum: 1 },
            },
          },
        },
      },
    }),
};

/** Contracts of messages. */
export const eventContracts: readonly StoryContract[] = [orderPlaced];
