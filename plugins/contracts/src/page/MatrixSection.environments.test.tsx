import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { MatrixSection } from './MatrixSection';

const PATH = '/contracts?section=matrix';

const show = (change: Partial<ContractsApi> = {}, path = PATH) =>
  renderContracts(<MatrixSection />, { api: fakeApi(change), path });

const address = () => screen.getByLabelText('address').textContent;

describe('environments of the matrix', () => {
  it('shows another environment, and keeps it in the address', async () => {
    const { api } = await show();

    await userEvent.click(await screen.findByRole('button', { name: 'qa' }));

    expect(address()).toBe('/contracts?section=matrix&environment=qa');
    expect(api.matrix).toHaveBeenLastCalledWith(
      { environment: 'qa' },
      expect.anything(),
    );
  });

  it('starts with the last stage, whatever it is called', async () => {
    const { api } = await show({ environments: async () => ['test', 'live'] });

    expect(await screen.findByRole('button', { name: 'live' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(api.matrix.mock.calls.map(([asked]) => asked)).toEqual([
      { environment: 'live' },
    ]);
  });

  it('says that the environments could not be loaded', async () => {
    const { api } = await show({ environments: fails(503, 'It is away.') });

    expect(await screen.findByRole('alert')).toHaveTextContent('It is away.');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(api.matrix).not.toHaveBeenCalled();
  });

  it('shows the environment of the address though the others cannot be loaded', async () => {
    await show(
      { environments: fails(503, 'It is away.') },
      `${PATH}&environment=qa`,
    );

    expect(await screen.findByRole('grid')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'dev' })).toBeInTheDocument();
  });

  it('leads away from an environment that there is not', async () => {
    await show(
      { matrix: fails(400, 'There is no environment old.') },
      `${PATH}&environment=old`,
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no environment old.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'acc' }));

    expect(address()).toBe('/contracts?section=matrix&environment=acc');
  });

  it('says that no stages are named', async () => {
    await show({ environments: async () => [] });

    expect(
      await screen.findByText(/^No environment is known: name the stages/),
    ).toBeInTheDocument();
  });

  it('keeps the environments in sight while another one loads', async () => {
    await show({
      matrix: async ({ environment }) =>
        environment === 'qa' ? hangs() : story.matrix(),
    });

    await userEvent.click(await screen.findByRole('button', { name: 'qa' }));

    expect(screen.getByRole('button', { name: 'prod' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'qa' })).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('says that no environment is known yet', async () => {
    await show({
      matrix: async () => story.matrix({ environments: [], cells: [] }),
    });

    expect(
      await screen.findByText('What runs where is not known yet.'),
    ).toBeInTheDocument();
  });
});
