import { dump } from 'js-yaml';
import {
  AMOUNT,
  object,
  openApi,
  operation,
  reference,
  TEXT,
  TIME,
} from './openApi';
import { isFrom, type StoryContract } from './StoryContract';

const ledgerApi: StoryContract = {
  ...{ name: 'ledger-api', type: 'openapi', provider: 'ledger' },
  ...{ owner: 'team-payments', system: 'finance', extension: 'yaml' },
  description: 'Post amounts to accounts',
  current: '4.2.1',
  text: version =>
    dump(
      openApi(
        ...(['Ledger', version] as const),
        {
          '/entries': {
            post: operation({
              id: 'postEntry',
              summary: 'Posts an amount, once for each key',
              ...{ body: reference('Entry'), answer: reference('Entry') },
            }),
          },
        },
        {
          Amount: AMOUNT,
          Entry: object(['key', 'account', 'amount'], {
            ...{ key: TEXT, account: TEXT, amount: reference('Amount') },
            ...(isFrom(version, '4.1.0') && { postedAt: TIME }),
          }),
        },
      ),
      { noRefs: true },
    ),
};

const catalogueApi: StoryContract = {
  ...{ name: 'catalogue-api', type: 'openapi', provider: 'catalogue' },
  ...{ owner: 'team-shop', system: 'retail', extension: 'yaml' },
  description: 'Articles with their prices',
  current: '5.9.2',
  text: version =>
    dump(
      openApi(
        ...(['Catalogue', version] as const),
        {
          '/articles/{id}': {
            get: operation({
              ...{ id: 'getArticle', summary: 'Reads an article' },
              ...{ answer: reference('Article'), parameters: ['id'] },
            }),
          },
        },
        {
          Amount: AMOUNT,
          Article: object(['id', 'title', 'price'], {
            ...{ id: TEXT, title: TEXT, price: reference('Amount') },
            ...(isFrom(version, '5.8.0') && {
              pictures: { type: 'array', items: TEXT },
            }),
          }),
        },
      ),
      { noRefs: true },
    ),
};

/** In 5.2.0 the voucher went away, and nothing that is not described is taken. */
function newCheckout(version: string) {
  const isVoucher = !isFrom(version, '5.2.0');
  return {
    ...object(['cart', 'address'], {
      ...{ cart: TEXT, address: TEXT },
      ...(isVoucher && { voucher: { type: 'string', maxLength: 20 } }),
      ...(isFrom(version, '5.1.0') && { note: TEXT }),
    }),
    additionalProperties: false,
  };
}

const checkoutApi: StoryContract = {
  ...{ name: 'checkout-api', type: 'openapi', provider: 'checkout' },
  ...{ owner: 'team-shop', system: 'retail', extension: 'yaml' },
  description: 'Turn a cart into a paid order',
  current: '5.2.0',
  text: version =>
    dump(
      openApi(
        ...(['Checkout', version] as const),
        {
          '/checkouts': {
            post: operation({
              ...{ id: 'checkOut', summary: 'Turns a cart into an order' },
              ...{ body: reference('NewCheckout'), answer: reference('Order') },
            }),
          },
        },
        {
          NewCheckout: newCheckout(version),
          Order: object(['id', 'state'], {
            id: TEXT,
            state: { type: 'string', enum: ['placed', 'paid'] },
          }),
        },
      ),
      { noRefs: true },
    ),
};

/** Contracts over HTTP, but for that of payments. */
export const restContracts: readonly StoryContract[] = [
  ...[ledgerApi, catalogueApi, checkoutApi],
];
