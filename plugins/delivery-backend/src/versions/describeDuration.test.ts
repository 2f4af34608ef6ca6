import { describeDuration, describeSeconds } from './describeDuration';

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('a length of time in words', () => {
  it.each([
    [0, '0 seconds'],
    [-5, '0 seconds'],
    [1, '1 second'],
    [59.4, '59 seconds'],
    [60, '1 minute'],
    [HOUR - 1, '59 minutes'],
    [HOUR, '1 hour'],
    [2 * HOUR - 1, '1 hour'],
    [DAY - 1, '23 hours'],
    [DAY, '1 day'],
    [9.9 * DAY, '9 days'],
  ])('%p seconds is %s: never more than has passed', (seconds, text) => {
    expect(describeDuration(seconds)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [-1, '0 s'],
    [41.6, '42 s'],
    [59.6, '1 min 0 s'],
    [102, '1 min 42 s'],
    [3_723, '62 min 3 s'],
  ])('%p seconds to the second is %s', (seconds, text) => {
    expect(describeSeconds(seconds)).toBe(text);
  });
});
