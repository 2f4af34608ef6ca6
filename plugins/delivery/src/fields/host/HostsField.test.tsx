import { screen } from '@testing-library/react';
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
const having =
  (...hosts: string[]) =>
  async () =>
    story.tenant({ name: 'acme', hosts });
const tenant = having('shop.acme.example', 'www.example.org');
const instead = (host: string) =>
  screen.findByRole('textbox', { name: `Here, instead of ${host}` });
const taken = (host: string) => ({
  ...{ host, status: 'taken' as const, folders: [] },
  message: `${host} is used by prod/globex/payments; choose another name.`,
});
const said = (words: RegExp) => screen.findAllByText(words);
const open = (change: object = {}) =>
  renderForm(pages, { answers, delivery: { tenant }, ...change });

describe('DeliveryHostNames', () => {
  it('shows the host names of the tenant that is copied, and what becomes of them', async () => {
    await open();

    expect(await screen.findByText('shop.acme.example')).toBeInTheDocument();
    expect(await instead('shop.acme.example')).toHaveValue(
      'shop.initech.example',
    );
    expect(screen.getByText('acme answers to 2 host names.')).toBeVisible();
    expect(
      await screen.findByText(/^No folder in Git answers to shop.initech/),
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

  it('does not go on while nobody named what would stay the same', async () => {
    const { created } = await open();
    await instead('www.example.org');
    await goOn();

    expect(
      await said(/^'Host names' Two cannot answer to www.example.org/),
    ).toHaveLength(1);
    expect(created).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('does not go on with a name that somebody else has, written or offered', async () => {
    const { created } = await open({
      delivery: { tenant: having('shop.acme.example') },
      forms: { host: async (host: string) => taken(host) },
    });
    await instead('shop.acme.example');
    await goOn();
    expect(
      await said(/^'Host names' shop.initech.example is used by prod/),
    ).toHaveLength(1);

    await userEvent.clear(await instead('shop.acme.example'));
    await userEvent.type(await instead('shop.acme.example'), 'pay.example.org');
    await goOn();
    expect(
      await said(/^'Host names' pay.example.org is used by prod/),
    ).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    expect(created).toEqual([]);
  });

  it.each([
    [
      'of one name there',
      { from: 'a.b', to: 'c.d' },
      { from: 'a.b', to: 'e.f' },
      'a.b stands there twice: remove one of the rows.',
    ],
    [
      'of one name here',
      { from: 'a.b', to: 'c.d' },
      { from: 'e.f', to: 'c.d' },
      'Two rows say c.d: write another name in one of them.',
    ],
    [
      'of which one comes by itself',
      { from: 'a.b', to: 'c.d' },
      { from: 'e.f', to: 'shop.initech.example' },
      /^Two rows say shop.initech.example/,
    ],
  ])('does not go on with two rows %s, and says so at both', async (...of) => {
    const [, one, other, words] = of;
    await open({
      answers: { ...answers, hosts: [one, other] },
      delivery: { tenant: having('shop.acme.example') },
    });
    expect(await screen.findAllByText(words)).toHaveLength(2);
    await goOn();

    expect(await said(/^'Host names' .*(twice|Two rows)/)).not.toEqual([]);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('goes on where nobody can tell: the task looks again', async () => {
    const away = async () => {
      throw new Error('It is away');
    };
    const hosts = [{ from: 'a.b', to: 'c.d' }];
    const { created } = await open({
      ...{ answers: { ...answers, hosts }, delivery: { tenant: away } },
      forms: { host: away },
    });

    expect(await create(created)).toMatchObject({ hosts });
  });

  it('takes a host name that is not known, and refuses half of one', async () => {
    const { created } = await open({
      delivery: { tenant: having('shop.acme.example') },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Another host name' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'There' }),
      'old.example.org',
    );
    expect(screen.queryByText(/Write both names of the row/)).toBeNull();
    await goOn();
    expect((await said(/Write both names of the row/)).length).toBeGreaterThan(
      1,
    );
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
    [{ name: 'initech' }, tenant, /^No tenant was chosen/],
    [answers, having(), 'No host name of acme is known.'],
    [
      answers,
      async () => {
        throw new Error('It is away');
      },
      /could not be read.*It is away/,
    ],
  ])('says why none is shown: %j', async (given, asked, words) => {
    await renderForm(pages, { answers: given, delivery: { tenant: asked } });
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
