import { dump } from 'js-yaml';
import type { StoryTime } from '../story/storyTime';
import {
  AMOUNT,
  object,
  openApi,
  operation,
  reference,
  type Schema,
  TEXT,
  TIME,
} from './openApi';
import { isFrom, type StoryContract } from './StoryContract';

const DAY_MS = 86_400_000;
const KEY_OVERDUE_DAYS = 18;
const STATUS_DAYS = 73;

function day(time: StoryTime, offset: number): string {
  return new Date(time.now.getTime() + offset * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

function clientKey(version: string, time: StoryTime): Schema {
  return {
    ...{ name: 'X-Client-Key', in: 'header', required: false, schema: TEXT },
    ...(isFrom(version, '2.1.0') && {
      deprecated: true,
      description: 'Use a bearer token.',
      'x-sunset': day(time, -KEY_OVERDUE_DAYS),
    }),
  };
}

function statusQuery(version: string, time: StoryTime): Schema {
  return {
    ...{ name: 'status', in: 'query', required: false, schema: TEXT },
    ...(isFrom(version, '2.3.0') && {
      deprecated: true,
      description: 'Use GET /payments/search.',
      'x-sunset': day(time, STATUS_DAYS),
    }),
  };
}

function paymentPaths(version: string, time: StoryTime) {
  const key = clientKey(version, time);
  return {
    '/payments': {
      post: operation({
        ...{ id: 'createPayment', summary: 'Takes a payment', more: [key] },
        ...{ body: reference('NewPayment'), answer: reference('Payment') },
      }),
      get: operation({
        ...{ id: 'listPayments', summary: 'Lists payments' },
        answer: { type: 'array', items: reference('Payment') },
        more: [statusQuery(version, time)],
      }),
    },
    ...(isFrom(version, '2.3.0') && {
      '/payments/search': {
        get: operation({
          ...{ id: 'searchPayments', summary: 'Finds payments' },
          answer: { type: 'array', items: reference('Payment') },
        }),
      },
    }),
    '/payments/{id}': {
      get: operation({
        ...{ id: 'getPayment', summary: 'Reads a payment' },
        ...{ answer: reference('Payment'), parameters: ['id'] },
      }),
    },
  };
}

function refundPaths(version: string) {
  const body = object(['amount'], {
    amount: reference('Amount'),
    ...(isFrom(version, '2.3.0') && { reason: TEXT }),
  });
  return {
    '/payments/{id}/refunds': {
      post: operation({
        ...{ id: 'refundPayment', summary: 'Gives money back', body },
        ...{ answer: reference('Payment'), parameters: ['id'] },
      }),
    },
    ...(isFrom(version, '2.5.0-beta.1') && {
      '/refunds/{id}/cancel': {
        post: operation({
          ...{ id: 'cancelRefund', summary: 'Takes a refund back' },
          ...{ answer: reference('Payment'), parameters: ['id'] },
        }),
      },
    }),
  };
}

/** From 2.5.0 on a payment is captured at once. */
function schemas(version: string): Record<string, Schema> {
  const isNext = isFrom(version, '2.5.0-beta.1');
  const isSettled = isFrom(version, '2.3.0-beta.1');
  return {
    Amount: AMOUNT,
    NewPayment: object(['amount', 'capture'], {
      amount: reference('Amount'),
      capture: { type: 'string', enum: isNext ? ['now'] : ['now', 'later'] },
      reference: { type: 'string', maxLength: isNext ? 140 : 35 },
    }),
    Payment: object(
      ['id', 'amount', 'state', ...(isSettled ? ['settledAt'] : [])],
      {
        id: TEXT,
        amount: reference('Amount'),
        state: {
          type: 'string',
          enum: [
            'open',
            'captured',
            'refunded',
            ...(isNext ? ['reversed'] : []),
          ],
        },
        ...(isSettled && { settledAt: TIME }),
      },
    ),
  };
}

/** Taking, reading and refunding payments. */
export const paymentsApi: StoryContract = {
  ...{ name: 'payments-api', type: 'openapi', provider: 'payments' },
  ...{ owner: 'team-payments', system: 'retail', extension: 'yaml' },
  description: 'Take, read and refund payments',
  versions: [
    ...['2.0.0', '2.1.0', '2.2.0', '2.2.1', '2.2.3', '2.3.0-beta.1', '2.3.0'],
    ...['2.3.1', '2.4.0-beta.1', '2.4.0', '2.4.1', '2.5.0-beta.3'],
  ],
  current: '2.4.0',
  text: (version, time) =>
    dump(
      openApi(
        ...(['Payments', version] as const),
        { ...paymentPaths(version, time), ...refundPaths(version) },
        schemas(version),
      ),
      { noRefs: true },
    ),
};
