import type {
  CheckResult,
  CheckStatus,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import * as story from '../__fixtures__/story';
import { openDialog } from '../__testUtils__/openRollbackDialog';
import type { DeliveryApi } from '../api/DeliveryApi';
import { isBlockedByVersion, MOST_TRIED } from './useAlternative';

const BLOCK: CheckResult = {
  ...{ id: 'contracts:invoices', title: 'invoices 3.8.0 would break' },
  ...{ status: 'block', message: 'settledAt is gone.', tookMs: 1 },
  links: [
    {
      ...{ kind: 'evidence', title: 'payments-api 2.4.0 → 2.3.1' },
      url: '/catalog/default/api/payments-api/contract?from=2.4.0&to=2.3.1',
    },
    {
      ...{ kind: 'way-out', title: 'Ask for an exception' },
      url: '/contracts?section=exceptions&ask=block',
    },
  ],
};

/** Checks that say something else of each version. */
const checksBy =
  (says: Record<string, CheckStatus>): DeliveryApi['preflight'] =>
  async (_, { version }) => {
    const status = says[version] ?? 'ok';
    const checks = status === 'ok' ? [] : [{ ...BLOCK, status }];
    return story.preflight({ version, status, checks });
  };

const versionsOf = (...names: string[]): DeliveryApi['versions'] => {
  const [model] = story.versions().filter(({ unusable }) => !unusable);
  const items = names.map(version => ({
    ...model,
    ...{ version, suggested: version === names[0] },
  }));
  return async () => ({ items });
};

describe('the ways out of a blocked rollback', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('choose the newest earlier version that all checks let through', async () => {
    await openDialog({
      versions: versionsOf('2.3.1', '2.3.0', '2.2.3', '2.2.1'),
      preflight: checksBy({ '2.3.1': 'block', '2.3.0': 'unknown' }),
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose 2.2.3 instead' }),
    );

    expect(screen.getByRole('radio', { name: /2\.2\.3/ })).toBeChecked();
    expect(
      await screen.findByRole('button', { name: 'Roll back to 2.2.3' }),
    ).toBeInTheDocument();
  });

  it('never name a version that is newer than what runs, or that may not come back', async () => {
    const { api } = await openDialog({
      versions: async () => ({
        items: [
          ...(await versionsOf('2.3.1', '2.5.0')('')).items,
          ...(await versionsOf('2.3.0')('')).items.map(each => ({
            ...each,
            unusable: 'Banned by oncall-2',
          })),
        ],
      }),
      preflight: checksBy({ '2.3.1': 'block' }),
    });

    expect(await screen.findByText('settledAt is gone.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /instead/ }),
    ).not.toBeInTheDocument();
    expect(api.preflight).toHaveBeenCalledTimes(1);
  });

  it('say that none of those that were tried passes', async () => {
    const older = ['2.3.0', '2.2.3', '2.2.1', '2.2.0', '2.1.0'];
    const { api, dialog } = await openDialog({
      versions: versionsOf('2.3.1', ...older),
      preflight: checksBy(
        Object.fromEntries(['2.3.1', ...older].map(each => [each, 'block'])),
      ),
    });

    await waitFor(() =>
      expect(dialog).toHaveTextContent(
        'None of the 4 other newest versions passes either.',
      ),
    );
    expect(api.preflight).toHaveBeenCalledTimes(1 + MOST_TRIED);
  });

  it('suggest nothing when the other versions could not be asked', async () => {
    const { dialog } = await openDialog({
      versions: versionsOf('2.3.1', '2.3.0'),
      preflight: async (id, request, options) => {
        if (request.version === '2.3.0') throw new Error('away');
        return checksBy({ '2.3.1': 'block' })(id, request, options);
      },
    });

    await within(dialog).findByText('settledAt is gone.');
    await waitFor(() =>
      expect(dialog).not.toHaveTextContent('Looking for a version'),
    );
    expect(dialog).not.toHaveTextContent(/instead|passes/);
  });

  it.each([
    ['nothing-running', 'oncall-2 asked for 2.3.0 and that is still at work.'],
    ['still-what-you-saw', 'oncall-2 changed the folder after you looked.'],
    ['policy', 'Production only rolls forward.'],
  ])(
    'are not looked for when %s blocks every version alike',
    async (id, message) => {
      const { api, dialog } = await openDialog({
        versions: versionsOf('2.3.1', '2.3.0'),
        preflight: async (_, { version }) =>
          story.preflight({
            ...{ version, status: 'block' },
            checks: [BLOCK, { ...BLOCK, id, message, links: [] }],
          }),
      });

      await within(dialog).findByText(message);
      expect(dialog).not.toHaveTextContent(/Looking for a version|instead/);
      expect(api.preflight).toHaveBeenCalledTimes(1);
    },
  );

  it('are not looked for while nothing is blocked', async () => {
    const { api } = await openDialog();
    await screen.findByText(/would bring 2\.4\.0 back/);

    expect(api.preflight).toHaveBeenCalledTimes(1);
  });

  it('lead beside the dialog to the evidence and to an exception', async () => {
    const { dialog } = await openDialog({
      preflight: checksBy({ '2.3.1': 'block' }),
    });

    const evidence = await within(dialog).findByRole('link', {
      name: 'payments-api 2.4.0 → 2.3.1 (opens in a new tab)',
    });
    expect(evidence).toHaveAttribute('href', BLOCK.links![0].url);
    expect(evidence).toHaveAttribute('target', '_blank');
    expect(
      within(dialog).getByRole('link', { name: /^Ask for an exception/ }),
    ).toHaveAttribute('href', BLOCK.links![1].url);
    const { violations } = await axe.run(dialog, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

describe('isBlockedByVersion', () => {
  const block = (id: string) => ({ id, status: 'block' as const });

  it.each([
    ['a contract', [block('contracts:consumer:a')], true],
    ['the image of a version', [block('images')], true],
    ['a version that is banned', [block('holds-and-bans')], true],
    ['an operation at work', [block('nothing-running')], false],
    ['a folder that moved', [block('still-what-you-saw')], false],
    ['a contract and an operation', [block('x'), block('policy')], false],
    ['nothing', [], false],
    ['nothing, with warnings', [{ id: 'x', status: 'warn' as const }], false],
  ])('by %s', (_, checks, expected) => {
    expect(isBlockedByVersion(checks)).toBe(expected);
  });
});
