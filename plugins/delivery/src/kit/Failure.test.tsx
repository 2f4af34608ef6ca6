import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { Failure } from './Failure';

async function show(
  error: Error,
  props: Partial<Parameters<typeof Failure>[0]> = {},
) {
  const onRetry = jest.fn();
  await renderDelivery(<Failure error={error} onRetry={onRetry} {...props} />, {
    api: fakeApi(),
  });
  return onRetry;
}

describe('Failure', () => {
  it.each([401, 403])(
    'says of %d that one may not, and offers no other try',
    async status => {
      await show(await failure(status, 'Only its owners may look'));

      expect(
        screen.getByRole('heading', { name: 'You may not see this' }),
      ).toBeInTheDocument();
      expect(screen.getByText('Only its owners may look')).toBeInTheDocument();
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    },
  );

  it('says who to ask where the page knows', async () => {
    await show(await failure(403, 'No'), {
      forbiddenTitle: 'You may not see these deployments',
      forbiddenHelp: 'Ask team-payments.',
    });

    expect(
      screen.getByText('You may not see these deployments'),
    ).toBeInTheDocument();
    expect(screen.getByText('Ask team-payments.')).toBeInTheDocument();
    expect(screen.queryByText('No')).not.toBeInTheDocument();
  });

  it('says of 404 that there is nothing, and promises no other try', async () => {
    await show(await failure(404, 'No deployment has this id'));

    expect(screen.getByRole('alert')).toHaveTextContent(
      'There is nothing hereNo deployment has this id',
    );
    expect(screen.queryByText(/next try/)).not.toBeInTheDocument();
  });

  it.each([
    ['a failing backend', () => failure(503, 'The database is away')],
    ['a failing network', async () => new TypeError('Failed to fetch')],
  ])('says of %s that the services are not affected', async (_, make) => {
    const error = await make();
    await show(error);

    expect(screen.getByRole('alert')).toHaveTextContent(
      'Slipway itself has trouble',
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /The portal does not answer: .*\. Your services are not affected\./,
    );
    expect(screen.getByText(/next try by itself in 10/)).toBeInTheDocument();
  });

  it('says that what is still shown may be old', async () => {
    await show(await failure(503, 'The database is away'), { kept: true });

    expect(screen.getByRole('alert')).toHaveTextContent(
      'What you saw last is still below, and may be old: The database is away.',
    );
  });

  it('gives any other failure its own sentence', async () => {
    await show(new Error('The answer could not be read'));

    expect(screen.getByRole('alert')).toHaveTextContent(
      'This could not be loadedThe answer could not be read',
    );
  });

  it('tries again when asked', async () => {
    const onRetry = await show(new Error('No'));

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
