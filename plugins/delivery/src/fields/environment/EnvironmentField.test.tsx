import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const field = (options: object = {}) => ({
  environment: {
    ...{ type: 'string', title: 'Environment' },
    description: 'Where it runs first.',
    ...{ 'ui:field': 'DeliveryEnvironment', 'ui:options': options as never },
  },
});
const open = async () => {
  await userEvent.click(await screen.findByRole('combobox'));
  return screen.findAllByRole('option');
};

describe('DeliveryEnvironment', () => {
  it('offers what is there, first stage first, with what it is', async () => {
    const { created } = await renderForm([{ properties: field() }]);
    const options = await open();

    expect(options.map(option => option.textContent)).toEqual([
      'devDevelopment1 deployment',
      'qaQuality assurance1 deployment',
      'accAcceptance1 deployment',
      'prodProduction2 deployments · tenants acme, globex',
    ]);
    await userEvent.click(options[3]);
    expect(await create(created)).toEqual({ environment: 'prod' });
  });

  it('says where nothing comes back', async () => {
    const [dev, ...rest] = story.environments();
    const policy = { rollback: 'roll-forward-only' } as const;
    await renderForm([{ properties: field() }], {
      delivery: {
        environments: async () => ({ items: [{ ...dev, policy }, ...rest] }),
      },
    });
    const [first] = await open();
    expect(first).toHaveTextContent('only rolls forward');
  });

  it('is narrowed to those of the configuration, or to kinds of others', async () => {
    const { folders, can, ...own } = story.ownEnvironment();
    const delivery = {
      environments: async () => ({ items: [...story.environments(), own] }),
    };
    const { unmount } = await renderForm(
      [{ properties: field({ kinds: ['configured'] }) }],
      { delivery },
    );
    expect(await open()).toHaveLength(4);
    unmount();

    await renderForm([{ properties: field({ kinds: ['preview'] }) }], {
      delivery,
    });
    const [option] = await open();
    expect(option).toHaveTextContent(
      'try-1Preview try-1preview, only in Git · 1 deployment',
    );
  });

  it('is narrowed to those with tenants, and to those of one tenant', async () => {
    await renderForm([{ properties: field({ withTenants: true }) }]);
    expect(await open()).toHaveLength(1);
  });

  it('is narrowed by the answer of another field', async () => {
    const name = { type: 'string', title: 'Tenant' };
    const { created } = await renderForm(
      [{ properties: { name, ...field({ tenant: 'name' }) } }],
      { answers: { name: 'globex' } },
    );
    await choose('Environment', /^prod/);
    expect(await create(created)).toMatchObject({ environment: 'prod' });
  });

  it('takes what is typed when the list cannot be read, and says so', async () => {
    const { created } = await renderForm([{ properties: field() }], {
      delivery: {
        environments: async () => {
          throw new Error('The portal is away');
        },
      },
    });
    expect(
      await screen.findByText(/could not be read.*The portal is away/),
    ).toBeInTheDocument();

    await userEvent.type(screen.getByRole('combobox'), 'dev');
    expect(await create(created)).toEqual({ environment: 'dev' });
  });

  it('is explained to a screen reader, and has no violation that axe can find', async () => {
    await renderForm([{ required: ['environment'], properties: field() }]);
    const box = await screen.findByRole('combobox', { name: /Environment/ });

    expect(box).toHaveAccessibleDescription(/Where it runs first\./);
    expect(box).toBeRequired();
    await userEvent.click(box);
    expect(
      within(screen.getByRole('listbox')).getAllByRole('option'),
    ).toHaveLength(4);
    expect(await violations()).toEqual([]);
  });
});
