import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { comparedAt, comparisonText, troubleLabel } from './measured';

const [newest, older] = story.revisions();

describe('comparedAt', () => {
  it('is what was measured when the change went live', () => {
    expect(comparedAt(newest, [story.comparison()])?.version).toBe('2.4.0');
  });

  it('is none of another change, nor of the same commit of another version', () => {
    expect(comparedAt(older, [story.comparison()])).toBeUndefined();
    expect(
      comparedAt(newest, [story.comparison({ version: '2.4.1' })]),
    ).toBeUndefined();
    expect(comparedAt(newest)).toBeUndefined();
  });
});

describe('comparisonText', () => {
  it('says what became worse, before and after', () => {
    const text = comparisonText(story.comparison(), t);

    expect(text).toMatch(/figure\.failed\|unit\.change/);
    expect(text).toMatch(/ · .*figure\.latency\|unit\.change/);
  });

  it('says nothing of what stayed as it was, or is not known', () => {
    const same = { result: 'same', message: 'no change' } as const;
    const unknown = { result: 'unknown', message: 'too few' } as const;

    expect(
      comparisonText(story.comparison({ errors: same, latency: unknown }), t),
    ).toBeUndefined();
  });

  it('says nothing without both figures', () => {
    expect(
      comparisonText(story.comparison({ before: undefined }), t),
    ).toBeUndefined();
  });
});

describe('troubleLabel', () => {
  it('adds the figure that became bad', () => {
    expect(troubleLabel('Burning', story.burning(), t)).toMatch(
      /^measured\.failedShort\|Burning\|unit\.ratio\|4\.2/,
    );
    expect(
      troubleLabel('Burning', story.burning({ symptom: 'slow' }), t),
    ).toMatch(/^measured\.slowShort\|Burning\|unit\.milliseconds\|640/);
  });

  it('is the word alone where measurements say nothing bad', () => {
    expect(troubleLabel('Degraded', undefined, t)).toBe('Degraded');
    expect(troubleLabel('Degraded', story.measured(), t)).toBe('Degraded');
    expect(troubleLabel('Burning', story.burning({ now: undefined }), t)).toBe(
      'Burning',
    );
  });
});
