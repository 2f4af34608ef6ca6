import { StoryTime } from './storyTime';

describe('StoryTime', () => {
  it('moves what is told to the day of the start', () => {
    const time = new StoryTime(new Date('2027-03-01T08:30:59Z'));

    expect(time.at('11-19 13:55').toISOString()).toBe(
      '2027-03-01T08:18:00.000Z',
    );
    expect(time.ago('9d').toISOString()).toBe('2027-02-20T08:30:00.000Z');
    expect(time.ago('95m').toISOString()).toBe('2027-03-01T06:55:00.000Z');
  });

  it('ends the hold on a Friday that is still some hours away', () => {
    const endOn = (now: string) =>
      new StoryTime(new Date(now)).nextFridayEvening().toISOString();

    expect(endOn('2026-11-19T13:07:00Z')).toBe('2026-11-20T18:00:00.000Z');
    expect(endOn('2026-11-20T13:00:00Z')).toBe('2026-11-20T18:00:00.000Z');
    expect(endOn('2026-11-20T17:00:00Z')).toBe('2026-11-27T18:00:00.000Z');
  });

  it('refuses an age that it cannot read', () => {
    expect(() => new StoryTime(new Date()).ago('soon')).toThrow(/not an age/);
  });
});
