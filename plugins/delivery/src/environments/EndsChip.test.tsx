import { screen } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { formatZoned } from '../time/format';
import { EndsChip } from './EndsChip';

const END = story.iso(story.STORY_NOW + 3 * story.HOUR);
const { DAY, HOUR, MINUTE, STORY_NOW, iso } = story;

async function chip(ms: number, more: object = {}) {
  await renderDelivery(<EndsChip expires={iso(STORY_NOW + ms)} {...more} />, {
    api: fakeApi(),
  });
  return screen.getByText(/ends in|is over/);
}

describe('EndsChip', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('says first in how long, and the exact time beside it', async () => {
    const element = await chip(3 * HOUR);
    expect(element).toHaveTextContent(
      `ends in 3 h · ${formatZoned(END, STORY_NOW)}`,
    );
    expect(element.closest('time')).toHaveAttribute(
      'title',
      expect.stringContaining('19 Nov 2026 16:07:12 UTC'),
    );
  });

  it.each([
    [9 * DAY, /ends in 9\sdays · 28 Nov/],
    [3 * DAY - 4 * MINUTE, /ends in 2\sd 23\sh/],
    [12 * MINUTE, /ends in 12\smin/],
    [30_000, /ends in 30\ss/],
    [-5 * MINUTE, /is over since 5\smin/],
  ])('of something in %d ms', async (ms, words) => {
    expect(await chip(ms)).toHaveTextContent(words);
  });

  it('says how many stay', async () => {
    expect(await chip(HOUR, { staying: 2 })).toHaveTextContent('2 stay');
  });

  it('keeps the exact time for those who point at it where there is little room', async () => {
    const element = await chip(3 * HOUR, { brief: true });
    expect(element).toHaveTextContent(/^ends in 3\sh$/);
  });
});
