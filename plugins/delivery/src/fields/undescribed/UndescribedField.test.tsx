import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const pages = [
  {
    properties: {
      name: {
        ...{ type: 'string', title: 'Name of its folder' },
        'ui:field': 'DeliveryUndescribed',
      },
    },
  },
];
const placed = (component: string, environment: string, tenant?: string) =>
  story.deployment({
    ...{ id: `${component}-${environment}`, component, environment, tenant },
    entityRef: `component:default/${component}`,
  });
const deployments = async () => ({
  items: [
    placed('payments', 'prod', 'acme'),
    placed('legacy-mail', 'prod', 'acme'),
    placed('legacy-mail', 'dev'),
    placed('cron', 'dev'),
  ],
  totalItems: 4,
});
const payments = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name: 'payments', namespace: 'default' },
};
/** What follows from a folder alone is not described. */
const cron = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: {
    ...{ name: 'cron', namespace: 'default' },
    annotations: { 'slipway.dev/gitops-folder': 'dev/cron' },
  },
};
const catalogOf = (change: object = {}) =>
  Object.assign(
    catalogApiMock({ entities: [payments, cron] as never }),
    change,
  );
const open = (options: object = {}) =>
  renderForm(pages, {
    ...{ delivery: { deployments }, catalog: catalogOf() },
    ...options,
  });
const box = () =>
  screen.findByRole('combobox', { name: /^Name of its folder/ });

describe('DeliveryUndescribed', () => {
  it('offers what is deployed and not in the catalog, with its places', async () => {
    const { created } = await open();
    await userEvent.click(await box());
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'cronin dev',
      'legacy-mailin dev, prod · acme',
    ]);
    await userEvent.click(await box());
    await choose(/^Name of its folder/, /^legacy-mail/);

    expect(await create(created)).toEqual({ name: 'legacy-mail' });
  });

  it.each([
    ['nowhere', /Nothing called nowhere is deployed that you may see/],
    ['payments', /payments is in the catalog already, as component:default/],
  ])('does not go on with %s', async (name, words) => {
    const { created } = await open({ answers: { name } });
    await goOn();

    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(created).toEqual([]);
  });

  it('asks for what is typed alone, which may stand behind all that a list shows', async () => {
    const { delivery } = await open({ answers: { name: 'cron' } });
    await goOn();
    expect(delivery.deployments).toHaveBeenCalledWith(
      { component: 'cron' },
      expect.anything(),
    );
  });

  it('goes on with what is in the catalog only because its folder is there', async () => {
    const { created } = await open({ answers: { name: 'cron' } });

    expect(await create(created)).toEqual({ name: 'cron' });
  });

  it('keeps what is typed when it is left, and says on Next what is wrong with it', async () => {
    const { created } = await open();
    await userEvent.type(await box(), 'legcy');
    await userEvent.tab();
    expect(await box()).toHaveValue('legcy');

    await goOn();
    expect(
      (await screen.findAllByText(/Nothing called legcy is deployed/)).length,
    ).toBeGreaterThan(0);
    expect(created).toEqual([]);
  });

  it('says how many more there are than it can list', async () => {
    await open({
      delivery: {
        deployments: async () => ({
          ...{ items: [placed('cron', 'dev')], totalItems: 13 },
        }),
      },
    });
    expect(
      await screen.findByText(/^12 more deployments are there than can be/),
    ).toBeVisible();
  });

  it('says that there is nothing left', async () => {
    await open({
      delivery: {
        deployments: async () => ({
          ...{ items: [placed('payments', 'prod')], totalItems: 1 },
        }),
      },
    });
    await waitFor(async () => {
      await userEvent.click(await box());
      expect(
        screen.getByText('All that is deployed is in the catalog already.'),
      ).toBeInTheDocument();
    });
  });

  it('takes what is typed while nobody can tell', async () => {
    const away = async () => {
      throw new Error('It is away');
    };
    const { created } = await open({
      catalog: catalogOf({ getEntitiesByRefs: away, getEntityByRef: away }),
      delivery: { deployments: away },
    });
    expect(
      await screen.findByText(/what you type counts: It is away/),
    ).toBeInTheDocument();
    await userEvent.type(await box(), 'legacy-mail');

    expect(await create(created)).toEqual({ name: 'legacy-mail' });
  });

  it('has no violation that axe can find', async () => {
    await open();
    await userEvent.click(await box());
    await screen.findAllByRole('option');
    expect(await violations()).toEqual([]);
  });
});
