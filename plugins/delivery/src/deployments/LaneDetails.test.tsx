import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { LaneDetails } from './LaneDetails';

const { live, desired } = story.deployment();

async function facts(change: Partial<Deployment>) {
  await renderDelivery(<LaneDetails deployment={story.deployment(change)} />, {
    api: fakeApi(),
  });
  const names = screen.getAllByRole('term').map(e => e.textContent!);
  const values = screen.getAllByRole('definition');
  return new Map(names.map((name, index) => [name, values[index]]));
}

describe('LaneDetails', () => {
  it('say how many replicas are ready and on the wanted version', async () => {
    const shown = await facts({
      live: { ...live, replicas: { desired: 3, ready: 2, updated: 1 } },
    });

    expect(shown.get('Replicas')).toHaveTextContent(
      '2 of 3 ready · 1 on the wanted version',
    );
  });

  it('say only what is known of the replicas', async () => {
    const shown = await facts({
      live: { ...live, replicas: { desired: 3, ready: 0 } },
    });

    expect(shown.get('Replicas')).toHaveTextContent(/^0 of 3 ready$/);
  });

  it('say not known, and not zero, of replicas nobody counted', async () => {
    const shown = await facts({ live: { ...live, replicas: undefined } });

    expect(shown.get('Replicas')).toHaveTextContent(/^not known$/);
  });

  it('say where in Git the version stands, to the line', async () => {
    const shown = await facts({});

    expect(shown.get('In Git')).toHaveTextContent(
      'gitops-retail, prod/payments/values.yaml, line 14',
    );
    expect(
      within(shown.get('Commit')!).getByRole('link', { name: /^51e0c22/ }),
    ).toHaveAttribute('href', desired.commitUrl);
  });

  it('say the folder where no file holds the version', async () => {
    const shown = await facts({
      desired: { ...desired, file: undefined, line: undefined },
    });

    expect(shown.get('In Git')).toHaveTextContent(
      /^gitops-retail, prod\/payments$/,
    );
  });

  it('say who saw it last, and when', async () => {
    const shown = await facts({});

    expect(shown.get('Seen by')).toHaveTextContent(/^argocd:eu-1, /);
    expect(within(shown.get('Seen by')!).getByRole('time')).toHaveAttribute(
      'dateTime',
      live.observedAt,
    );
  });

  it('say why nobody saw it', async () => {
    const shown = await facts({
      live: { stale: true, staleCause: 'Connection refused.' },
    });

    expect(shown.get('Seen by')).toHaveTextContent('Connection refused.');
  });

  it('lead to the page of the runtime where there is one', async () => {
    const shown = await facts({});

    expect(
      within(shown.get('Runtime page')!).getByRole('link'),
    ).toHaveAttribute('href', live.url);
  });

  it('have no row for what is not there', async () => {
    const shown = await facts({ live: { ...live, url: undefined } });

    for (const name of ['Runtime page', 'Held', 'Banned', 'To mend', 'Sync']) {
      expect(shown.has(name)).toBe(false);
    }
  });

  it('keep every ban, also the old ones, with who and why', async () => {
    const shown = await facts({
      bans: [
        { version: '2.3.0', by: 'user:default/oncall-2', reason: 'slow' },
        { version: '2.2.0', by: 'oncall-1', reason: 'out of memory' },
      ],
    });

    expect(shown.get('Banned')).toHaveTextContent(
      '2.3.0, oncall-2: slow; 2.2.0, oncall-1: out of memory',
    );
  });

  it('say the hold, the message of the sync and what must be mended', async () => {
    const shown = await facts({
      hold: { version: '2.3.1', by: 'user:default/lead', reason: 'pen test' },
      sync: { status: 'out-of-sync', message: 'image tag 2.4.1 not found' },
      problems: [
        { code: 'unreadable', message: 'Line 3 is no YAML.' },
        { code: 'duplicate', message: 'Two folders claim it.' },
      ],
    });

    expect(shown.get('Held')).toHaveTextContent('2.3.1, lead: pen test');
    expect(shown.get('Sync')).toHaveTextContent('image tag 2.4.1 not found');
    expect(
      within(shown.get('To mend')!)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Line 3 is no YAML.', 'Two folders claim it.']);
  });
});
