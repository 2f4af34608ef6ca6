import { entriesOf, findOperation, sameOperation } from './operations';

describe('sameOperation', () => {
  it.each([
    ['GET /payments/{id}', 'GET /payments/{paymentId}', true],
    ['get /payments/81f2', 'GET /payments/{id}', true],
    ['GET /payments?status=open', 'GET /payments', true],
    ['GET /payments/{id}', 'GET /payments/search', false],
    ['POST /payments', 'GET /payments', false],
    ['GET /payments/{id}/x', 'GET /payments/{id}', false],
    ['ledger.close_day(date)', 'ledger.close_day(date)', true],
    ['ledger.close_day(date)', 'ledger.close_day()', false],
    ['ledger.close_day', 'ledger.close_day(date)', true],
    ['ledger.close', 'ledger.close_day(date)', false],
  ])('%s and %s: %s', (used, offered, same) => {
    expect(sameOperation(used, offered)).toBe(same);
  });
});

describe('findOperation', () => {
  const offered = ['GET /payments/{id}', 'GET /payments/search'];

  it('prefers the operation that is named as it is', () => {
    expect(findOperation('GET /payments/search', offered)).toBe(offered[1]);
    expect(findOperation('GET /payments/7', offered)).toBe(offered[0]);
    expect(findOperation('GET /refunds', offered)).toBeUndefined();
  });
});

describe('entriesOf', () => {
  const outline = (...kinds: string[]) => ({
    elements: kinds.map(kind => ({ operation: `a ${kind}`, kind })),
  });

  it('are what is called, and messages only where nothing else is', () => {
    expect(entriesOf(outline('operation', 'message', 'enum'))).toEqual([
      'a operation',
    ]);
    expect(entriesOf(outline('message', 'type'))).toEqual(['a message']);
    expect(entriesOf(undefined)).toEqual([]);
  });

  it('are no fields', () => {
    const elements = [{ operation: 'a', field: 'b', kind: 'operation' }];
    expect(entriesOf({ elements })).toEqual([]);
  });
});
