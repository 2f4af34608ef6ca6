import { judgeOthers } from './ItemChecks';

type Others = Parameters<typeof judgeOthers>[1];
const service = (component: string, status: string) => ({
  ...{ component, ref: `component:default/${component}`, status },
});
const judge = (...others: ReturnType<typeof service>[]) =>
  judgeOthers('acme', others as Others);

describe('the other services of a tenant', () => {
  it.each(['healthy', 'no-traffic', 'too-few'])(
    'let a change come while they are %s',
    status => {
      expect(judge(service('cart', status))).toEqual({
        ...{ status: 'ok', message: 'Nothing of acme is burning.' },
      });
    },
  );

  it.each([
    ['burning', 'cart is burning in acme; it waits until that is over.'],
    [
      'over-limit',
      'cart is over its limit in acme; it waits until that is over.',
    ],
  ])('stop it while one is %s', (status, message) => {
    expect(judge(service('ledger', 'silent'), service('cart', status))).toEqual(
      { status: 'block', message, about: ['component:default/cart'] },
    );
  });

  it('are not called well while one is silent', () => {
    expect(
      judge(service('cart', 'silent'), service('ledger', 'not-measured')),
    ).toMatchObject({
      ...{ status: 'unknown', about: ['component:default/cart'] },
      message: 'Of cart in acme nothing is heard just now.',
    });
  });

  it('are warned of where nobody measures them', () => {
    expect(
      judge(service('cart', 'not-measured'), service('ledger', 'healthy')),
    ).toMatchObject({
      status: 'warn',
      message:
        'Nobody measures cart in acme, so whether they are well is not known.',
    });
    expect(judge()).toMatchObject({ status: 'ok' });
  });
});
