import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import { MatrixSection } from './MatrixSection';

const PATH = '/contracts?section=matrix';

const show = (change: Partial<ContractsApi> = {}, path = PATH) =>
  renderContracts(<MatrixSection />, { api: fakeApi(change), path });

const address = () => screen.getByLabelText('address').textContent;
const cellOf = (consumer: string, contract: string) =>
  screen.findByRole('button', {
    name: new RegExp(`^${consumer} .* uses ${contract}`),
  });

describe('what if, of the matrix', () => {
  const version = () => screen.findByRole('combobox', { name: 'Version' });

  it('puts another version into a column, and says which it breaks', async () => {
    const { api } = await show();
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'What if: Component' }),
      'payments',
    );

    await userEvent.type(await version(), '2.5.0-beta.3{Enter}');

    expect(
      await screen.findByRole('columnheader', {
        name: 'payments-api 2.5.0-beta.3 What if',
      }),
    ).toBeInTheDocument();
    expect(api.matrix).toHaveBeenLastCalledWith(
      {
        ...{ environment: 'prod', component: 'component:default/payments' },
        version: '2.5.0-beta.3',
      },
      expect.anything(),
    );
    expect(
      screen.getByText(
        'With payments 2.5.0-beta.3 in place of what lives in prod: 1 would break, 1 could not be judged, 1 risky.',
      ),
    ).toBeInTheDocument();
    expect(await cellOf('batch-settlement', 'payments-api')).toHaveTextContent(
      'breaks',
    );
  });

  it('offers the versions that are known, with where they live', async () => {
    const { api } = await show();
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'What if: Component' }),
      'payments',
    );

    await userEvent.click(await version());
    const list = await screen.findByRole('listbox', { name: 'Version' });
    expect(
      within(list)
        .getAllByRole('option')
        .slice(0, 3)
        .map(({ textContent }) => textContent),
    ).toEqual(['2.5.0-beta.3dev', '2.4.119 Nov', '2.4.0qa; prod · acme']);
    await userEvent.click(within(list).getByText('2.4.1'));
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));

    expect(api.matrix).toHaveBeenLastCalledWith(
      expect.objectContaining({ version: '2.4.1' }),
      expect.anything(),
    );
  });

  it('takes a version by hand when the known ones cannot be loaded', async () => {
    const { api } = await show({ versions: fails(500, 'It is away.') });

    await userEvent.type(await version(), '9.9.9{Enter}');

    expect(api.matrix).toHaveBeenLastCalledWith(
      expect.objectContaining({ version: '9.9.9' }),
      expect.anything(),
    );
  });

  it('can be shared by its address, and goes back to what lives', async () => {
    await show(
      {},
      `${PATH}&environment=prod&component=component:default/payments&version=2.5.0-beta.3`,
    );
    expect(await version()).toHaveValue('2.5.0-beta.3');

    await userEvent.click(
      screen.getByRole('button', { name: 'Back to what lives' }),
    );

    expect(address()).toBe('/contracts?section=matrix&environment=prod');
  });

  it('says why it cannot be tried yet', async () => {
    const { api } = await show();
    const button = await screen.findByRole('button', { name: 'Try it' });

    await userEvent.click(button);

    expect(button).toHaveAccessibleDescription(
      'Choose or type the version to try first.',
    );
    expect(api.matrix).toHaveBeenCalledTimes(1);
  });
});
