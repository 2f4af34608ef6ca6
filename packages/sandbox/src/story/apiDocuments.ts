/** An API of the invented company. */
export interface ApiDocument {
  name: string;
  provider: string;
  description: string;
  document: Record<string, unknown>;
}

type Schema = Record<string, unknown>;

const TEXT: Schema = { type: 'string' };
const TIME: Schema = { type: 'string', format: 'date-time' };

function object(required: string[], properties: Record<string, Schema>) {
  return { type: 'object', required, properties };
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function json(schema: Schema) {
  return { content: { 'application/json': { schema } } };
}

function operation(options: {
  id: string;
  summary: string;
  body?: Schema;
  answer: Schema;
  parameters?: string[];
}) {
  const { id, summary, body, answer, parameters = [] } = options;
  return {
    operationId: id,
    summary,
    parameters: parameters.map(name => ({
      name,
      in: 'path',
      required: true,
      schema: TEXT,
    })),
    ...(body && { requestBody: { required: true, ...json(body) } }),
    responses: {
      200: { description: 'As asked', ...json(answer) },
      404: { description: 'There is no such thing' },
    },
  };
}

function openApi(
  title: string,
  version: string,
  paths: Record<string, unknown>,
  schemas: Record<string, Schema>,
) {
  return {
    openapi: '3.0.3',
    info: { title, version },
    paths,
    components: { schemas },
  };
}

const AMOUNT = object(['value', 'currency'], {
  value: { type: 'integer', description: 'In the smallest unit' },
  currency: { type: 'string', minLength: 3, maxLength: 3 },
});

const PAYMENT_PATHS = {
  '/payments': {
    post: operation({
      id: 'createPayment',
      summary: 'Takes a payment',
      body: reference('NewPayment'),
      answer: reference('Payment'),
    }),
  },
  '/payments/{id}': {
    get: operation({
      id: 'getPayment',
      summary: 'Reads a payment',
      answer: reference('Payment'),
      parameters: ['id'],
    }),
  },
  '/payments/{id}/refunds': {
    post: operation({
      id: 'refundPayment',
      summary: 'Gives money back',
      body: object(['amount', 'reason'], {
        amount: reference('Amount'),
        reason: TEXT,
      }),
      answer: reference('Payment'),
      parameters: ['id'],
    }),
  },
};

function payments(): Record<string, unknown> {
  return openApi('Payments', '2.4.0', PAYMENT_PATHS, {
    Amount: AMOUNT,
    NewPayment: object(['amount', 'capture'], {
      amount: reference('Amount'),
      capture: { type: 'string', enum: ['now', 'later'] },
    }),
    Payment: object(['id', 'amount', 'state'], {
      id: TEXT,
      amount: reference('Amount'),
      state: { type: 'string', enum: ['open', 'captured', 'refunded'] },
      settledAt: TIME,
    }),
  });
}

function ledger(): Record<string, unknown> {
  return openApi(
    'Ledger',
    '4.2.1',
    {
      '/entries': {
        post: operation({
          id: 'postEntry',
          summary: 'Posts an amount, once for each key',
          body: reference('Entry'),
          answer: reference('Entry'),
        }),
      },
    },
    {
      Amount: AMOUNT,
      Entry: object(['key', 'account', 'amount'], {
        key: TEXT,
        account: TEXT,
        amount: reference('Amount'),
        postedAt: TIME,
      }),
    },
  );
}

function catalogue(): Record<string, unknown> {
  return openApi(
    'Catalogue',
    '5.9.2',
    {
      '/articles/{id}': {
        get: operation({
          id: 'getArticle',
          summary: 'Reads an article',
          answer: reference('Article'),
          parameters: ['id'],
        }),
      },
    },
    {
      Amount: AMOUNT,
      Article: object(['id', 'title', 'price'], {
        id: TEXT,
        title: TEXT,
        price: reference('Amount'),
      }),
    },
  );
}

/** The APIs of the invented company, each by its provider. */
export function apiDocuments(): ApiDocument[] {
  return [
    {
      name: 'payments-api',
      provider: 'payments',
      description: 'Take, read and refund payments',
      document: payments(),
    },
    {
      name: 'ledger-api',
      provider: 'ledger',
      description: 'Post amounts to accounts',
      document: ledger(),
    },
    {
      name: 'catalogue-api',
      provider: 'catalogue',
      description: 'Articles with their prices',
      document: catalogue(),
    },
  ];
}
