import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { HistoryBars } from './HistoryBars';

const at = (days: number) => story.STORY_NOW - days * story.DAY;

async function show(
  items: Revision[],
  deployment: Deployment = story.deployment({ tenant: 'acme' }),
) {
  await renderDelivery(
    <HistoryBars
      deployments={[deployment]}
      pages={new Map([[deployment.id, { items, totalItems: items.length }]])}
    />,
    { api: fakeApi() },
  );
  const bar = screen.getByRole('img');
  const segments = [...bar.querySelectorAll<HTMLElement>('[title]')];
  return { bar, segments };
}

const left = (element: HTMLElement) => parseFloat(element.style.left);
describe('HistoryBars', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('gives each stay its share of the 30 days, at its place', async () => {
    const { segments } = await show([
      story.revision('b', at(15), { versionAfter: '1.1.0' }),
      story.revision('a', at(30), { versionAfter: '1.0.0' }),
    ]);

    expect(segments.map(s => s.title)).toEqual(['1.0.0', '1.1.0']);
    expect(segments.map(left)).toEqual([0, 50]);
  });

  it('begins at the left edge with what came before the window', async () => {
    const { segments } = await show([
      story.revision('a', at(90), { versionAfter: '1.0.0' }),
    ]);

    expect(left(segments[0])).toBe(0);
  });

  it('keeps every stay within the bar', async () => {
    const { segments } = await show(story.revisions());

    for (const segment of segments) {
      expect(left(segment)).toBeGreaterThanOrEqual(0);
      expect(left(segment)).toBeLessThan(100);
    }
  });

  it('names a stay only where the name finds room', async () => {
    const { segments } = await show(story.revisions());
    const texts = new Map(segments.map(s => [s.title, s.textContent]));

    expect(texts.get('2.3.1')).toBe('2.3.1');
    expect(texts.get('2.4.0')).toBe('');
  });

  it('calls a rollback by its name', async () => {
    const { segments } = await show(story.revisions());

    expect(segments.map(s => s.textContent)).toContain('back to 2.2.3');
  });

  it('says the same in one sentence for who does not see it', async () => {
    const { bar } = await show([
      story.revision('b', at(1), {
        versionAfter: '1.0.0',
        rollback: { from: '1.1.0', to: '1.0.0' },
      }),
      story.revision('a', at(2), { versionAfter: '1.1.0' }),
    ]);

    expect(bar).toHaveAccessibleName(
      /^prod · acme: 1\.1\.0 from .* until .*, rolled back; 1\.0\.0 from .* until now$/,
    );
  });

  it('says that nothing was there', async () => {
    const { bar } = await show([]);

    expect(bar).toHaveAccessibleName('prod · acme: nothing');
  });

  it('says nothing of a deployment whose history is not loaded', async () => {
    await renderDelivery(
      <HistoryBars deployments={[story.deployment()]} pages={new Map()} />,
      { api: fakeApi() },
    );

    expect(screen.getByRole('img')).toHaveAccessibleName('prod: nothing');
  });

  it('is a group with the span of its days, hidden axis included once', async () => {
    await show(story.revisions());

    const group = screen.getByRole('group', {
      name: 'What ran where in the last 30 days',
    });
    expect(within(group).getByText('now')).toBeInTheDocument();
    expect(within(group).getByText('20 Oct')).toBeInTheDocument();
  });

  it('draws a stay of minutes, so that it is not lost beside weeks', async () => {
    const { segments } = await show(story.revisions());

    expect(segments.map(s => s.title)).toEqual([
      '2.2.3',
      '2.3.0',
      '2.2.3',
      '2.3.1',
      '2.4.0',
    ]);
  });
});
