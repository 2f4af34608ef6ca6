import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import { failure } from '../../__testUtils__/fakeApi';
import {
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const text = (title: string) => ({ type: 'string', title });
const confirmation = {
  ...{ type: 'string', title: 'Type its name', description: 'To be sure.' },
  'ui:field': 'DeliveryRemovalPreview',
  'ui:options': {
    ...{ what: 'what', component: 'component', tenant: 'tenant' },
    ...{ environment: 'environment', environments: 'environments' },
    repository: 'repository',
  },
};
const page = {
  required: ['confirmation'],
  properties: {
    ...{ what: text('What'), component: text('Component') },
    ...{ tenant: text('Tenant'), environment: text('Environment') },
    environments: { type: 'array', items: { type: 'string' } as never },
    repository: text('Repository'),
    confirmation,
  },
};
const service = { what: 'service', component: 'component:default/payments' };
const dies = () => screen.findByRole('region', { name: 'What dies' });

describe('DeliveryRemovalPreview', () => {
  it('shows folders, belongings, consumers, and what could not be told', async () => {
    await renderForm([page], { answers: service });
    const region = await dies();
    await within(region).findByText('1 folder, 3 files');

    expect(region).toHaveTextContent(
      'prod/acme/payments 2.4.0 · gitops-retail',
    );
    expect(region).toHaveTextContent(
      /Databases service\.postgresql 20Gi prod\/acme\/payments\/values\.yaml/,
    );
    expect(region).toHaveTextContent(/Host names pay\.acme\.example/);
    expect(region).toHaveTextContent(
      'component:default/checkout 5.1.3 uses api:default/payments in prod · acme',
    );
    expect(region).toHaveTextContent('may make more of its values');
    expect(region).toHaveTextContent('Newest backupIt is not known here.');
  });

  it.each([
    [service, { component: 'payments' }],
    [
      { ...service, tenant: 'acme', environments: ['dev', 'qa'] },
      { component: 'payments', tenant: 'acme', environments: ['dev', 'qa'] },
    ],
    [{ what: 'tenant', tenant: 'acme', component: 'x' }, { tenant: 'acme' }],
    [
      { what: 'environment', environment: 'qa', tenant: 'acme' },
      { environments: ['qa'] },
    ],
    [
      { what: 'tenant', tenant: 'acme', repository: 'eu-2' },
      { tenant: 'acme', repository: 'eu-2' },
    ],
    [
      { ...service, repository: 'eu-2' },
      { component: 'payments', repository: 'eu-2' },
    ],
  ])('of %j asks for %j', async (answers, request) => {
    const { forms } = await renderForm([page], { answers });
    await waitFor(() =>
      expect(forms.removal).toHaveBeenCalledWith(request, expect.anything()),
    );
  });

  describe('of a tenant', () => {
    const globex = { what: 'tenant', tenant: 'globex' };
    const says = async (change: object, forms: object, words: RegExp) => {
      const { unmount } = await renderForm([page], {
        ...{ answers: globex, forms },
        delivery: { ...change },
      });
      const region = await dies();
      await waitFor(() => expect(region).toHaveTextContent(words));
      unmount();
      return region;
    };

    it('tells how old its newest backup is, or that it is not known', async () => {
      jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
      expect(
        await says({}, {}, /Newest backup52.min old, of .*, by globex/),
      ).toHaveTextContent('globex');
      jest.restoreAllMocks();
      const none = story.tenant({ backup: undefined });
      await says(
        { tenant: async () => none },
        ...([{}, /Newest backupIt is not known here\./] as const),
      );
      const missing = await failure(404, 'There is no tenant', 'NotFoundError');
      await says(
        { tenant: () => Promise.reject(missing) },
        ...([{}, /Newest backupIt is not known here\./] as const),
      );
      const away = async () => {
        throw new Error('It is away');
      };
      await says({ tenant: away }, {}, /It could not be told: It is away\./);
    });

    it('lists the files of its own, even where nothing of it is deployed', async () => {
      const ownFiles = [{ repository: 'eu-2', path: 'tenants/globex.yaml' }];
      const removal = (change: object) => ({
        removal: async () => story.removalPreview({ ownFiles, ...change }),
      });
      const words = /1 file of the tenant's own.*tenants\/globex\.yaml eu-2/;
      expect(await says({}, removal({}), words)).toHaveTextContent('eu-2');
      await says({}, removal({ folders: [], belongings: [] }), words);
    });
  });

  it('goes on only with the very name', async () => {
    const { created } = await renderForm([page], { answers: service });
    const box = await screen.findByRole('textbox', { name: /^Type its name/ });
    await userEvent.type(box, 'payment');
    expect(
      await screen.findByText('What goes is payments.'),
    ).toBeInTheDocument();
    await goOn();
    await screen.findAllByText(
      /'payment' was typed, and what goes is payments/,
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();

    await userEvent.type(box, 's');
    expect(await screen.findByText('That is its name.')).toBeInTheDocument();
    expect(await create(created)).toMatchObject({
      ...service,
      confirmation: 'payments',
    });
  });

  it('says that nobody needs it, that it is not known, or who may not be seen', async () => {
    const removal = (change: object) => async () =>
      story.removalPreview({ consumers: [], ...change });
    const says = async (change: object, words: RegExp) => {
      const { unmount } = await renderForm([page], {
        ...{ answers: service, forms: { removal: removal(change) } },
      });
      expect(await screen.findByText(words)).toBeInTheDocument();
      unmount();
    };

    await says({}, /^Nobody that stays is known to need it/);
    await says({ consumersProblem: 'It is away.' }, /^It is away\.$/);
    await says({ hiddenConsumers: 2 }, /^2 more that you may not see$/);
    await says({ hidden: 1 }, /^1 more folder that you may not see/);
    await says({ folders: [] }, /^Nothing of it is deployed/);
  });

  it('says why it is not known what dies, and waits for what shall go', async () => {
    const { unmount } = await renderForm([page], {
      answers: service,
      forms: {
        removal: async () => {
          throw new Error('You may not');
        },
      },
    });
    expect(
      await screen.findByText('What dies could not be told: You may not'),
    ).toBeInTheDocument();
    unmount();

    await renderForm([page]);
    expect(
      await screen.findByText(/^Choose what shall go/),
    ).toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    await renderForm([page], { answers: service });
    await screen.findByText('1 folder, 3 files');
    const box = screen.getByRole('textbox', { name: /^Type its name/ });

    expect(box).toHaveAccessibleDescription(/^To be sure\./);
    expect(await violations()).toEqual([]);
  });
});
