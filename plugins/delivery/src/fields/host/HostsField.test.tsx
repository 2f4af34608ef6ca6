import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const pages = [
  {
    properties: {
      hosts: {
        ...{ type: 'array', title: 'Host names' },
        'ui:field': 'DeliveryHostNames',
        'ui:options': { tenant: 'like', name: 'name' },
        items: {
          type: 'object',
          properties: { from: { type: 'string' }, to: { type: 'string' } },
        },
      },
    },
  },
];
const answers = { name: 'initech', like: 'acme' };
const tenants = async () => ({
  hidden: 0,
  items: [
    story.tenant({
      name: 'acme',
      hosts: ['shop.acme.example', 'www.example.org'],
    }),
  ],
});
const instead = (host: string) =>
  screen.findByRole('textbox', { name: `Here, instead of ${host}` });
const open = (change: object = {}) =>
  renderForm(pages, { answers, delivery: { tenants }, ...change });

describe('DeliveryHostNames', () => {
  it('shows the host names of the tenant that is copied, and what becomes of them', async () => {
    await open();

    expect(await screen.findByText('shop.acme.example')).toBeInTheDocument();
    expect(await instead('shop.acme.example')).toHaveValue(
      'shop.initech.example',
    );
    expect(screen.getByText('acme answers to 2 host names.')).toBeVisible();
    expect(
      await screen.findByText(
        /No manifest that is understood uses shop.initech/,
      ),
    ).toBeInTheDocument();
  });

  it('asks for another name where two would answer to one, and writes down only that', async () => {
    const { created } = await open();
    expect(
      await screen.findByText(/^Two cannot answer to www.example.org/),
    ).toBeInTheDocument();
    await userEvent.clear(await instead('www.example.org'));
    await userEvent.type(
      await instead('www.example.org'),
      'www.initech.example',
    );

    expect(await create(created)).toMatchObject({
      hosts: [{ from: 'www.example.org', to: 'www.initech.example' }],
    });
  });

  it('does not go on with a name that somebody else has', async () => {
    const message = 'pay.example.org is used by prod/globex/payments.';
    await open({
      forms: {
        host: async (host: string) => ({
          ...{ host, status: 'taken', message, folders: [] },
        }),
      },
    });
    await userEvent.clear(await instead('shop.acme.example'));
    await userEvent.type(await instead('shop.acme.example'), 'pay.example.org');
    await goOn();

    await waitFor(() =>
      expect(screen.getAllByText(new RegExp(message)).length).toBeGreaterThan(
        2,
      ),
    );
  });

  it('takes a host name that is not known, and refuses half of one', async () => {
    const { created } = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Another host name' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'There' }),
      'old.example.org',
    );
    await goOn();
    expect(
      (await screen.findAllByText(/Write both names of each row/)).length,
    ).toBeGreaterThan(0);
    await userEvent.type(await instead('old.example.org'), 'new.example.org');

    expect(await create(created)).toMatchObject({
      hosts: [{ from: 'old.example.org', to: 'new.example.org' }],
    });
  });

  it('keeps what is typed where it is on the way another name', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Another host name' }),
    );
    const there = await screen.findByRole('textbox', { name: 'There' });
    await userEvent.type(there, 'shop.acme.example.org');

    expect(there).toBeInTheDocument();
    expect(there).toHaveValue('shop.acme.example.org');
    expect(there).toHaveFocus();
  });

  it('takes a row away again', async () => {
    await open({
      answers: { ...answers, hosts: [{ from: 'a.b', to: 'c.d' }] },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove a.b' }),
    );
    expect(screen.queryByRole('textbox', { name: 'There' })).toBeNull();
  });

  it.each([
    [{ name: 'initech' }, tenants, /^No tenant was chosen/],
    [
      answers,
      async () => ({ hidden: 0, items: [] }),
      'No host name of acme is known.',
    ],
    [
      answers,
      async () => {
        throw new Error('It is away');
      },
      /could not be read.*It is away/,
    ],
  ])('says why none is shown: %j', async (given, asked, words) => {
    await renderForm(pages, { answers: given, delivery: { tenants: asked } });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    await open({
      answers: { ...answers, hosts: [{ from: 'a.b', to: 'c.d' }] },
    });
    await instead('shop.acme.example');
    expect(await violations()).toEqual([]);
  });
});
