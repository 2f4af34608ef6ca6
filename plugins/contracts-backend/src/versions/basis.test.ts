import { basisOf, isFinished, NOT_FINISHED } from './basis';

const at = (time: string) => new Date(`2026-11-21T${time}Z`);

describe('what something was made from', () => {
  it('has one name for the same parts, and another for others', () => {
    expect(basisOf('a', 'b').finished).toBe(basisOf('a', 'b').finished);
    expect(basisOf('a', 'b').finished).not.toBe(basisOf('ab').finished);
  });

  it('has another name while it is not finished, a new one each hour', () => {
    const { finished, unfinished } = basisOf('a');
    expect(unfinished(at('10:00:00'))).toBe(unfinished(at('10:59:59')));
    expect(unfinished(at('11:00:00'))).not.toBe(unfinished(at('10:59:59')));
    expect(unfinished(at('10:00:00'))).not.toBe(finished);
  });

  it('is not finished when a comparison was ended', () => {
    expect(isFinished([])).toBe(true);
    expect(isFinished([{ rule: 'a' }])).toBe(true);
    expect(isFinished([{ rule: 'a' }, { rule: NOT_FINISHED }])).toBe(false);
  });
});
