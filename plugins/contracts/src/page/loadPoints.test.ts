import type { ContractsFilter } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { loadPoints } from './loadPoints';

/** A backend with so many points; it gives 200 at once, at most. */
function backend(total: number) {
  const asked: ContractsFilter[] = [];
  const load = async (filter: ContractsFilter) => {
    asked.push(filter);
    const start = Number(filter.cursor ?? 0);
    const end = Math.min(start + Math.min(filter.limit ?? 50, 200), total);
    return story.pointsPage({
      items: Array.from({ length: end - start }, (_, index) =>
        story.summary({ name: `api-${start + index}` }),
      ),
      totalItems: total,
      nextCursor: end < total ? String(end) : undefined,
    });
  };
  return { asked, load };
}

describe('loadPoints', () => {
  it('asks once for what fits into one page', async () => {
    const { asked, load } = backend(450);

    const page = await loadPoints(load, { gap: 'any' }, 50);

    expect(page.items).toHaveLength(50);
    expect(asked).toEqual([{ gap: 'any', cursor: undefined, limit: 50 }]);
  });

  it('goes on with the cursor for more than the backend gives at once', async () => {
    const { asked, load } = backend(450);

    const page = await loadPoints(load, {}, 250);

    expect(page.items).toHaveLength(250);
    expect(asked.map(({ cursor, limit }) => [cursor, limit])).toEqual([
      [undefined, 200],
      ['200', 50],
    ]);
  });

  it('gives all of them when no number is named, in their order', async () => {
    const { load } = backend(450);

    const { items, totalItems } = await loadPoints(load, {});

    expect(items.map(({ name }) => name)).toEqual(
      Array.from({ length: 450 }, (_, index) => `api-${index}`),
    );
    expect(totalItems).toBe(450);
  });

  it('ends with an empty list', async () => {
    const { asked, load } = backend(0);

    expect((await loadPoints(load, {})).items).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});
