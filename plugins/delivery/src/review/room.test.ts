import * as story from '../__fixtures__/story';
import { fitOf, roomFor } from './room';

const GIB = 2 ** 30;
const small = { cpu: '4', memory: '8Gi', storage: '50Gi' };
const [eu2] = story.room().items;

describe('room for a plan', () => {
  it('is what is promised before and after, of what there is', () => {
    expect(roomFor(small, eu2)).toEqual([
      { name: 'cpu', before: 58, wanted: 4, after: 62, capacity: 96 },
      {
        ...{ name: 'memory', before: 212 * GIB, wanted: 8 * GIB },
        ...{ after: 220 * GIB, capacity: 384 * GIB },
      },
      {
        ...{ name: 'storage', before: 1900 * GIB, wanted: 50 * GIB },
        after: 1950 * GIB,
      },
    ]);
  });

  it('has no amount after where the plan sets none, or nobody measures', () => {
    const [cpu, memory] = roomFor(
      { cpu: '4' },
      { ...eu2, reserved: { memory: 1 } },
    );
    expect(cpu).not.toHaveProperty('after');
    expect(memory).not.toHaveProperty('after');
  });

  it.each([
    ['fits although the end of storage is not known', {}, 'fits'],
    ['is full when one amount is', { capacity: { cpu: 60 } }, 'full'],
    [
      'is unknown without processors',
      { capacity: { memory: GIB ** 2 } },
      'unknown',
    ],
    ['is unknown without what is promised', { reserved: {} }, 'unknown'],
    ['is unknown once its source is silent', { silentSince: 'x' }, 'unknown'],
  ])('%s', (_, change, fit) => {
    const room = { ...eu2, ...change };
    expect(fitOf(roomFor(small, room), room).fit).toBe(fit);
  });

  it('names what is full', () => {
    const room = { ...eu2, capacity: { cpu: 60, memory: 10 * GIB } };
    expect(fitOf(roomFor(small, room), room).full).toEqual(['cpu', 'memory']);
  });
});
