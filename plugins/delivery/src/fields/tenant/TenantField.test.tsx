import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  choose,
  create,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const environment = { type: 'string', title: 'Environment' };
const like = {
  ...{ type: 'string', title: 'Like' },
  'ui:field': 'DeliveryTenant',
};

describe('DeliveryTenant', () => {
  it('offers the tenants that are there, with where they are', async () => {
    const { created } = await renderForm([{ properties: { like } }]);
    await userEvent.click(await screen.findByRole('combobox'));
    const options = await screen.findAllByRole('option');

    expect(options.map(({ textContent }) => textContent)).toEqual([
      ...['acmein prod', 'globexin prod'],
    ]);
    await choose('Like', /^globex/);
    expect(await create(created)).toEqual({ like: 'globex' });
  });

  it('says that what was typed and left is none of them, until one is chosen', async () => {
    await renderForm([{ properties: { like } }]);
    await userEvent.type(await screen.findByRole('combobox'), 'initech');
    await userEvent.tab();

    const words = '“initech” is none of them, so it does not count.';
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('combobox')).toHaveAccessibleDescription(words);
    await choose('Like', /^globex/);
    expect(screen.queryByText(words)).toBeNull();
  });

  it('offers none of another environment', async () => {
    const options = { 'ui:options': { environment: 'environment' } };
    await renderForm(
      [{ properties: { environment, like: { ...like, ...options } } }],
      { answers: { environment: 'qa' } },
    );
    await userEvent.click(await screen.findByRole('combobox'));

    expect(
      await screen.findByText('There is no tenant like that in qa.'),
    ).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });
});
