import type {
  ContractChange,
  ContractNeed,
} from '@slipway/backstage-plugin-contracts-common';
import { affects, effectOn } from './affects';

const change = (more: Partial<ContractChange>): ContractChange => ({
  ...{ rule: 'r', verdict: 'breaking', message: 'It changed.' },
  ...more,
});

const laterRefused = change({
  direction: 'send',
  subject: { operation: 'POST /payments', field: 'capture', values: ['later'] },
});

const settledAtGone = change({
  direction: 'receive',
  subject: { operation: 'GET /payments/{id}', field: 'settledAt' },
});

const keyRequired = change({
  direction: 'send',
  subject: {
    ...{ operation: 'POST /payments', field: 'key', hits: 'who-omits' },
  },
});

const uses = (...list: NonNullable<ContractNeed['uses']>) => ({ uses: list });

describe('affects', () => {
  it('touches who sends the value that is refused, and not who sends another', () => {
    const sends = (value: string) =>
      uses({
        operation: 'POST /payments',
        sends: ['amount', 'capture'],
        values: { capture: [value] },
      });

    expect(affects(laterRefused, sends('later'))).toBe(true);
    expect(affects(laterRefused, sends('now'))).toBe(false);
  });

  it('touches who sends the field without saying which values', () => {
    const sends = uses({ operation: 'POST /payments', sends: ['capture'] });
    expect(affects(laterRefused, sends)).toBe(true);
  });

  it('passes over who does not send the field, or calls something else', () => {
    const amount = uses({ operation: 'POST /payments', sends: ['amount'] });
    const reads = uses({ operation: 'GET /payments/{id}' });

    expect(affects(laterRefused, amount)).toBe(false);
    expect(affects(laterRefused, reads)).toBe(false);
  });

  it('touches who reads the field that is gone, something in it, or what holds it', () => {
    const reads = (...receives: string[]) =>
      uses({ operation: 'GET /payments/{paymentId}', receives });

    expect(affects(settledAtGone, reads('id', 'settledAt'))).toBe(true);
    expect(affects(settledAtGone, reads('settledAt.date'))).toBe(true);
    expect(affects(settledAtGone, reads('id'))).toBe(false);
  });

  it('leaves out the marks of items', () => {
    const price = change({
      direction: 'receive',
      subject: { operation: 'GET /a', field: 'items[].price' },
    });
    const reads = (field: string) =>
      uses({ operation: 'GET /a', receives: [field] });

    expect(affects(price, reads('items.price'))).toBe(true);
    expect(affects(price, reads('items[].title'))).toBe(false);
  });

  it('touches who leaves out what became required', () => {
    const sends = (...fields: string[]) =>
      uses({ operation: 'POST /payments', sends: fields });

    expect(affects(keyRequired, sends('amount'))).toBe(true);
    expect(affects(keyRequired, sends('amount', 'key'))).toBe(false);
    expect(affects(keyRequired, uses({ operation: 'POST /payments' }))).toBe(
      true,
    );
  });

  it('passes over new values for who ignores values it does not know', () => {
    const reversed = change({
      direction: 'receive',
      subject: { operation: 'GET /a', field: 'state', values: ['reversed'] },
    });
    const reads = uses({ operation: 'GET /a', receives: ['state'] });

    expect(affects(reversed, reads)).toBe(true);
    expect(affects(reversed, { ...reads, toleratesNewValues: true })).toBe(
      false,
    );
    expect(affects(reversed, { toleratesNewValues: true })).toBe(false);
  });

  it('touches all that have not declared what they use', () => {
    expect(affects(laterRefused, {})).toBe(true);
    expect(affects(change({}), {})).toBe(true);
  });

  it('touches any use when it names no operation', () => {
    const everywhere = change({ subject: {} });
    expect(affects(everywhere, uses({ operation: 'GET /x' }))).toBe(true);
  });

  it('passes over roles that the consumer does not have', () => {
    const writers = change({ role: 'writer' });

    expect(affects(writers, { role: 'reader' })).toBe(false);
    expect(affects(writers, { role: 'writer' })).toBe(true);
    expect(affects(writers, {})).toBe(true);
  });
});

describe('effectOn', () => {
  const entries = ['p.Stock/Find', 'GET /payments/{id}'];
  const calls = (operation: string) => ({ uses: [{ operation }] });
  const ofType = change({ subject: { operation: 'p.FindRequest' } });

  it('cannot tell whom a type hits that operations share', () => {
    expect(effectOn(ofType, calls('p.Stock/Find'), entries)).toBe('maybe');
    expect(effectOn(ofType, calls('p.FindRequest'), entries)).toBe('hit');
    expect(effectOn(ofType, {}, entries)).toBe('hit');
  });

  it('passes over an operation that another consumer calls', () => {
    const other = change({ subject: { operation: 'GET /payments/{id}' } });
    expect(effectOn(other, calls('p.Stock/Find'), entries)).toBe('none');
  });

  it('takes no uses at all for all of the contract', () => {
    expect(effectOn(ofType, { uses: [] }, entries)).toBe('hit');
  });

  it('takes a parameter of the path for one that everybody sends', () => {
    const id = change({
      ...{ direction: 'send' },
      subject: { operation: 'GET /payments/{id}', field: 'id' },
    });
    const need = { uses: [{ operation: 'GET /payments/81f2', sends: [] }] };
    expect(effectOn(id, need, entries)).toBe('hit');
  });
});
