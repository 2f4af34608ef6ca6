import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

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
    expect(await screen.findByRole('checkbox', { name: 'cart' })).toBeChecked();
    expect(
      await screen.findByText('2 of 2 services are chosen'),
    ).toBeInTheDocument();

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

  it('waits for the place', async () => {
    await renderForm([{ properties }], { delivery: { deployments } });
    expect(
      await screen.findByText('Choose the environment and the tenant first.'),
    ).toBeInTheDocument();
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
