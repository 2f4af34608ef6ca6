import {
  api,
  component,
  contractRow,
  landscapeOf,
  type Told,
} from '../__testUtils__/landscape';

const PAYMENTS = contractRow('payments-api', 'payments');
const EVENTS = contractRow('payment-events', 'payments', { type: 'asyncapi' });
const ADMIN = contractRow('admin-api', 'payments', { type: 'graphql' });
const WATCHED: Told['watched'] = [
  ['shop', '2026-11-01T00:00:00.000Z'],
  ['payments', '2026-11-11T10:00:00.000Z'],
];

function seen(told: Told) {
  const landscape = landscapeOf({ contracts: [PAYMENTS, EVENTS], ...told });
  return {
    landscape,
    use: (name = 'payments-api') =>
      landscape.seenUse(api(name), component('shop')),
  };
}

describe('what was seen of a consumer', () => {
  it('is a use of what is called, and not of events', () => {
    const { landscape, use } = seen({ calls: [['shop', 'payments', 12.4]] });
    expect(use()).toEqual({
      ...{ calls: 12.4, lastCallAt: '2026-11-21T09:00:00.000Z' },
    });
    expect(use('payment-events')).toBeUndefined();
    expect(landscape.consumersOf(api('payments-api'))).toEqual([
      component('shop'),
    ]);
    expect(landscape.consumersOf(api('payment-events'))).toEqual([]);
    expect(landscape.seenToUse(component('shop'))).toEqual([
      api('payments-api'),
    ]);
  });

  it('is a use of each contract, when it said nothing of any', () => {
    const { landscape } = seen({
      ...{ contracts: [PAYMENTS, ADMIN], calls: [['shop', 'payments', 1]] },
    });
    expect(landscape.seenToUse(component('shop')).sort()).toEqual([
      ...[api('admin-api'), api('payments-api')],
    ]);
  });

  it('is a use of those that it said to use, and of no other', () => {
    const { landscape } = seen({
      ...{ contracts: [PAYMENTS, ADMIN], calls: [['shop', 'payments', 1]] },
      consumes: [['shop', 'admin-api']],
    });
    expect(landscape.seenToUse(component('shop'))).toEqual([api('admin-api')]);
    expect(landscape.isSeenToUse(api('payments-api'), component('shop'))).toBe(
      false,
    );
  });

  it('is nothing, and not silence, where nobody looks', () => {
    const consumes: Told['consumes'] = [['shop', 'payments-api']];
    expect(seen({ consumes }).use()).toBeUndefined();
    const watched = WATCHED.slice(0, 1);
    expect(seen({ consumes, watched }).use()).toBeUndefined();
  });

  it('is silence for as long as both were watched', () => {
    expect(seen({ watched: WATCHED }).use()).toEqual({
      ...{ calls: 0, quietDays: 10 },
    });
    expect(seen({ watched: WATCHED }).use('payment-events')).toBeUndefined();
  });

  it('is nothing when they were watched for less than a day', () => {
    const watched: Told['watched'] = [
      ['shop', '2026-11-21T08:00:00.000Z'],
      ['payments', '2026-11-01T00:00:00.000Z'],
    ];
    expect(seen({ watched }).use()).toBeUndefined();
  });

  it('counts silence from the last call, when that was seen', () => {
    const landscape = landscapeOf({
      ...{ contracts: [PAYMENTS], watched: WATCHED },
      calls: [['shop', 'payments', 0]],
      lastCallAt: '2026-11-13T10:00:00.000Z',
    });
    expect(landscape.seenUse(api('payments-api'), component('shop'))).toEqual({
      ...{ calls: 0, lastCallAt: '2026-11-13T10:00:00.000Z', quietDays: 8 },
    });
  });
});

describe('calls of nobody that is deployed here', () => {
  it('are told apart from consumers', () => {
    const { landscape } = seen({ calls: [['', 'payments', 99]] });
    expect(landscape.seenFromOutside(api('payments-api'))).toEqual({
      ...{ calls: 99, lastCallAt: '2026-11-21T09:00:00.000Z' },
    });
    expect(landscape.seenFromOutside(api('payment-events'))).toBeUndefined();
    expect(landscape.consumersOf(api('payments-api'))).toEqual([]);
    expect(landscape.uncontracted).toEqual([]);
  });
});

describe('a component that is called', () => {
  it('and offers nothing that is called has no contract for it', () => {
    const { landscape } = seen({
      contracts: [EVENTS],
      calls: [
        ['shop', 'payments', 1],
        ['batch', 'payments', 1],
        ['payments', 'payments', 1],
        ['shop', 'other', 1],
      ],
    });
    expect(landscape.uncontracted).toEqual([
      {
        entityRef: component('payments'),
        callers: [component('batch'), component('shop')],
      },
      { entityRef: component('other'), callers: [component('shop')] },
    ]);
  });

  it('and offers one is none of these', () => {
    const { landscape } = seen({ calls: [['shop', 'payments', 1]] });
    expect(landscape.uncontracted).toEqual([]);
  });
});
