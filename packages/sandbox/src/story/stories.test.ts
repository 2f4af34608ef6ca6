import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import type { FolderState } from './folderFiles';
import { paymentsStory } from './paymentsStory';
import { deploy } from './StoryEvent';
import { StoryTime } from './storyTime';

const NOW = new Date('2026-11-19T13:07:00Z');
const story = paymentsStory(new StoryTime(NOW));

const state = (version: string): FolderState => ({
  ...{ component: 'payments', format: 'library', version },
  ...{ replicas: 3, memoryMi: 512, bans: [] },
});

/** What a place runs after the whole story, told in the order of time. */
function endOf(environment: string, tenant?: string): FolderState {
  const folder = state('none');
  const events = story
    .filter(event =>
      event.places.some(
        place => place.environment === environment && place.tenant === tenant,
      ),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const event of events) {
    event.change(folder);
  }
  return folder;
}

describe('an event of the story', () => {
  it('that deploys changes the version, and nothing else', () => {
    const event = deploy({
      ...{ at: NOW, author: 'dev-1', subject: 'x', component: 'payments' },
      ...{ places: [], version: '2.0.0' },
    });
    const folder = state('1.0.0');
    event.change(folder);
    expect(folder).toEqual(state('2.0.0'));
    expect(event).not.toHaveProperty('version');
  });
});

describe('the story of payments', () => {
  it('ends with the bad release for acme, and the good one for globex', () => {
    expect(endOf('prod', 'acme').version).toBe('2.4.0');
    expect(endOf('prod', 'globex').version).toBe('2.3.1');
  });

  it('ends with acc held, and with an image in qa that does not exist', () => {
    expect(endOf('acc')).toMatchObject({ hold: { version: '2.3.1' } });
    expect(endOf('qa').version).toBe('2.4.1');
  });

  it('bans the version that was rolled back', () => {
    expect(endOf('prod', 'acme').bans).toMatchObject([{ version: '2.3.0' }]);
  });

  it('lies in the past, the bad release twelve minutes', () => {
    const times = story.map(({ at }) => at.getTime());
    expect(Math.max(...times)).toBeLessThan(NOW.getTime());
    const [bad] = story.filter(({ places, change }) => {
      const folder = state('none');
      change(folder);
      const isAcme = places.some(({ tenant }) => tenant === 'acme');
      return isAcme && folder.version === '2.4.0';
    });
    expect(NOW.getTime() - bad.at.getTime()).toBe(12 * 60_000);
  });

  it('moves with the day on which it is told', () => {
    const later = new Date(NOW.getTime() + 3 * 86_400_000);
    const moved = paymentsStory(new StoryTime(later));
    expect(moved.map(({ at }) => at.getTime() - 3 * 86_400_000)).toEqual(
      story.map(({ at }) => at.getTime()),
    );
  });

  it('marks each rollback with from, to and a reason', () => {
    const marked = story.filter(({ trailers }) => trailers?.length);
    const rollbacks = marked.filter(({ trailers }) =>
      trailers!.some(([key]) => key === DELIVERY_TRAILERS.from),
    );
    expect(rollbacks.length).toBeGreaterThan(0);
    for (const { trailers } of rollbacks) {
      expect(trailers!.map(([key]) => key)).toEqual(
        expect.arrayContaining([
          DELIVERY_TRAILERS.to,
          DELIVERY_TRAILERS.reason,
        ]),
      );
    }
  });

  it('has a subject of one line and a place for each event', () => {
    for (const { subject, places, component } of story) {
      expect(subject).toMatch(/^\S[^\n]*$/);
      expect(places.length).toBeGreaterThan(0);
      expect(component).toBe('payments');
    }
  });
});
