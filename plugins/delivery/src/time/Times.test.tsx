import { act, render, screen } from '@testing-library/react';
import { renderDelivery } from '../__testUtils__/render';
import { fakeApi } from '../__testUtils__/fakeApi';
import * as story from '../__fixtures__/story';
import { ClockProvider, useNow } from './Clock';
import { Age, Elapsed, Moment } from './Times';

function Now() {
  return <output aria-label="now">{useNow()}</output>;
}

describe('ClockProvider', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: story.STORY_NOW });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const now = () => Number(screen.getByLabelText('now').textContent);
  const start = (everyMs?: number) =>
    render(
      <ClockProvider everyMs={everyMs}>
        <Now />
      </ClockProvider>,
    );

  it('moves with the time, each second', () => {
    start();
    act(() => jest.advanceTimersByTime(3000));

    expect(now()).toBe(story.STORY_NOW + 3000);
  });

  it('moves as slowly as it is asked to', () => {
    start(10_000);
    act(() => jest.advanceTimersByTime(9999));
    expect(now()).toBe(story.STORY_NOW);

    act(() => jest.advanceTimersByTime(1));
    expect(now()).toBe(story.STORY_NOW + 10_000);
  });

  it('rests while nobody sees the page, and catches up at once', () => {
    start();
    const seen = jest.spyOn(document, 'visibilityState', 'get');
    seen.mockReturnValue('hidden');
    act(() => jest.advanceTimersByTime(60_000));
    expect(now()).toBe(story.STORY_NOW);

    seen.mockReturnValue('visible');
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });

    expect(now()).toBe(story.STORY_NOW + 60_000);
  });

  it('ends with the page', () => {
    const { unmount } = start();

    unmount();

    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not needed to know the time', () => {
    render(<Now />);

    expect(now()).toBe(story.STORY_NOW);
  });
});

describe('times on the page', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const since = story.iso(story.STORY_NOW - 12 * story.MINUTE);

  it('show the age, and the exact time for machine and mouse', async () => {
    await renderDelivery(<Age at={since} />, { api: fakeApi() });

    const age = screen.getByText(/^12\smin$/);
    expect(age).toHaveAttribute('dateTime', since);
    expect(age).toHaveAttribute('title', expect.stringContaining('UTC · 2026'));
  });

  it('show the local moment', async () => {
    await renderDelivery(<Moment at={since} />, { api: fakeApi() });

    expect(screen.getByText(/^\d\d:55$/)).toHaveAttribute('dateTime', since);
  });

  it('show a length that has ended, and one that goes on', async () => {
    const to = story.iso(story.STORY_NOW - 10 * story.MINUTE - 18_000);
    await renderDelivery(
      <>
        <p>
          <Elapsed from={since} to={to} />
        </p>
        <p>
          <Elapsed from={since} />
        </p>
      </>,
      { api: fakeApi() },
    );

    expect(
      screen.getByText(/^1\smin 42\ss$|^1\smin\s42\ss$/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^12\smin$/)).toBeInTheDocument();
  });
});
