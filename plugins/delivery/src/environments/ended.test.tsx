import { alertApiRef } from '@backstage/core-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { DeliveryPage } from '../operations/DeliveryPage';
import { LaneEnvironment } from './LaneEnvironment';

jest.setTimeout(30_000);

/** Ends what is shown; from then on nobody knows it any more. */
async function end(api: ReturnType<typeof fakeApi>) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'End now… try-1' }),
  );
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findAllByRole('listitem');
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Done with it');
  await userEvent.type(screen.getByLabelText(/^Type try-1/), 'try-1');
  api.environment.mockRejectedValue(await failure(404, 'No environment'));
  await userEvent.click(screen.getByRole('button', { name: 'End it' }));
}

describe('an environment that was ended', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is said to be, with its commit and why, as long as the page is open', async () => {
    const api = fakeApi();
    const path = '/environments/try-1';
    await renderDelivery(<DeliveryPage />, { api, path });
    await end(api);

    expect(await screen.findByText('try-1 has ended')).toBeInTheDocument();
    const page = screen.getByRole('main');
    expect(within(page).getByRole('status')).toHaveTextContent(
      'You ended try-1, with 1 deployment. It is gone from Git',
    );
    expect(page).toHaveTextContent(
      `Reason: Tested · Commit: ${story.COMMITS.undo.slice(0, 7)}`,
    );
    expect(
      within(page).getByRole('link', { name: 'All environments' }),
    ).toHaveAttribute('href', '/delivery/environments');
  });

  it('is told beside the page where its lane goes with it', async () => {
    const post = jest.fn();
    const api = fakeApi();
    const deployment = story.deployment({ environment: 'try-1' });
    await renderDelivery(
      <TestApiProvider apis={[[alertApiRef, { post }]]}>
        <DeliveryFrame>
          <LaneEnvironment deployment={deployment} />
        </DeliveryFrame>
      </TestApiProvider>,
      { api },
    );
    await end(api);
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith({
        message: expect.stringMatching(/^You ended try-1, with 1 deployment/),
        ...{ severity: 'success', display: 'permanent' },
      }),
    );
  });
});
