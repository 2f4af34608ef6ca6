import {
  SHORTEST_SPAN,
  measured,
  spanAfter,
  spanBefore,
  spanOfStay,
} from './spans';

const AT = 1_000_000;
const DAY = 86_400;

describe('spans around a version', () => {
  it('end and begin at the moment it went live', () => {
    expect(spanBefore(AT)).toEqual({ from: AT - 3600, to: AT, parts: 12 });
    expect(spanAfter(AT, AT + 3600)).toMatchObject({ from: AT });
  });

  it.each([
    ['before it', -1],
    ['at once', 0],
    ['too early', SHORTEST_SPAN - 1],
  ])('do not exist after it when one looks %s', (_, passed) => {
    expect(spanAfter(AT, AT + passed)).toBeUndefined();
  });

  it.each([
    { passed: SHORTEST_SPAN, to: 30, parts: 1 },
    { passed: 59, to: 59, parts: 1 },
    { passed: 60, to: 60, parts: 1 },
    { passed: 119, to: 119, parts: 1 },
    { passed: 120, to: 120, parts: 2 },
    { passed: 131, to: 130, parts: 2 },
    { passed: 719, to: 715, parts: 11 },
    { passed: 720, to: 720, parts: 12 },
    { passed: 3600, to: 3600, parts: 12 },
    { passed: 9 * DAY, to: 3600, parts: 12 },
  ])(
    'after $passed s have $parts parts of a minute or more and end after $to s',
    ({ passed, to, parts }) => {
      expect(spanAfter(AT, AT + passed)).toEqual({
        ...{ from: AT, to: AT + to, parts },
      });
    },
  );

  it.each([31, 64, 95, 611, 3599, 3605])(
    'have parts of whole seconds, and lose fewer seconds than parts (%p s)',
    passed => {
      const { from, to, parts } = spanAfter(AT, AT + passed)!;
      expect((to - from) % parts).toBe(0);
      expect(Math.min(passed, 3600) - (to - from)).toBeLessThan(parts);
    },
  );

  it('over a whole stay have 24 parts, however long it was', () => {
    expect(spanOfStay(AT, AT + DAY)).toEqual({
      ...{ from: AT, to: AT + DAY, parts: 24 },
    });
    expect(spanOfStay(AT, AT + 9 * DAY + 5)).toEqual({
      ...{ from: AT, to: AT + 9 * DAY, parts: 24 },
    });
  });

  it('keep what was not measured as not measured', () => {
    const one = { requests: 1, errors: 0 };
    expect(measured(spanBefore(AT), [one, null, undefined])).toEqual({
      ...{ from: AT - 3600, to: AT, parts: [one, undefined, undefined] },
    });
  });
});
