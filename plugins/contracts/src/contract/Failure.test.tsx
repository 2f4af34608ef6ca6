import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import { RETRY_SECONDS } from '../state/useLoaded';
import { Failure } from './Failure';

async function show(error: Error | undefined, value?: unknown) {
  const refresh = jest.fn();
  await renderContracts(<Failure loaded={{ error, value, refresh }} />);
  return refresh;
}

describe('Failure', () => {
  it('is not there while nothing failed', async () => {
    await show(undefined, 'value');

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [401, 'You may not see this contract'],
    [403, 'You may not see this contract'],
    [404, 'There is no such contract'],
    [409, 'This could not be loaded'],
    [503, 'The portal does not answer'],
  ])(
    'calls a %d by its meaning, and gives its cause',
    async (status, title) => {
      await show(await failure(status, 'The cause.'));

      expect(screen.getByRole('alert')).toHaveTextContent(`${title}The cause.`);
      expect(screen.getByRole('region', { name: title })).toBeInTheDocument();
    },
  );

  it('says that what stands below is old', async () => {
    await show(await failure(503, 'The cause.'), 'old value');

    expect(screen.getByRole('alert')).toHaveTextContent(
      'The cause. What stands below is as last seen.',
    );
  });

  it('says that it is tried again by itself, and does so at a press', async () => {
    const refresh = await show(new Error('no network'));
    expect(
      screen.getByText(`It is tried again every ${RETRY_SECONDS} seconds.`),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('promises no second try to who may not see it', async () => {
    await show(await failure(403, 'No.'));

    expect(screen.queryByText(/tried again/)).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
