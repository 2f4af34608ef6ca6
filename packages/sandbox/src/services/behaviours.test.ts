import { imageOf } from '../story/folderFiles';
import { behaviourOf } from './behaviours';

const STAGES = ['dev', 'qa', 'acc', 'prod'] as const;

describe('how an image behaves', () => {
  const payments = (tag: string) => `${imageOf('payments')}:${tag}`;
  const cart = `${imageOf('cart')}:2.9.0`;

  it.each(STAGES)('is well in %s unless it is told', name => {
    expect(behaviourOf(cart, name)).toMatchObject({
      ...{ start: 'ready', errorRatio: 0.0006, p95Seconds: 0.21 },
    });
  });

  it('is asked most by customers, and less at each stage before', () => {
    const rates = STAGES.map(name => behaviourOf(cart, name).requestsPerSecond);
    expect([...rates].sort((a, b) => a - b)).toEqual(rates);
    expect(rates[0]).toBeGreaterThan(0);
  });

  it.each([
    ['2.4.0', { start: 'unstable', errorRatio: 0.042, p95Seconds: 0.64 }],
    ['2.3.0', { start: 'ready', p95Seconds: 1.9, errorRatio: 0.0006 }],
    ['2.2.0', { start: 'crash', cause: expect.stringMatching(/OOMKilled/) }],
    ['2.3.1', { start: 'ready', errorRatio: 0.0006 }],
  ])('payments %s shows it before customers alone', (tag, behaviour) => {
    expect(behaviourOf(payments(tag), 'prod')).toMatchObject(behaviour);
    expect(behaviourOf(payments(tag), 'qa')).toMatchObject({
      ...{ start: 'ready', errorRatio: 0.0006 },
    });
  });

  it.each(STAGES)(
    'that does not exist cannot start in %s, and says which tag',
    name => {
      expect(behaviourOf(payments('2.4.1'), name)).toMatchObject({
        ...{ start: 'missing-image', cause: 'image tag 2.4.1 not found' },
      });
    },
  );

  it('asks payments nothing in acc, where it is held for a test', () => {
    expect(behaviourOf(payments('2.3.1'), 'acc').requestsPerSecond).toBe(0);
    expect(behaviourOf(cart, 'acc').requestsPerSecond).toBeGreaterThan(0);
  });

  it('does not take a service whose name only begins alike for payments', () => {
    const alike = `${imageOf('payments-archive')}:2.4.0`;
    expect(behaviourOf(alike, 'prod').errorRatio).toBe(0.0006);
    expect(behaviourOf(alike, 'acc').requestsPerSecond).toBeGreaterThan(0);
  });

  it('says why wherever something does not start or stay well', () => {
    for (const tag of ['2.0.0', '2.1.0', '2.2.0', '2.3.1', '2.4.0', '2.4.1']) {
      const { start, cause } = behaviourOf(payments(tag), 'prod');
      expect([tag, Boolean(cause)]).toEqual([tag, start !== 'ready']);
    }
  });
});
