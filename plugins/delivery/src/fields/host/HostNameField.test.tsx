import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const properties = {
  name: { type: 'string', title: 'Service' },
  host: {
    ...{ type: 'string', title: 'Host name', 'ui:field': 'DeliveryHostName' },
    'ui:options': { name: 'name' },
  },
};
const answers = { name: 'parcels' };
const box = () => screen.findByRole('combobox', { name: 'Host name' });

describe('DeliveryHostName', () => {
  it('offers the name below the configured domains', async () => {
    const { created } = await renderForm([{ properties }], { answers });
    await choose('Host name', 'parcels.shop.example.org');

    expect(
      await screen.findByText(/No folder in Git answers to parcels/),
    ).toBeInTheDocument();
    expect(await create(created)).toEqual({
      ...{ name: 'parcels', host: 'parcels.shop.example.org' },
    });
  });

  it('takes any other one', async () => {
    const { created } = await renderForm([{ properties }], { answers });
    await userEvent.type(await box(), 'my.example.org');

    expect(await create(created)).toMatchObject({ host: 'my.example.org' });
  });

  it('does not go on with one that another folder uses', async () => {
    const message =
      'a.example.org is used by prod/acme/web; choose another name.';
    await renderForm([{ properties }], {
      answers,
      forms: {
        host: async host => ({
          ...{ host, status: 'taken', message, folders: ['prod/acme/web'] },
        }),
      },
    });
    await userEvent.type(await box(), 'a.example.org');
    expect(await screen.findByText(message)).toBeInTheDocument();

    await goOn();
    await waitFor(() =>
      expect(screen.getAllByText(new RegExp(message)).length).toBeGreaterThan(
        1,
      ),
    );
    expect(await violations()).toEqual([]);
  });

  it('asks for no name of a list, which it is handed as a whole', async () => {
    const host = { type: 'string', 'ui:field': 'DeliveryHostName' };
    const items = { type: 'object', properties: { to: host } };
    const hosts = { type: 'array', title: 'Hosts', items: items as never };
    const { forms, created } = await renderForm([{ properties: { hosts } }], {
      answers: { hosts: [] },
    });
    await create(created);
    expect(forms.host).not.toHaveBeenCalled();
  });

  it('says when it could not be checked', async () => {
    await renderForm([{ properties }], {
      answers,
      forms: {
        host: async () => {
          throw new Error('It does not answer');
        },
      },
    });
    await userEvent.type(await box(), 'a.example.org');
    expect(
      await screen.findByText('It could not be checked: It does not answer'),
    ).toBeInTheDocument();
  });
});
