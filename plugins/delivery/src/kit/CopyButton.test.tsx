import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { CopyButton } from './CopyButton';

async function show(writeText: () => Promise<void>) {
  const user = userEvent.setup();
  const spy = jest
    .spyOn(navigator.clipboard, 'writeText')
    .mockImplementation(writeText);
  await renderDelivery(
    <CopyButton text={() => 'kubectl get application'}>
      Copy command
    </CopyButton>,
    { api: fakeApi() },
  );
  return { user, spy };
}

describe('CopyButton', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('copies the text and says so', async () => {
    const { user, spy } = await show(async () => {});

    await user.click(screen.getByRole('button', { name: 'Copy command' }));

    expect(spy).toHaveBeenCalledWith('kubectl get application');
    expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status');
  });

  it('says when it did not work, as on a page without a secure origin', async () => {
    const { user } = await show(() => Promise.reject(new Error('denied')));

    await user.click(screen.getByRole('button', { name: 'Copy command' }));

    expect(await screen.findByText('Not copied')).toBeInTheDocument();
  });

  it('takes its own word back after a while', async () => {
    await show(async () => {});
    jest.useFakeTimers();

    await act(async () => screen.getByRole('button').click());
    expect(screen.getByText('Copied')).toBeInTheDocument();
    await act(() => jest.advanceTimersByTimeAsync(4000));

    expect(screen.getByText('Copy command')).toBeInTheDocument();
    jest.useRealTimers();
  });
});
