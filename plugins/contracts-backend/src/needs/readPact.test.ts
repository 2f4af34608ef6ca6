import { fieldsOf, needOfPact, readPact } from './readPact';

const interaction = (more: object = {}) => ({
  description: 'a payment',
  request: {
    ...{ method: 'post', path: '/payments' },
    body: { amount: { value: 1, currency: 'EUR' }, capture: 'later' },
  },
  response: { status: 201, body: { id: 'pay_1', lines: [{ price: 2 }] } },
  ...more,
});
const pact = (...interactions: object[]) =>
  JSON.stringify({ provider: { name: 'payments' }, interactions });
const pact4 = (...interactions: object[]) =>
  JSON.stringify({
    ...{ provider: { name: 'payments' }, interactions },
    metadata: { pactSpecification: { version: '4.0' } },
  });

describe('a Pact', () => {
  it('says which fields and values its consumer uses', () => {
    expect(readPact(pact(interaction()))).toEqual({
      provider: 'payments',
      uses: [
        {
          operation: 'POST /payments',
          sends: ['amount', 'amount.value', 'amount.currency', 'capture'],
          receives: ['id', 'lines', 'lines[].price'],
        },
      ],
    });
  });

  it('of specification 4 wraps bodies, and has messages that are passed over', () => {
    const { uses } = readPact(
      pact4(
        interaction({
          type: 'Synchronous/HTTP',
          request: {
            ...{ method: 'GET', path: '/payments/1' },
            query: { status: ['open'] },
          },
          response: { body: { content: { id: 'x' }, encoded: false } },
        }),
        { type: 'Asynchronous/Messages', contents: {} },
      ),
    );
    expect(uses).toEqual([
      {
        ...{ operation: 'GET /payments/1', sends: ['status'] },
        receives: ['id'],
      },
    ]);
  });

  it('takes headers for fields, and a field of that name for no wrapping', () => {
    const [use] = readPact(
      pact(
        interaction({
          request: {
            ...{ method: 'POST', path: '/a', headers: { 'X-Key': 'k' } },
            body: { content: 'text', author: 'me' },
          },
          response: { headers: { Location: '/a/1' } },
        }),
      ),
    ).uses;
    expect(use).toMatchObject({
      ...{ sends: ['X-Key', 'content', 'author'], receives: ['Location'] },
    });
  });

  it('reads a query that is one text', () => {
    const request = { method: 'GET', path: '/a', query: 'x=1&y=2' };
    const [use] = readPact(pact(interaction({ request }))).uses;
    expect(use.sends).toEqual(['x', 'y']);
  });

  it.each([
    ['{', 'is no JSON'],
    ['{}', 'not as it must be at provider'],
    ['{"provider":{"name":"a"},"interactions":[{"request":{}}]}', 'request'],
  ])('is refused with a sentence: %j', (text, message) => {
    expect(() => readPact(text)).toThrow(message);
  });

  it('makes a need of its uses', () => {
    expect(needOfPact('api:default/a', [])).toEqual({
      ...{ contract: 'api:default/a', evidence: 'pact' },
    });
    const uses = [{ operation: 'GET /a' }];
    expect(needOfPact('api:default/a', uses).uses).toBe(uses);
  });
});

describe('fieldsOf', () => {
  it('ends in what is nested without end', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 500; level++) {
      deep = { a: deep };
    }
    expect(fieldsOf(deep).length).toBeLessThan(100);
    expect(fieldsOf('text')).toEqual([]);
  });
});
