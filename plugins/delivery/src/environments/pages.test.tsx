import type {
  Environment,
  EnvironmentsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery, template } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { Lane } from '../deployments/Lane';
import { DeliveryPage } from '../operations/DeliveryPage';
import { formatMoment, formatZoned } from '../time/format';
import { DeliveryFrame } from '../kit/DeliveryFrame';

jest.setTimeout(30_000);

// There is no layout in the tests' browser, so colours cannot be seen.
const AXE = { rules: { 'color-contrast': { enabled: false } } };
const { OWN_END, STORY_NOW, ownEnvironment } = story;
const ENDS = new RegExp(`^ends in 3\\sh · ${formatZoned(OWN_END, STORY_NOW)}$`);

function listed(change: object = {}): EnvironmentsResponse {
  const { folders: _, can: __, ...own } = ownEnvironment();
  const items: Environment[] = [...story.environments(), { ...own, ...change }];
  return { items, kinds: [], refused: [] };
}

async function open(
  path: string,
  change: Partial<DeliveryApi> = {},
  entities: object[] = [],
) {
  const api = fakeApi({ environments: async () => listed(), ...change });
  const signals = fakeSignals();
  await renderDelivery(<DeliveryPage />, { api, signals, path, entities });
  return { api, signals };
}

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(STORY_NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the overview of environments', () => {
  const rowOf = async (name: string) => {
    const link = await screen.findByRole('link', { name });
    return link.closest('tr')!;
  };

  it('says of each how many services, since when, by whom, copied from what, and when it ends', async () => {
    await open('/environments');
    const row = await rowOf('try-1');
    const cells = within(row).getAllByRole('cell');
    expect(cells.map(({ textContent }) => textContent)).toEqual([
      ...[
        'try-1Preview try-1',
        '1',
        expect.stringMatching(
          new RegExp(
            `^60\\smin${formatMoment(ownEnvironment().life!.since, STORY_NOW)}`,
          ),
        ),
      ],
      ...['dev-2', 'qa', expect.stringMatching(ENDS)],
    ]);
  });

  it('keeps beside each value what it is, for pages without room for a head', async () => {
    await open('/environments');
    const labels = within(await rowOf('try-1'))
      .getAllByRole('cell')
      .map(cell => cell.getAttribute('data-label'));
    expect(labels).toEqual([
      ...[null, 'Services', 'Since', 'By', 'Copied from', 'Ends'],
    ]);
    // Nothing is announced that is not there.
    const configured = within(await rowOf('acc')).getAllByRole('cell');
    expect(configured[2]).not.toHaveAttribute('data-label');
    expect(configured[3]).not.toHaveAttribute('data-label');
    expect(configured[4]).not.toHaveAttribute('data-label');
  });

  it('says of a configured one that it is, and that it never ends', async () => {
    await open('/environments');
    const row = await rowOf('acc');
    expect(row).toHaveTextContent('configured');
    expect(row).toHaveTextContent('never');
  });

  it('is sorted from customers on, with those of a kind in their place', async () => {
    await open('/environments');
    await rowOf('try-1');
    const names = screen
      .getAllByRole('row')
      .slice(1)
      .map(row => within(row).getAllByRole('link')[0].textContent);
    expect(names).toEqual(['prod', 'acc', 'try-1', 'qa', 'dev']);
  });

  it('says what was kept although it is over, and what is no environment', async () => {
    const life = ownEnvironment().life!;
    await open('/environments', {
      environments: async () => ({
        ...listed({ life: { ...life, problems: ['payments is held.'] } }),
        refused: [
          {
            ...{ repository: 'gitops-retail', path: 'preview/QA/payments' },
            message: 'The environment "QA" is configured already.',
          },
        ],
      }),
    });
    expect(await rowOf('try-1')).toHaveTextContent('payments is held.');
    expect(
      screen.getByRole('region', { name: 'Folders that are no environment' }),
    ).toHaveTextContent('is configured already');
  });

  const kinds = async () => ({ ...listed(), kinds: ['preview'] });
  const create = () => screen.findByRole('button', { name: 'New environment' });

  it('opens its template within the portal', async () => {
    const own = [template('environment')];
    await open('/environments', { environments: kinds as never }, own);
    const button = await create();
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/create/templates/default/environment',
    );
  });

  it('says why none can be made where the template is not there', async () => {
    await open('/environments', { environments: kinds as never });
    const button = await create();
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        /^The template environment is/,
      ),
    );
  });

  it('says why it cannot be shown', async () => {
    await open('/environments', {
      environments: async () => {
        throw await failure(503, 'The database is away');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
  });

  it('has nothing that axe finds wrong', async () => {
    await open('/environments');
    await rowOf('try-1');
    jest.restoreAllMocks();
    const { violations } = await axe.run(screen.getByRole('main'), AXE);
    expect(violations).toEqual([]);
  });
});

describe('the page of an environment', () => {
  it('says what stands there, whose it is, and when it ends', async () => {
    await open('/environments/try-1');
    expect(
      await screen.findByRole('heading', { name: 'Preview try-1' }),
    ).toBeInTheDocument();
    const page = screen.getByRole('main');
    expect(page).toHaveTextContent('A test of the new locks');
    expect(page).toHaveTextContent('gitops-retail, preview/try-1/payments');
    expect(within(page).getByRole('link', { name: 'qa' })).toHaveAttribute(
      'href',
      '/delivery/environments/qa',
    );
    expect(screen.getAllByText(ENDS)).toHaveLength(1);
    expect(page).toHaveTextContent('with the environment');
    expect(
      screen.getByRole('button', { name: 'Prolong… try-1' }),
    ).toBeInTheDocument();
  });

  it('says of a folder that ends later, or not at all, that it does', async () => {
    const [folder] = ownEnvironment().folders;
    const later = story.iso(STORY_NOW + 9 * story.DAY);
    await open('/environments/try-1', {
      environment: async () =>
        ownEnvironment({
          folders: [
            folder,
            { ...folder, deploymentId: 'b', expires: later },
            { ...folder, deploymentId: 'c', expires: undefined },
          ],
        }),
    });
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows[0]).toHaveTextContent('with the environment');
    expect(rows[1]).toHaveTextContent(/ends in 9\sdays/);
    expect(rows[2]).toHaveTextContent('never');
  });

  describe('of each service', () => {
    const [folder] = ownEnvironment().folders;
    const standing = (change: object = {}) => {
      const own = story.deployment({
        ...{ id: folder.deploymentId, environment: 'try-1', ...change },
      });
      return { items: [own], totalItems: 1 };
    };
    const rowWith = async (change: Partial<DeliveryApi>) => {
      await open('/environments/try-1', {
        sources: async () => ({ items: [] }),
        ...change,
      });
      const link = await screen.findByRole('link', { name: 'payments' });
      return link.closest('tr')!;
    };

    it('says how it is, asked for this environment alone', async () => {
      const api = { deployments: jest.fn(async () => standing()) };
      const row = await rowWith(api);
      expect(await within(row).findByText('Healthy')).toBeInTheDocument();
      expect(api.deployments).toHaveBeenCalledWith(
        ...[{ environment: 'try-1' }, expect.anything()],
      );
    });

    it('says what runs where Git wants another version', async () => {
      const { live } = story.deployment();
      const row = await rowWith({
        deployments: async () =>
          standing({ live: { ...live, version: '2.3.0' } }),
      });
      expect(await within(row).findByText('runs 2.3.0')).toBeInTheDocument();
    });

    it('says first what is wrong, why, and where somebody is at it', async () => {
      const [fine, bad] = ['a', 'b'].map(id => ({
        ...{ ...folder, deploymentId: id, component: id },
      }));
      const own = (id: string, change: object = {}) =>
        story.deployment({ environment: 'try-1', ...change, id });
      const health = { status: 'degraded', message: 'No such image.' };
      const operation = story.operationSummary({ id: 'op-7' });
      await open('/environments/try-1', {
        sources: async () => ({ items: [] }),
        environment: async () => ownEnvironment({ folders: [fine, bad] }),
        deployments: async () => ({
          items: [own('a'), own('b', { health, operation })],
          totalItems: 2,
        }),
      });
      await screen.findByText('Healthy');
      const [first, second] = screen.getAllByRole('row').slice(1);
      expect(first).toHaveTextContent(/^b/);
      expect(
        within(first).getByRole('link', {
          name: 'See the operation at work on it',
        }),
      ).toHaveAttribute('href', '/delivery/operations/op-7');
      expect(second).toHaveTextContent(/^a/);
      expect(within(second).getAllByRole('link')).toHaveLength(1);
    });

    it('says the cause that its runtime gave', async () => {
      const health = { status: 'degraded', message: 'No such image.' };
      const row = await rowWith({
        deployments: async () => standing({ health }),
      });
      expect(await within(row).findByText('No such image.')).toBeVisible();
    });

    it('is not known where nobody heard of it', async () => {
      const row = await rowWith({
        deployments: async () => ({ items: [], totalItems: 0 }),
      });
      expect(await within(row).findByText('Not known')).toBeInTheDocument();
    });

    it('says why it could not be read', async () => {
      const row = await rowWith({
        deployments: async () => {
          throw await failure(503, 'The database is away');
        },
      });
      expect(
        await screen.findByText(/^How these are could not be read: The data/),
      ).toBeInTheDocument();
      expect(within(row).getByText('Not known')).toBeInTheDocument();
    });
  });

  it('says what has to be mended', async () => {
    const life = ownEnvironment().life!;
    await open('/environments/try-1', {
      environment: async () =>
        ownEnvironment({ life: { ...life, problems: ['It is held.'] } }),
    });
    expect(
      await screen.findByRole('region', { name: 'To mend' }),
    ).toHaveTextContent('It is held.');
  });

  it('offers no end of a configured one', async () => {
    await open('/environments/qa', {
      environment: async () => ({
        ...ownEnvironment({ name: 'qa', title: 'QA' }),
        life: undefined,
      }),
    });
    expect(await screen.findByText('Environment, configured')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^End now…/ })).toBeNull();
  });

  it('says that it is gone once it ended, and no ghost is left', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const { api, signals } = await open('/environments/try-1');
    await screen.findByRole('heading', { name: 'Preview try-1' });
    const gone = await failure(404, 'There is no environment');
    api.environment.mockRejectedValue(gone);
    await signals.send({ type: 'deployments', topics: [story.TOPIC] });

    expect(
      await screen.findByText(/^No environment has this name now/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'Preview try-1' }),
    ).not.toBeInTheDocument();
  });

  it('has nothing that axe finds wrong', async () => {
    await open('/environments/try-1');
    await screen.findByRole('heading', { name: 'Preview try-1' });
    jest.restoreAllMocks();
    const { violations } = await axe.run(screen.getByRole('main'), AXE);
    expect(violations).toEqual([]);
  });
});

describe('where environments are shown beside other things', () => {
  it('the Delivery page says when one ends, and leads to it', async () => {
    await open('/');
    const card = await screen.findByRole('region', { name: 'Environments' });
    expect(await within(card).findByText(/^ends in 3\sh$/)).toBeInTheDocument();
    expect(
      within(card).getByRole('link', { name: 'All environments' }),
    ).toHaveAttribute('href', '/delivery/environments');
  });

  it('a lane says when it ends, and opened what can be done', async () => {
    await renderDelivery(
      <DeliveryFrame>
        <ul>
          <Lane
            deployment={story.deployment({
              ...{ environment: 'try-1', environmentKind: 'preview' },
              expires: OWN_END,
            })}
            chosen={false}
            open
            onToggle={() => {}}
            onChoose={() => {}}
            onRollBack={() => {}}
            onUndo={() => {}}
          />
        </ul>
      </DeliveryFrame>,
      { api: fakeApi() },
    );
    expect(await screen.findByText(/^ends in 3\sh$/)).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Prolong… try-1' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Preview try-1' })).toHaveAttribute(
      'href',
      '/delivery/environments/try-1',
    );
  });
});
