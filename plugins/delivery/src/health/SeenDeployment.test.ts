import * as story from '../__fixtures__/story';
import { isMeasuredBad, unmeasured } from './SeenDeployment';

const seen = (status?: Parameters<typeof story.measured>[0]) => ({
  ...story.deployment(),
  measured: status && story.measured(status),
});

describe('isMeasuredBad', () => {
  it.each(['burning', 'over-limit'] as const)('is true of %s', status => {
    expect(isMeasuredBad(seen({ status }))).toBe(true);
  });

  it.each([
    'healthy',
    'no-traffic',
    'too-few',
    'not-measured',
    'silent',
  ] as const)('is false of %s: not knowing is no trouble', status => {
    expect(isMeasuredBad(seen({ status }))).toBe(false);
  });

  it('is false where nobody measures', () => {
    expect(isMeasuredBad(seen())).toBe(false);
  });
});

describe('unmeasured', () => {
  it('has a sentence and no figure at all', () => {
    expect(unmeasured('a', 'Nobody said.')).toEqual({
      deploymentId: 'a',
      status: 'not-measured',
      message: 'Nobody said.',
      // No share of failures is above all of them.
      errorLimit: 1,
      slos: [],
      alerts: [],
      problems: [],
      simulated: false,
    });
  });
});
