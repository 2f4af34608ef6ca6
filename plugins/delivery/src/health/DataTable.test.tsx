import { screen, within } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import type { ChartModel } from './chart/model';
import { DataTable } from './DataTable';

const FROM = Date.parse('2026-11-19T12:00:00Z') / 1000;

async function show(step: number, values: (number | null)[]) {
  const model: ChartModel = {
    ...{ id: 'errors', title: 'Failed requests', unit: 'ratio' },
    lines: [{ id: 'errors', title: 'Errors', values }],
    strokes: [],
    labelled: false,
  };
  const times = values.map((_, index) => FROM + index * step);
  await renderDelivery(<DataTable models={[model]} times={times} />, {
    api: fakeApi(),
  });
  return within(screen.getByRole('table')).getAllByRole('row').slice(1);
}

describe('DataTable', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has the newest first, a head for each row, and units', async () => {
    const rows = await show(60, [0.001, 0.042]);

    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(/4\.2\s%$/);
    expect(within(rows[0]).getByRole('rowheader')).toHaveTextContent(
      /^\d\d:\d\d:\d\d$/,
    );
  });

  it('gives UTC for each time', async () => {
    const [, first] = await show(60, [0.001, 0.042]);

    expect(within(first).getByText(/:/)).toHaveAttribute(
      'title',
      '19 Nov 2026 12:00:00 UTC · 2026-11-19T12:00:00.000Z',
    );
  });

  it('says the day where it is more than one', async () => {
    const rows = await show(86_400, [0, 0, 0]);

    expect(
      rows.map(row => within(row).getByRole('rowheader').textContent),
    ).toEqual([
      expect.stringMatching(/^21 Nov /),
      expect.stringMatching(/^20 Nov /),
      expect.stringMatching(/^19 Nov /),
    ]);
  });

  it('tells no request from no failure', async () => {
    const [unknown, none] = await show(60, [0, null]);

    expect(unknown).toHaveTextContent('not known');
    expect(none).toHaveTextContent(/0\.0\s%$/);
  });

  it('can be scrolled by the keyboard, under its name', async () => {
    await show(60, [0]);

    expect(
      screen.getByRole('region', {
        name: 'Values of the charts, newest first',
      }),
    ).toHaveAttribute('tabindex', '0');
  });
});
