import { dump } from 'js-yaml';
import { isFrom } from './StoryContract';

interface Need {
  contract: string;
  role?: 'reader' | 'writer' | 'caller';
  builtAgainst?: string;
  toleratesNewValues?: boolean;
  uses: Record<string, unknown>[];
}

const AMOUNT = ['amount.value', 'amount.currency'];

/** Until 1.12.0 it captures a day later; the next version captures at once. */
function settlementNeeds(version: string): Need[] {
  const capture = isFrom(version, '1.13.0-rc.1') ? 'now' : 'later';
  // What closed a day for all currencies is gone from the database since.
  const closes = isFrom(version, '1.12.0')
    ? `SELECT ledger.close_day(DATE '2026-01-31', 'EUR')`
    : `SELECT ledger.close_day(DATE '2026-01-31')`;
  return [
    {
      ...{ contract: 'payments-api', builtAgainst: '2.2.0' },
      toleratesNewValues: true,
      uses: [
        {
          operation: 'POST /payments',
          sends: [
            ...AMOUNT,
            'capture',
            ...(capture === 'later' ? ['X-Client-Key'] : []),
          ],
          values: { capture: [capture] },
          receives: ['id', 'state'],
        },
        {
          operation: 'GET /payments',
          ...{ sends: ['status'], receives: ['id', 'state'] },
        },
      ],
    },
    {
      ...{ contract: 'ledger-db', role: 'caller' },
      builtAgainst: isFrom(version, '1.12.0') ? '4.2.0' : '4.1.0',
      uses: [{ statement: closes }],
    },
  ];
}

function checkoutNeeds(version: string): Need[] {
  return [
    {
      ...{ contract: 'payments-api', builtAgainst: '2.2.0' },
      toleratesNewValues: true,
      uses: [
        {
          operation: 'POST /payments',
          sends: [...AMOUNT, 'capture'],
          ...{ values: { capture: ['now'] }, receives: ['id', 'state'] },
        },
        ...(isFrom(version, '5.2.0')
          ? [{ operation: 'POST /payments/{id}/refunds', sends: AMOUNT }]
          : []),
      ],
    },
  ];
}

function invoicesNeeds(version: string): Need[] {
  const isNew = isFrom(version, '3.8.0');
  return [
    {
      contract: 'payments-api',
      builtAgainst: isNew ? '2.3.0' : '2.2.0',
      toleratesNewValues: true,
      uses: [
        {
          operation: 'GET /payments/{id}',
          receives: [
            ...['amount.value', 'amount.currency', 'state'],
            ...(isNew ? ['settledAt'] : []),
          ],
        },
      ],
    },
    {
      ...{ contract: 'ledger-api', builtAgainst: '4.0.0' },
      uses: [
        {
          operation: 'POST /entries',
          sends: ['key', 'account', ...AMOUNT],
          receives: ['key'],
        },
      ],
    },
  ];
}

function webShopNeeds(version: string): Need[] {
  const isPlain = isFrom(version, '7.4.3');
  return [
    {
      ...{
        contract: 'checkout-api',
        builtAgainst: isPlain ? '5.2.0' : '5.1.0',
      },
      uses: [
        {
          operation: 'POST /checkouts',
          sends: ['cart', 'address', ...(isPlain ? [] : ['voucher'])],
          receives: ['id', 'state'],
        },
      ],
    },
    {
      ...{ contract: 'catalogue-api', builtAgainst: '5.8.0' },
      uses: [
        { operation: 'GET /articles/{id}', receives: ['id', 'title', 'price'] },
      ],
    },
    {
      ...{ contract: 'storefront-graph', builtAgainst: '2.8.0' },
      uses: [{ statement: '{ cart(id: "1") { id total lines { count } } }' }],
    },
  ];
}

const paymentsNeeds = (): Need[] => [
  {
    ...{ contract: 'ledger-api', builtAgainst: '4.0.0' },
    uses: [
      {
        operation: 'POST /entries',
        sends: ['key', 'account', ...AMOUNT],
        receives: ['key'],
      },
    ],
  },
];

const loyaltyNeeds = (): Need[] => [
  {
    ...{ contract: 'payments-api', builtAgainst: '2.2.0' },
    toleratesNewValues: true,
    uses: [{ operation: 'GET /payments/{id}', receives: ['state'] }],
  },
];

const shippingNeeds = (): Need[] => [
  {
    ...{ contract: 'order-placed', builtAgainst: '5.1.0' },
    uses: [{ operation: 'send orders.placed', receives: ['id', 'lines'] }],
  },
  {
    ...{ contract: 'carrier-labels', builtAgainst: '1.1.0' },
    uses: [{ operation: 'Labels.Order' }],
  },
  {
    ...{ contract: 'stock-grpc', builtAgainst: '1179' },
    uses: [{ operation: 'warehouse.v1.Stock/Find' }],
  },
];

const NEEDS: Readonly<Record<string, (version: string) => Need[]>> = {
  payments: paymentsNeeds,
  checkout: checkoutNeeds,
  invoices: invoicesNeeds,
  'batch-settlement': settlementNeeds,
  loyalty: loyaltyNeeds,
  shipping: shippingNeeds,
  'web-shop': webShopNeeds,
};

/** Services that declare what they need. */
export const DECLARING: readonly string[] = Object.keys(NEEDS);

/** The file in which a version of a service declares what it needs. */
export function needsFile(
  service: string,
  version: string,
): string | undefined {
  const needs = Object.hasOwn(NEEDS, service)
    ? NEEDS[service](version)
    : undefined;
  return needs && dump({ needs }, { lineWidth: 100, noRefs: true });
}
