import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import { fakeApi } from '../../__testUtils__/fakeApi';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';
import { keys } from '../../__testUtils__/words';
import { readServices } from './useServices';

const properties = {
  environment: { type: 'string', title: 'Environment' },
  like: { type: 'string', title: 'Like' },
  services: {
    ...{ type: 'array', title: 'Services', minItems: 1 },
    items: {
      type: 'object',
      properties: {
        component: { type: 'string' },
        version: { type: 'string' },
      },
    },
    'ui:field': 'DeliveryServices',
    'ui:options': { environment: 'environment', tenant: 'like' },
  },
};
const answers = { environment: 'prod', like: 'acme' };
const service = (component: string, version: string) => {
  const base = story.deployment({ tenant: 'acme' });
  return {
    ...{ ...base, component, id: `prod-acme-${component}` },
    desired: { ...base.desired, version },
  };
};
const deployments = async (filter: { entityRef?: string }) => {
  const all = [service('payments', '2.3.1'), service('cart', '2.9.0')];
  const items = all.filter(
    ({ component }) =>
      !filter.entityRef || filter.entityRef.endsWith(`/${component}`),
  );
  return { items, totalItems: items.length };
};

describe('DeliveryServices', () => {
  it('begins with all services of the place, in the versions that are wanted there', async () => {
    const { created } = await renderForm([{ properties }], {
      ...{ answers, delivery: { deployments } },
    });
    expect(
      await screen.findByText('2 of 2 services are chosen'),
    ).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: 'cart' })).toBeChecked();

    expect(await create(created)).toMatchObject({
      services: [
        { component: 'payments', version: '2.3.1' },
        { component: 'cart', version: '2.9.0' },
      ],
    });
  });

  it('leaves services out, and takes other versions', async () => {
    const { created } = await renderForm([{ properties }], {
      ...{ answers, delivery: { deployments } },
    });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'cart' }),
    );
    await choose('Version of payments', /^2\.2\.3/);

    expect(await create(created)).toMatchObject({
      services: [{ component: 'payments', version: '2.2.3' }],
    });
  });

  it('takes what is suggested in place of what burns there', async () => {
    const { created } = await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments: async () => ({
          items: [service('payments', '2.4.0')],
          totalItems: 1,
        }),
        health: async () => ({
          items: [
            {
              ...story.burning(),
              ...{ deploymentId: 'prod-acme-payments', status: 'burning' },
              message: '143 of 3,400 requests fail',
            },
          ],
        }),
      },
    });

    expect(
      await screen.findByText(
        '2.4.0 is not offered, because of prod · acme: 143 of 3,400 requests fail',
      ),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('combobox', { name: 'Version of payments' }),
      ).toHaveValue('2.3.1'),
    );
    expect(await create(created)).toMatchObject({
      services: [{ component: 'payments', version: '2.3.1' }],
    });
  });

  const burning = async () => ({
    items: [
      {
        ...story.burning(),
        ...{ deploymentId: 'prod-acme-payments', status: 'burning' as const },
        message: '143 of 3,400 requests fail',
      },
    ],
  });
  const burnt = async () => ({
    items: [service('payments', '2.4.0')],
    totalItems: 1,
  });

  it('lets nothing burning through when somebody goes on before it is known', async () => {
    let asked = 0;
    await renderForm([{ properties }], {
      answers: { ...answers, services: [{ component: 'payments' }] },
      delivery: {
        deployments: burnt,
        // The field waits for ever, the check before the next page does not.
        health: async () => {
          asked += 1;
          return asked === 1 ? new Promise(() => {}) : burning();
        },
      },
    });
    await screen.findByRole('checkbox', { name: 'payments' });
    await goOn();

    expect(
      await screen.findAllByText(
        /payments 2\.4\.0 is not offered, because of prod · acme: 143 of/,
      ),
    ).not.toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('says that nobody could tell whether it burns, and does not take it as fine', async () => {
    await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments: burnt,
        health: async () => {
          throw new Error('The database is away');
        },
      },
    });
    expect(
      await screen.findByText(
        'Could not tell whether 2.4.0 burns (prod · acme): The database is away',
      ),
    ).toBeInTheDocument();
    await goOn();

    expect(
      await screen.findAllByText(/away\. Try again, or choose another version/),
    ).not.toHaveLength(0);
  });

  it('asks once whether any of them burns, however many there are', async () => {
    const { delivery } = await renderForm([{ properties }], {
      answers,
      delivery: { deployments },
    });
    await screen.findByText('2 of 2 services are chosen');
    await waitFor(() => expect(delivery.versions).toHaveBeenCalledTimes(2));

    expect(delivery.health.mock.calls.map(([filter]) => filter)).toEqual([
      { ids: ['prod-acme-payments', 'prod-acme-cart'] },
    ]);
  });

  it('asks for the very deployment, whatever the namespace of its component', async () => {
    const other = {
      ...service('payments', '2.4.0'),
      entityRef: 'component:shop/payments',
    };
    const { delivery } = await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments: async filter => {
          const isOther = filter.entityRef ?? other.entityRef;
          const items = isOther === other.entityRef ? [other] : [];
          return { items, totalItems: items.length };
        },
      },
    });
    await screen.findByRole('checkbox', { name: 'payments' });
    await choose('Version of payments', /^2\.2\.3/);

    expect(delivery.versions).toHaveBeenCalledWith(
      ...['prod-acme-payments', expect.anything()],
    );
  });

  it('begins anew with what another tenant has', async () => {
    const ofTenant = async ({ tenant = '' }: { tenant?: string }) => {
      const version = tenant === 'acme' ? '2.3.1' : '2.2.3';
      const items = [{ ...service('payments', version), tenant }];
      return { items, totalItems: 1 };
    };
    const { services, ...place } = properties;
    const { created } = await renderForm(
      [
        { title: 'Where', properties: place },
        { title: 'What', properties: { services } },
      ],
      { answers, delivery: { deployments: ofTenant } },
    );
    await goOn();
    const version = () =>
      screen.findByRole('combobox', { name: 'Version of payments' });
    expect(await version()).toHaveValue('2.3.1');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    const like = await screen.findByRole('textbox', { name: 'Like' });
    await userEvent.clear(like);
    await userEvent.type(like, 'globex');
    await goOn();

    expect(await version()).toHaveValue('2.2.3');
    expect(await create(created)).toMatchObject({
      services: [{ component: 'payments', version: '2.2.3' }],
    });
  });

  it('keeps what was chosen when the page is opened again', async () => {
    const { services, ...place } = properties;
    const { created } = await renderForm(
      [
        { title: 'Where', properties: place },
        { title: 'What', properties: { services } },
      ],
      { answers, delivery: { deployments } },
    );
    await goOn();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'cart' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('textbox', { name: 'Like' });
    await goOn();

    expect(
      await screen.findByText('1 of 2 services are chosen'),
    ).toBeInTheDocument();
    expect(await create(created)).toMatchObject({
      services: [{ component: 'payments', version: '2.3.1' }],
    });
  });

  it('shows all services of a large environment, or says that it cannot', async () => {
    const many = Array.from({ length: 450 }, (_, n) =>
      service(`service-${n}`, '1.0.0'),
    );
    const paged = async (_: object, options: { cursor?: string } = {}) => {
      const from = Number(options.cursor ?? 0);
      const next = from + 200;
      return {
        ...{ items: many.slice(from, next), totalItems: many.length },
        ...(next < many.length && { nextCursor: String(next) }),
      };
    };
    expect(
      await readServices(keys, fakeApi({ deployments: paged }), {
        ...{ environment: 'prod', tenant: 'acme' },
      }),
    ).toHaveLength(450);

    const endless = async () => ({
      ...{ items: [many[0]], totalItems: 9_000, nextCursor: 'a' },
    });
    await expect(
      readServices(keys, fakeApi({ deployments: endless }), {
        environment: 'prod',
      }),
    ).rejects.toThrow('fields.servicesTooMany|prod|9000|25');
  });

  it('takes the services that all tenants share where the tenant may be left empty', async () => {
    const shared = async () => {
      const { tenant: _, ...own } = service('payments', '2.3.1');
      const items = [own, service('cart', '2.9.0')];
      return { items, totalItems: items.length };
    };
    const { created } = await renderForm([{ properties }], {
      ...{
        answers: { environment: 'prod' },
        delivery: { deployments: shared },
      },
    });
    expect(
      await screen.findByText('1 of 1 services are chosen'),
    ).toBeInTheDocument();
    expect(await create(created)).toMatchObject({
      services: [{ component: 'payments', version: '2.3.1' }],
    });
  });

  it('waits for a tenant that the form must have', async () => {
    const required = ['like'];
    await renderForm([{ properties, required }], {
      ...{ answers: { environment: 'prod' }, delivery: { deployments } },
    });
    expect(
      await screen.findByText('Choose the environment and the tenant first.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('waits for the place', async () => {
    await renderForm([{ properties }], { delivery: { deployments } });
    expect(
      await screen.findByText('Choose the environment and the tenant first.'),
    ).toBeInTheDocument();
  });

  it('asks for the tenant where all services have one', async () => {
    await renderForm([{ properties }], {
      ...{ answers: { environment: 'prod' }, delivery: { deployments } },
    });
    expect(
      await screen.findByText(
        'Choose first the tenant that it is made like: prod has no services that all tenants share.',
      ),
    ).toBeVisible();
    expect(screen.queryByText('Nothing is deployed there.')).toBeNull();
  });

  it('says that nothing is there, and why it is not known', async () => {
    const { unmount } = await renderForm([{ properties }], {
      answers,
      delivery: { deployments: async () => ({ items: [], totalItems: 0 }) },
    });
    expect(
      await screen.findByText('Nothing is deployed there.'),
    ).toBeInTheDocument();
    unmount();

    await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments: async () => {
          throw new Error('You may not');
        },
      },
    });
    expect(
      await screen.findByText('The services could not be read: You may not'),
    ).toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    await renderForm([{ properties }], { answers, delivery: { deployments } });
    await screen.findByRole('checkbox', { name: 'cart' });
    await screen.findByText('2 of 2 services are chosen');
    expect(await violations()).toEqual([]);
  });
});
