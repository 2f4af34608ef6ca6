import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { TroubleBanners } from './TroubleBanner';

const { live } = story.acme();
const bad = (tenant: string, change: Partial<Deployment> = {}): Deployment => ({
  ...story.acme(),
  tenant,
  id: `prod-${tenant}`,
  ...change,
});

async function show(
  deployments: Deployment[],
  change: Partial<DeliveryApi> = {},
) {
  const onRollBack = jest.fn();
  const api = fakeApi(change);
  await renderDelivery(
    <TroubleBanners deployments={deployments} onRollBack={onRollBack} />,
    { api },
  );
  return { onRollBack, api };
}

const filled = (button: HTMLElement) => /filled/.test(button.className);

describe('TroubleBanners', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('say nothing while nothing is in trouble', async () => {
    await show([story.deployment()]);

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('say nothing of what is already rolled back', async () => {
    await show([bad('acme', { operation: story.operationSummary() })]);

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('say nothing of what was only seen last', async () => {
    await show([bad('acme', { live: { ...live, stale: true } })]);

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [{ health: { status: 'missing' } }, /^2\.4\.0 is missing in prod · acme/],
    [
      { live: { ...live, replicas: { desired: 3, ready: 0 } } },
      /^2\.4\.0 does not start in prod · acme since/,
    ],
    [
      { live: { ...live, version: '2.3.1' } },
      /^2\.4\.0 does not start in prod · acme since/,
    ],
    [{}, /^2\.4\.0 is degraded in prod · acme since/],
  ] as [Partial<Deployment>, RegExp][])(
    'have a headline for each trouble',
    async (change, headline) => {
      await show([bad('acme', change)]);

      expect(screen.getByRole('alert')).toHaveTextContent(headline);
    },
  );

  it('say the cause, since when it is wanted, and by whom', async () => {
    await show([bad('acme')]);

    const banner = screen.getByRole('region', { name: /2\.4\.0 is degraded/ });
    expect(banner).toHaveTextContent('refunds table is locked');
    expect(banner).toHaveTextContent(/It is wanted there since .*, by dev-3\./);
  });

  it('have one filled button in all, that of the first', async () => {
    await show([bad('acme'), bad('globex'), bad('initech')]);

    const buttons = await screen.findAllByRole('button', {
      name: 'Roll back to 2.3.1',
    });
    expect(buttons.map(filled)).toEqual([true, false, false]);
  });

  it('are three at most, and count the others', async () => {
    await show(['a', 'b', 'c', 'd', 'e'].map(tenant => bad(tenant)));

    expect(screen.getAllByRole('alert')).toHaveLength(3);
    expect(screen.getByText('and 2 more, see below')).toBeInTheDocument();
  });

  it('roll back to the version they name', async () => {
    const { onRollBack } = await show([bad('acme')]);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back to 2.3.1' }),
    );

    expect(onRollBack).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod-acme' }),
      '2.3.1',
    );
  });

  it('leave the version open where another one is wanted', async () => {
    const { onRollBack } = await show([bad('acme')]);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Other version' }),
    );

    expect(onRollBack).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod-acme' }),
    );
    expect(onRollBack.mock.calls[0]).toHaveLength(1);
  });

  it('run the checks of the suggestion before anybody clicks, for what is on the screen', async () => {
    const { api } = await show([bad('acme')]);

    await waitFor(() =>
      expect(api.preflight).toHaveBeenCalledWith(
        'prod-acme',
        {
          version: '2.3.1',
          expected: { version: '2.4.0', commit: story.COMMITS.v240 },
        },
        expect.anything(),
      ),
    );
    expect(await screen.findByText('3 ok')).toBeInTheDocument();
  });

  it('say that the checks could not be run, and still let the person go on', async () => {
    const error = await failure(503, 'Away');
    await show([bad('acme')], { preflight: () => Promise.reject(error) });

    expect(
      await screen.findByText('The checks could not be run.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Roll back to 2.3.1' }),
    ).not.toHaveAttribute('aria-disabled');
  });

  it('keep the button and say why where there is nothing to go back to', async () => {
    await show([bad('acme')], { versions: async () => ({ items: [] }) });

    const button = await screen.findByRole('button', {
      name: 'Roll back',
      description: 'No earlier version to go back to is known here.',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(
      screen.queryByRole('button', { name: 'Other version' }),
    ).not.toBeInTheDocument();
  });

  it('suggest no version that cannot be gone back to', async () => {
    const [, suggested] = story.versions();
    await show([bad('acme')], {
      versions: async () => ({
        items: [{ ...suggested, unusable: 'Its image is gone.' }],
      }),
    });

    expect(
      await screen.findByRole('button', {
        name: 'Roll back',
        description: /^No earlier version/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('keep the button of who may not, and say who may', async () => {
    const reason = 'Only team-payments may roll back here.';
    const { onRollBack } = await show([
      bad('acme', { can: { rollback: { allowed: false, reason } } }),
    ]);

    const banner = screen.getByRole('region', { name: /2\.4\.0 is degraded/ });
    expect(await within(banner).findByText(reason)).toBeVisible();
    await userEvent.click(
      within(banner).getByRole('button', { name: /^Roll back/ }),
    );
    expect(onRollBack).not.toHaveBeenCalled();
  });

  it.each([true, false])(
    'show the checks one by one, also to who may not roll back: %s',
    async allowed => {
      await show([bad('acme', { can: { rollback: { allowed } } })]);
      const summary = await screen.findByRole('button', { name: /^Checks:/ });
      expect(summary).toHaveAttribute('aria-expanded', 'false');
      expect(screen.queryByRole('list')).not.toBeInTheDocument();

      summary.focus();
      await userEvent.keyboard('{Enter}');

      expect(summary).toHaveAttribute('aria-expanded', 'true');
      const rows = within(screen.getByRole('list')).getAllByRole('listitem');
      expect(rows.map(row => row.querySelector('strong')?.textContent)).toEqual(
        [
          'Automation. ',
          'Still what you saw. ',
          'One line. ',
          'Nothing else is running. ',
        ],
      );
      expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
      await userEvent.keyboard('{Enter}');
      expect(screen.queryByRole('list')).not.toBeInTheDocument();
    },
  );

  it('offer no list of checks that could not be run', async () => {
    const error = await failure(503, 'Away');
    await show([bad('acme')], { preflight: () => Promise.reject(error) });

    expect(
      await screen.findByText('The checks could not be run.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Checks:/ }),
    ).not.toBeInTheDocument();
  });
});
