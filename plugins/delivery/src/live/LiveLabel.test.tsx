import { screen } from '@testing-library/react';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { formatClock } from '../time/format';
import { LiveLabel } from './LiveLabel';

const at = story.STORY_NOW - 12_000;
const clock = formatClock(at);

const show = (of: Parameters<typeof LiveLabel>[0]['of'], framed = true) =>
  renderDelivery(
    framed ? (
      <DeliveryFrame>
        <LiveLabel of={of} />
      </DeliveryFrame>
    ) : (
      <LiveLabel of={of} />
    ),
    { api: fakeApi() },
  );

describe('LiveLabel', () => {
  it('says when it was live last, and is no news to a screen reader', async () => {
    await show({ loadedAt: at });

    const label = screen.getByText(`Live · ${clock}`);
    expect(label).toHaveAttribute('aria-live', 'off');
  });

  it('says nothing before the first value', async () => {
    await show({});

    expect(screen.queryByText(/Live|live/)).not.toBeInTheDocument();
  });

  it('says that it is not live, and as of when the values are', async () => {
    const error = await failure(503, 'Away');
    await show({ loadedAt: at, error });

    expect(
      screen.getByText(`Not live, trying again, as of ${clock}`),
    ).toBeInTheDocument();
  });

  it('says that it is not live where there is no stream', async () => {
    await show({ loadedAt: at }, false);

    expect(screen.getByText(/^Not live, trying again/)).toBeInTheDocument();
  });
});
