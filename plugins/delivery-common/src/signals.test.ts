import { type DeliverySignal, isAbout } from './signals';

const DEPLOYMENTS: DeliverySignal = {
  type: 'deployments',
  topics: ['a', 'b'],
};
const OPERATION: DeliverySignal = {
  type: 'operation',
  operationId: 'o',
  topics: ['a'],
};

describe('isAbout', () => {
  it.each([
    ['one of its topics', DEPLOYMENTS, ['b', 'c'], true],
    ['none of them', DEPLOYMENTS, ['c'], false],
    ['an operation on it', OPERATION, ['a'], true],
    ['an operation elsewhere', OPERATION, ['b'], false],
    ['a topic that only begins the same', OPERATION, ['ab', ''], false],
  ])('%s', (_, signal, topics, expected) => {
    expect(isAbout(signal, topics)).toBe(expected);
  });

  it('may be about anything where no topic is known yet', () => {
    expect(isAbout(DEPLOYMENTS, undefined)).toBe(true);
    expect(isAbout(OPERATION, [])).toBe(true);
  });

  it.each<DeliverySignal>([
    { type: 'sources' },
    { type: 'alive', everySeconds: 30 },
  ])('$type is about no entity', signal => {
    expect(isAbout(signal, undefined)).toBe(false);
    expect(isAbout(signal, ['a'])).toBe(false);
  });
});
