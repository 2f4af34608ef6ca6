import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import type { HitChange } from './groupChanges';
import { Hits } from './Hits';

async function read(change: HitChange, blind?: boolean) {
  const { container } = await renderContracts(
    <div data-hits>
      <Hits {...{ change, blind }} />
    </div>,
  );
  return container.querySelector('[data-hits]')?.textContent;
}

const hit = (name: string, certain: boolean) => ({
  ...{ entityRef: `component:default/${name}`, version: '1.0.0', certain },
});

describe('Hits', () => {
  it('names whom it hits, and says of whom that is not certain', async () => {
    const hits = [hit('invoices', true), hit('reports', false)];

    expect(await read(story.breakingChange({ hits }))).toBe(
      'Hitsinvoices 1.0.0maybe reports 1.0.0',
    );
  });

  it('says that it hits nobody who lives', async () => {
    expect(await read(story.riskyChange({ hits: [] }))).toBe('Hitsnobody live');
  });

  it('claims that of nobody when what runs where is not certain', async () => {
    expect(await read(story.riskyChange({ hits: [] }), true)).toBe(
      'Hitsnobody that is known of',
    );
  });

  it.each([
    [[], false, 'Hits2 that you may not see'],
    [[], true, 'Hits2 that you may not see'],
    [
      [hit('invoices', true)],
      false,
      'Hitsinvoices 1.0.02 that you may not see',
    ],
  ])(
    'never says nobody while some may not be seen, beside %j, blind: %s',
    async (hits, blind, words) => {
      const change = story.breakingChange({ hits, hiddenHits: 2 });

      expect(await read(change, blind)).toBe(words);
    },
  );

  it('says by whose exception it is judged otherwise, and until when', async () => {
    const exception = {
      ...{ id: 'e', owner: 'group:default/team-payments' },
      expiresAt: '2027-12-01T12:00:00Z',
    };

    expect(await read(story.riskyChange({ exception }))).toMatch(
      /judged by an exception of team-payments until 1 Dec 2027$/,
    );
  });
});
