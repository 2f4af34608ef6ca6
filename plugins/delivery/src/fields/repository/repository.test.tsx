import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  type FormPage,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';
import { prefixOf } from './RepositoryField';

const properties = {
  name: { type: 'string', title: 'Service' },
  repoUrl: {
    ...{
      type: 'string',
      title: 'Repository',
      'ui:field': 'DeliveryRepository',
    },
    'ui:options': { name: 'name' },
  },
  hosting: {
    ...{ type: 'string', title: 'Served by', 'ui:field': 'DeliveryHosting' },
    ...{ enum: ['github', 'gitlab', 'gitea', 'other'], default: 'other' },
    'ui:options': { repository: 'repoUrl' },
  },
};
const box = () => screen.findByRole('combobox', { name: 'Repository' });
const name = () => screen.findByRole('textbox', { name: 'Service' });

describe('DeliveryRepository', () => {
  it('makes the address of the name below the configured one, and knows what serves it', async () => {
    const { created } = await renderForm([{ properties }]);
    await userEvent.type(await name(), 'parcels');

    await waitFor(async () =>
      expect(await box()).toHaveValue(
        'https://git.example.org/retail/parcels.git',
      ),
    );
    expect(
      await screen.findByText('As the configuration says'),
    ).toBeInTheDocument();
    expect(await create(created)).toEqual({
      ...{ name: 'parcels', hosting: 'gitea' },
      repoUrl: 'https://git.example.org/retail/parcels.git',
    });
  });

  it('leaves alone what a person wrote', async () => {
    const { created } = await renderForm([{ properties }]);
    await userEvent.type(await name(), 'a');
    await waitFor(async () => expect(await box()).not.toHaveValue(''));
    await userEvent.clear(await box());
    await userEvent.type(await box(), 'https://else.example.org/mine.git');
    await userEvent.type(await name(), 'b');

    expect(
      await screen.findByText(/has no account for this address/),
    ).toBeInTheDocument();
    expect(await create(created)).toMatchObject({
      ...{ name: 'ab', repoUrl: 'https://else.example.org/mine.git' },
    });
  });

  const pages: FormPage[] = [
    { title: 'Who', properties: { name: properties.name } },
    {
      title: 'Where',
      properties: { repoUrl: properties.repoUrl, hosting: properties.hosting },
    },
  ];
  const back = () =>
    userEvent.click(screen.getByRole('button', { name: 'Back' }));
  const open = async () => {
    const form = await renderForm(pages);
    await userEvent.type(await name(), 'parcels');
    await goOn();
    await waitFor(async () =>
      expect(await box()).toHaveValue(
        'https://git.example.org/retail/parcels.git',
      ),
    );
    return form;
  };

  it('keeps what a person wrote and chose when the page is opened again', async () => {
    const { created } = await open();
    await userEvent.clear(await box());
    await userEvent.type(
      await box(),
      'https://git.example.org/retail/mine.git',
    );
    await choose('Served by', 'GitLab');
    await back();
    await name();
    await goOn();

    expect(await box()).toHaveValue('https://git.example.org/retail/mine.git');
    expect(
      await screen.findByText(/is not parcels: is it/),
    ).toBeInTheDocument();
    expect(await create(created)).toMatchObject({
      ...{ repoUrl: 'https://git.example.org/retail/mine.git' },
      hosting: 'gitlab',
    });
  });

  it('goes on with another name when the page is opened again', async () => {
    const { created } = await open();
    await back();
    await userEvent.type(await name(), '2');
    await goOn();

    await waitFor(async () =>
      expect(await box()).toHaveValue(
        'https://git.example.org/retail/parcels2.git',
      ),
    );
    expect(await create(created)).toMatchObject({ hosting: 'gitea' });
  });

  it('is a line of text where nothing is configured', async () => {
    const { created } = await renderForm([{ properties }], {
      forms: {
        settings: async () => story.formsSettings({ repositories: [] }),
      },
    });
    await userEvent.type(await name(), 'parcels');
    await userEvent.type(await box(), 'https://git.example.org/x.git');

    expect(await create(created)).toEqual({
      ...{ name: 'parcels', hosting: 'other' },
      repoUrl: 'https://git.example.org/x.git',
    });
  });

  it('has no violation that axe can find', async () => {
    await renderForm([{ properties }]);
    await userEvent.click(await box());
    await screen.findAllByRole('option');
    expect(await violations()).toEqual([]);
  });
});

describe('the prefix of an address', () => {
  const prefixes = [
    { urlPrefix: 'https://git.example.org/' },
    { urlPrefix: 'https://git.example.org/team/', hosting: 'gitlab' as const },
  ];

  it.each([
    ['https://git.example.org/team/a.git', 'https://git.example.org/team/'],
    ['https://git.example.org/a.git', 'https://git.example.org/'],
    ['https://git.example.org.evil/a.git', undefined],
  ])('of %s is %s', (address, expected) => {
    expect(prefixOf(address, prefixes)?.urlPrefix).toBe(expected);
  });
});
