import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { payments, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryHome } from './DeliveryHome';

function openHome(change: Partial<DeliveryApi> = {}) {
  const catalog = catalogApiMock({ entities: [payments] });
  return renderDelivery(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      <DeliveryHome />
    </TestApiProvider>,
    { api: fakeApi(change) },
  );
}

describe('DeliveryHome', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lists what needs attention, worst first, and silent sources once', async () => {
    await openHome();

    const card = await screen.findByRole('region', { name: 'Needs attention' });
    await within(card).findByText('Degraded');
    const items = within(card).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^Degradedpayments 2\.4\.0 · prod · acme/),
      expect.stringMatching(/^Driftpayments 2\.4\.1 · qa/),
      expect.stringMatching(/^Stalecluster dev-1 silent since/),
    ]);
  });

  it('opens the lane that is wrong', async () => {
    await openHome();

    await userEvent.click(
      await screen.findByRole('link', { name: /^payments 2\.4\.0/ }),
    );

    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/catalog/default/component/payments/deployments?deployment=prod-acme',
    );
  });

  it('shows what others need when nothing of mine is wrong', async () => {
    const other = {
      ...story.acme(),
      entityRef: 'component:default/ledger',
      component: 'ledger',
    };
    await openHome({
      deployments: async () => ({
        items: [story.deployment(), other],
        totalItems: 2,
      }),
    });

    expect(
      await screen.findByRole('button', { name: /^Roll back, ledger 2\.4\.0/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(
      screen.queryByRole('button', { name: /^Roll back, ledger/ }),
    ).not.toBeInTheDocument();
  });

  it('is one calm line when nothing is wrong', async () => {
    await openHome({
      deployments: async () => ({
        items: [story.deployment()],
        totalItems: 1,
      }),
      sources: async () => ({ items: [] }),
    });

    expect(await screen.findByText(/^Nothing needs you\./)).toHaveTextContent(
      /Last change .*: payments 2\.3\.1 · prod\.$/,
    );
  });

  it('shows what I own where it is nearest to customers', async () => {
    await openHome();

    const mine = await screen.findByRole('region', { name: 'My services' });
    const rows = await within(mine).findAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'payments prod · acmeDegraded2.4.0',
      'payments prod · globexHealthy2.3.1',
    ]);
  });

  it('shows operations at work and the newest changes', async () => {
    await openHome();

    const running = await screen.findByRole('region', {
      name: 'Running operations',
    });
    expect(
      await within(running).findByRole('link', {
        name: 'payments in prod · acme: 2.4.0 → 2.3.1',
      }),
    ).toBeInTheDocument();
    const changes = screen.getByRole('region', { name: 'What changed last' });
    expect(within(changes).getAllByRole('row')[1]).toHaveTextContent(
      /prod · acmepayments2\.4\.0dev-3Degraded$/,
    );
  });

  it('never calls it calm when the deployments could not be read', async () => {
    const error = await failure(503, 'The database does not answer');
    await openHome({ deployments: () => Promise.reject(error) });

    expect(
      await screen.findByText('Slipway itself has trouble'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing needs you/)).not.toBeInTheDocument();
  });
});

describe('DeliveryHome, what it offers', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const second = {
    ...story.acme(),
    id: 'prod-globex',
    tenant: 'globex',
  };
  const only = (...items: ReturnType<typeof story.deployments>) => ({
    deployments: async () => ({ items, totalItems: items.length }),
  });
  const attention = () =>
    screen.findByRole('region', { name: 'Needs attention' });

  it('rolls back from here, with the dialog of the page it would open', async () => {
    await openHome();

    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Roll back, payments 2.4.0 · prod · acme',
      }),
    );

    expect(
      await screen.findByRole('dialog', {
        name: 'Roll back payments in prod · acme',
      }),
    ).toBeInTheDocument();
  });

  it('has one filled button, that of the worst', async () => {
    await openHome(only(story.acme(), second));

    const buttons = await screen.findAllByRole('button', {
      name: /^Roll back, /,
    });
    expect(buttons.map(button => /filled/.test(button.className))).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    [
      'who may not',
      { can: { rollback: { allowed: false, reason: 'Only its owners.' } } },
    ],
    ['an operation at work', { operation: story.operationSummary() }],
    [
      'no version in Git',
      { desired: { ...story.acme().desired, version: undefined } },
    ],
  ])('offers a look and no rollback to %s', async (_, change) => {
    await openHome(only({ ...story.acme(), ...change }));

    expect(
      await screen.findByRole('button', { name: /^Open, payments/ }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Roll back, / }),
    ).not.toBeInTheDocument();
  });

  it('counts what needs attention, silent sources included', async () => {
    await openHome();

    const card = await attention();
    await within(card).findByText('Degraded');
    expect(card).toHaveTextContent(/^Needs attention3/);
  });

  it('leads from a silent source to the page of sources', async () => {
    await openHome();

    await userEvent.click(
      await screen.findByRole('button', { name: /^Open, cluster dev-1/ }),
    );

    expect(screen.getByLabelText('address')).toHaveTextContent('/delivery');
  });

  it('does not list what is only stale: its source says so once', async () => {
    await openHome();

    const card = await attention();
    await within(card).findByText('Stale');
    expect(within(card).getAllByText('Stale')).toHaveLength(1);
    expect(within(card).queryByText(/· dev$/)).not.toBeInTheDocument();
  });

  it('says of how many deployments it speaks when there are more', async () => {
    await openHome({
      deployments: async () => ({
        items: [story.deployment()],
        totalItems: 4000,
      }),
    });

    expect(
      await screen.findByText(
        'The first 1 of 4000 deployments were looked at.',
      ),
    ).toBeInTheDocument();
  });

  it('says whom it speaks to', async () => {
    await openHome();

    expect(await screen.findByText('Signed in as')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: /oncall-1/ }),
    ).toBeInTheDocument();
  });

  it('says how one comes to own something', async () => {
    await openHome(
      only({
        ...story.deployment(),
        entityRef: 'component:default/ledger',
        component: 'ledger',
      }),
    );

    const mine = await screen.findByRole('region', { name: 'My services' });
    expect(mine).toHaveTextContent(
      'You own no component that is deployed.Ownership is the owner of the component in the catalog.',
    );
  });

  it('says how far each operation at work is', async () => {
    await openHome();

    const bar = await screen.findByRole('progressbar', { name: 'Step 5 of 6' });
    expect(bar).toHaveAttribute('aria-valuemax', '6');
    expect(bar).toHaveAttribute('aria-valuenow', '5');
  });

  it('lists the newest ten changes, newest first', async () => {
    const items = Array.from({ length: 14 }, (_, n) => {
      const deployment = story.deployment({ tenant: `t${n}` });
      const since = story.iso(story.STORY_NOW - (14 - n) * story.HOUR);
      return { ...deployment, desired: { ...deployment.desired, since } };
    });
    await openHome(only(...items));

    const card = await screen.findByRole('region', {
      name: 'What changed last',
    });
    const rows = within(card).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toHaveTextContent('prod · t13');
    expect(rows[9]).toHaveTextContent('prod · t4');
  });
});
