import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderContracts, violationsIn } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { type Tried, WhatIf } from './WhatIf';

const PAYMENTS = 'component:default/payments';

async function show(tried?: Tried, matrix = story.matrix()) {
  const onTry = jest.fn();
  const { api, container } = await renderContracts(
    <WhatIf {...{ matrix, tried, onTry }} />,
    { api: fakeApi() },
  );
  return { api, container, onTry };
}

const component = () =>
  screen.getByRole('combobox', { name: 'What if: Component' });
const version = () => screen.getByRole('combobox', { name: 'Version' });
const press = () =>
  userEvent.click(screen.getByRole('button', { name: 'Try it' }));

describe('WhatIf', () => {
  it('asks for the versions of what the component offers alone', async () => {
    const { api } = await show();
    api.versions.mockClear();

    await userEvent.selectOptions(component(), 'payments');

    expect(api.versions.mock.calls.map(([ref]) => ref)).toEqual([
      story.API_REF,
    ]);
  });

  it('tries the version that is chosen', async () => {
    const { onTry } = await show();
    await userEvent.selectOptions(component(), 'payments');

    await userEvent.type(version(), '2.4.1');
    await press();

    expect(onTry).toHaveBeenCalledWith({
      ...{ component: PAYMENTS, version: '2.4.1' },
    });
  });

  it('forgets the version when another component is chosen', async () => {
    await show({ component: PAYMENTS, version: '2.4.1' });
    expect(version()).toHaveValue('2.4.1');

    await userEvent.selectOptions(component(), 'ledger');

    expect(version()).toHaveValue('');
  });

  it('tries no version of blanks', async () => {
    const { onTry } = await show();

    await userEvent.type(version(), '   ');
    await press();
    await userEvent.keyboard('{Enter}');

    expect(onTry).not.toHaveBeenCalled();
  });

  it('tries nothing where nothing offers a contract, and says why', async () => {
    const { onTry } = await show(undefined, story.matrix({ contracts: [] }));

    await userEvent.type(version(), '2.4.1{Enter}');
    await press();

    expect(
      screen.getByRole('button', { name: 'Try it' }),
    ).toHaveAccessibleDescription(
      'Nothing that lives there is known to offer a contract, so there is nothing to try.',
    );
    expect(onTry).not.toHaveBeenCalled();
  });

  it('goes on with Enter once the version stands there', async () => {
    const { onTry } = await show();

    await userEvent.type(version(), '2.4.1{Enter}');

    expect(onTry).toHaveBeenCalledTimes(1);
  });

  it('takes an option by Enter before it goes on', async () => {
    const { onTry } = await show();

    await userEvent.type(version(), '2.5{ArrowDown}{Enter}');
    expect(onTry).not.toHaveBeenCalled();
    expect(version()).toHaveValue('2.5.0-beta.3');
    await userEvent.keyboard('{Enter}');

    expect(onTry).toHaveBeenCalledTimes(1);
  });

  it('leads back to what lives only from something that is tried', async () => {
    const { onTry } = await show({ component: PAYMENTS, version: '2.4.1' });

    await userEvent.click(
      screen.getByRole('button', { name: 'Back to what lives' }),
    );

    expect(onTry).toHaveBeenCalledWith(undefined);
  });

  it('has nothing that axe finds wrong', async () => {
    const { container } = await show();
    const form = within(container).getByRole('form');

    expect(await violationsIn(form)).toEqual([]);
  });
});
