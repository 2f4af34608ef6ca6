import {
  changeOf,
  component,
  contractRow,
  landscapeOf,
  liveRow,
  type Told,
} from '../__testUtils__/landscape';
import { hitsOf } from './hits';

const CONTRACT = contractRow('payments-api', 'payments');
const OTHER = contractRow('ledger-api', 'ledger');
const READS = {
  contract: 'payments-api',
  uses: [{ operation: 'GET /payments/{id}', receives: ['settledAt'] }],
};

function hits(told: Told, change = changeOf()) {
  const landscape = landscapeOf({
    ...{ contracts: [CONTRACT, OTHER], live: [liveRow('shop', '1.0.0')] },
    ...told,
  });
  return hitsOf(change, CONTRACT, landscape, ['GET /payments/{id}']);
}

const shop = (certain: boolean) => ({
  ...{ entityRef: component('shop'), version: '1.0.0', certain },
});

describe('whom a change hits', () => {
  it('is who declared to use what changed', () => {
    expect(hits({ needs: { 'shop@1.0.0': [READS] } })).toEqual([shop(true)]);
  });

  it('is nobody who declared to use something else of it', () => {
    const uses = [{ operation: 'GET /payments/{id}', receives: ['state'] }];
    expect(hits({ needs: { 'shop@1.0.0': [{ ...READS, uses }] } })).toEqual([]);
  });

  it('is perhaps who declared nothing', () => {
    expect(hits({ consumes: [['shop', 'payments-api']] })).toEqual([
      shop(false),
    ]);
  });

  it('is perhaps who declared only others, and was seen to call it', () => {
    const needs = { 'shop@1.0.0': [{ ...READS, contract: 'ledger-api' }] };
    expect(hits({ needs, calls: [['shop', 'payments', 1]] })).toEqual([
      shop(false),
    ]);
    expect(hits({ needs, consumes: [['shop', 'payments-api']] })).toEqual([]);
  });

  it('is nobody when the change is safe, or who does not live', () => {
    expect(
      hits({ needs: { 'shop@1.0.0': [READS] } }, changeOf({ verdict: 'safe' })),
    ).toEqual([]);
    expect(hits({ needs: { 'shop@1.0.0': [READS] }, live: [] })).toEqual([]);
  });
});
