import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery, template } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { TenantsPage } from './TenantsPage';

async function open(
  change: Partial<DeliveryApi> = {},
  path = '/tenants',
  signals = fakeSignals(),
  entities: object[] = [],
) {
  const api = fakeApi(change);
  await renderDelivery(<TenantsPage />, {
    ...{ api, path, signals, entities },
  });
  return { user: userEvent.setup() };
}

const row = (name: string) =>
  screen.findByRole('row', { name: new RegExp(`Choose ${name}`) });
const address = () => screen.getByLabelText('address').textContent;

describe('what the page of tenants leads to and tells of rules', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });

  afterEach(() => jest.restoreAllMocks());

  it('leads from a name to its entity, or to that tenant alone where the catalog has none', async () => {
    const entity = {
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Resource' },
      metadata: { name: 'tenant-acme', namespace: 'default' },
      spec: {},
    };
    await open({}, '/tenants?environment=prod', fakeSignals(), [entity]);
    const link = async (name: string) =>
      within(await row(name)).getByRole('link', { name });

    const acme = await link('acme');
    await waitFor(() =>
      expect(acme).toHaveAttribute(
        'href',
        '/catalog/default/resource/tenant-acme',
      ),
    );
    expect(await link('globex')).toHaveAttribute(
      'href',
      '/tenants?environment=prod&q=globex',
    );
  });

  it('opens the templates that are there, and says of others that they are not', async () => {
    const { user } = await open({}, '/tenants', fakeSignals(), [
      template('tenant-removal'),
    ]);
    await row('globex');
    const create = screen.getByRole('button', { name: 'New tenant' });
    await waitFor(() =>
      expect(create).toHaveAccessibleDescription(
        'The template tenant is not in the catalog, or you may not see it.',
      ),
    );
    await user.click(create);
    expect(address()).toBe('/tenants');

    await user.click(screen.getByRole('button', { name: 'Acts for globex' }));
    const item = screen.getByRole('menuitem', { name: /^Remove…/ });
    await waitFor(() => expect(item).not.toHaveAttribute('aria-disabled'));
    await user.click(item);
    expect(decodeURIComponent(address() ?? '')).toBe(
      '/create/templates/default/tenant-removal?formData={"name":"globex"}',
    );
  });

  it('lets all be chosen from the bar where the head of the table is out of sight', async () => {
    const original = window.matchMedia;
    window.matchMedia = ((query: string) => ({
      ...{ matches: query.includes('960px'), media: query },
      ...{ addListener() {}, removeListener() {} },
      ...{ addEventListener() {}, removeEventListener() {} },
    })) as never;
    try {
      const { user } = await open();
      await row('acme');
      const all = screen.getAllByRole('checkbox', { name: 'Choose all' });
      expect(all).toHaveLength(1);
      expect(all[0].closest('table')).toBeNull();
      await user.click(screen.getByText('Choose all'));
      expect(screen.getByLabelText('Choose globex')).toBeChecked();
    } finally {
      window.matchMedia = original;
    }
  });

  it('tells of rules of time how much time, and of who is switched off nothing', async () => {
    const base = story.tenant();
    const backup = {
      ...{ rule: 'backup' as const, answer: 'no' as const },
      ...{ without: [], unknown: [], limitSeconds: 7_200 },
      message: 'Its newest good backup is of yesterday.',
    };
    const isolation = [...base.isolation, backup];
    await open({
      tenants: async () => ({
        items: [{ ...base, isolation }, story.tenants()[2]],
        hidden: 0,
      }),
    });
    const card = await screen.findByRole('region', {
      name: 'Isolation and limits',
    });
    const line = await within(card).findByRole('row', {
      name: /^Backup not older than 2.h/,
    });
    expect(line).toHaveTextContent(/no.*suspended/);
    expect(
      within(card).getByRole('row', { name: /^Certificates do not end soon/ }),
    ).toHaveTextContent('–');
  });

  it('says how often a backup is made and how long it is kept, as far as that is said', async () => {
    const [acme] = story.tenants();
    const none = { ...acme, backupPlan: undefined };
    await open({
      tenants: async () => ({ items: [story.tenant(), none], hidden: 0 }),
    });
    expect(await row('globex')).toHaveTextContent('hourly, kept 30 days');
    expect(await row('acme')).toHaveTextContent(
      'Its file does not say how often, or for how long.',
    );
  });

  it('tells of isolation what is so, what differs and what nobody could tell', async () => {
    const base = story.tenant();
    const unknown = story.tenant({
      name: 'acme',
      isolation: base.isolation.map(each => ({
        ...each,
        ...{ answer: 'unknown' as const, message: 'cart: it is elsewhere.' },
      })),
    });
    await open({
      tenants: async () => ({ items: [unknown, base], hidden: 0 }),
    });
    const card = await screen.findByRole('region', {
      name: 'Isolation and limits',
    });

    expect(within(card).getAllByText('Could not tell')).toHaveLength(4);
    expect(within(card).getAllByText('yes')).toHaveLength(3);
    expect(within(card).getByText('2 differ')).toBeInTheDocument();
    expect(card).toHaveTextContent(
      'globex, No service account token in pods: cart: Deployment cart does not say so.',
    );
  });

  it('joins quota and backup where there is no room for both columns', async () => {
    const original = window.matchMedia;
    const onPageOf = (width: number) => {
      window.matchMedia = ((query: string) => ({
        media: query,
        matches: width <= Number(/max-width: (\d+)px/.exec(query)?.[1] ?? 0),
        ...{ addListener() {}, removeListener() {} },
        ...{ addEventListener() {}, removeEventListener() {} },
      })) as never;
    };
    try {
      onPageOf(1000);
      await open();
      const globex = await row('globex');
      expect(within(globex).getAllByRole('cell')[1]).toHaveTextContent(
        /^Quota in useCPU.*Newest good backup52\smin/,
      );
      expect(screen.getAllByRole('row')[0]).toHaveTextContent(
        'Quota in use, newest good backup',
      );
      cleanup();
      // The more services, the wider it has to be.
      onPageOf(1920);
      await open();
      await row('globex');
      expect(screen.getAllByRole('row')[0]).toHaveTextContent(
        /Newest good backup/,
      );
      expect(screen.getAllByRole('row')[0]).not.toHaveTextContent(
        'Quota in use, newest',
      );
    } finally {
      window.matchMedia = original;
    }
  });

  it('says in the menu which upgrade has the tenant still to do', async () => {
    await open({ upgrades: async () => ({ items: [story.upgrade()] }) });
    await screen.findAllByText('cart 2.9.0 → 2.9.1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Acts for globex' }),
    );
    expect(
      await screen.findByRole('menuitem', { name: /^Suspend…/ }),
    ).toHaveTextContent(
      'Wave 1 of the upgrade to cart 2.9.1 has it still to do.',
    );
    expect(
      await screen.findByRole('menuitem', { name: /^Open in the catalog/ }),
    ).toHaveTextContent('The catalog does not know it. A new tenant comes');
  });
});
