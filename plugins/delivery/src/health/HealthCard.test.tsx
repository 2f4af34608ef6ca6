import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { fakeDrawing } from '../__testUtils__/fakeDrawing';
import {
  healthDetails as details,
  openHealthCard as show,
} from '../__testUtils__/openHealthCard';
import * as story from '../__fixtures__/story';
import { loadDrawing } from './chart/loadDrawing';

jest.mock('./chart/loadDrawing', () => ({ loadDrawing: jest.fn() }));

const drawing = fakeDrawing();
const address = () => screen.getByLabelText('address').textContent;
const slider = () => screen.findByRole('slider', { name: 'Reading point' });
const chart = (name: RegExp) => screen.findByRole('img', { name });

describe('HealthCard', () => {
  beforeEach(() => {
    drawing.charts.length = 0;
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
    jest.mocked(loadDrawing).mockResolvedValue(drawing.Drawing);
    jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(360);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('names its lane, what is compared, and how many requests that is', async () => {
    await show();

    await screen.findByRole('region', { name: 'Health of prod · acme' });
    expect(
      await screen.findByText(
        /^The 12\smin since 2\.4\.0 \(n\s=\s3,400\) against the hour before it \(n\s=\s16,900\)\.$/,
      ),
    ).toBeInTheDocument();
  });

  it('draws a chart for each group, said in a sentence', async () => {
    await show();

    await chart(/^Requests 4\.7 → 4\.7\s\/s \(no change\)\. Highest 4\.7/);
    await chart(
      /^Failed requests 0\.1 → 4\.2\s% \(not chance\)\. Highest 4\.2/,
    );
    await chart(/^Latency p95 210 → 640\sms \(not chance\)/);
    await waitFor(() => expect(drawing.shown()).toHaveLength(3));
  });

  it('draws charts of own rules, and of what is not known', async () => {
    const { times } = story.series();
    const values = times.map(() => null);
    const group = {
      ...{ id: 'queue', title: 'Queue', unit: 'count' as const },
      lines: [{ id: 'orders', title: 'orders', values }],
    };
    await show(details({ series: { ...story.series(), groups: [group] } }));

    expect(
      await chart(/^Queue\. Nothing was measured in this range\.$/),
    ).toBeInTheDocument();
  });

  it('asks for two hours at first, and for what is chosen then', async () => {
    const { api } = await show();
    const from = (hours: number) =>
      expect.objectContaining({
        from: story.iso(story.STORY_NOW - hours * story.HOUR),
      });

    expect(api.healthDetails).toHaveBeenLastCalledWith(
      'prod-acme',
      from(2),
      expect.anything(),
    );
    await userEvent.click(screen.getByRole('button', { name: /^24\sh$/ }));
    await waitFor(() =>
      expect(api.healthDetails).toHaveBeenLastCalledWith(
        'prod-acme',
        from(24),
        expect.anything(),
      ),
    );
    expect(address()).toContain('range=24h');
  });

  it('takes range, part and view from the address', async () => {
    const part = {
      from: story.iso(story.STORY_NOW - story.HOUR),
      to: story.iso(story.STORY_NOW - 30 * story.MINUTE),
    };
    const { api } = await show(undefined, {
      path: `/?${new URLSearchParams({ ...part, range: '7d', view: 'table' })}`,
    });

    expect(api.healthDetails).toHaveBeenLastCalledWith(
      'prod-acme',
      part,
      expect.anything(),
    );
    await screen.findByRole('table', { name: /Values of the charts/ });
    await userEvent.click(
      screen.getByRole('button', { name: /^Back to 7\sd$/ }),
    );
    await waitFor(() => expect(address()).toBe('/?range=7d&view=table'));
  });

  it.each([
    '?range=9y',
    '?from=soon&to=later',
    '?from=2026-11-19&to=2026-11-18',
  ])('falls back to two hours for %s', async path => {
    const { api } = await show(undefined, { path: `/${path}` });

    expect(api.healthDetails).toHaveBeenLastCalledWith(
      'prod-acme',
      {
        from: story.iso(story.STORY_NOW - 2 * story.HOUR),
        to: undefined,
      },
      expect.anything(),
    );
  });

  it('reads all charts at one point, whichever is pointed at', async () => {
    await show();
    await waitFor(() => expect(drawing.shown()).toHaveLength(3));

    act(() => drawing.shown()[1].point(240));

    expect(await slider()).toHaveTextContent(
      /: Requests 4\.7\s\/s, Failed requests 4\.2\s%, Latency: p50 80\sms/,
    );
    for (const { cursors } of drawing.shown()) {
      expect(cursors[cursors.length - 1].left).toBe(480);
    }
    act(() => drawing.shown()[1].point(undefined));
    expect(await slider()).toHaveTextContent('Point at a chart');
  });

  it('moves the reading point by the arrow keys', async () => {
    await show();
    const point = await slider();
    point.focus();

    await userEvent.keyboard('{End}{ArrowLeft}');
    expect(point).toHaveAttribute('aria-valuenow', '239');
    expect(point).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/Failed requests 4\.2\s%/),
    );
    await userEvent.keyboard('{Home}');
    expect(point).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/Failed requests 0\.1\s%/),
    );
  });

  it('gives its title in UTC for the point that is read', async () => {
    await show();
    const point = await slider();
    point.focus();

    await userEvent.keyboard('{Home}');

    expect(point).toHaveAttribute('title', expect.stringContaining('UTC'));
  });

  it('marks a span by B and the arrow keys, zooms to it, and comes back', async () => {
    const { api } = await show();
    const point = await slider();
    point.focus();
    const { times } = story.series();

    await userEvent.keyboard('{Home}b{PageUp}{Enter}');

    await waitFor(() =>
      expect(api.healthDetails).toHaveBeenLastCalledWith(
        'prod-acme',
        {
          from: story.iso(times[0] * 1000),
          to: story.iso(times[10] * 1000),
        },
        expect.anything(),
      ),
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^Back to 2\sh$/ }),
    );
    await waitFor(() => expect(address()).toBe('/'));
  });

  it('zooms to a span that was dragged', async () => {
    await show();
    await waitFor(() => expect(drawing.shown()).toHaveLength(3));

    act(() => drawing.shown()[0].drag(20, 40));

    await waitFor(() => expect(address()).toContain('from='));
  });

  it('leaves keys with a modifier to the browser', async () => {
    await show();
    const point = await slider();
    point.focus();

    await userEvent.keyboard('{Control>}t{/Control}');

    expect(address()).toBe('/');
  });

  it('shows the same values as a table, by T and by the button', async () => {
    await show();
    const point = await slider();
    point.focus();

    await userEvent.keyboard('t');

    const table = await screen.findByRole('table', {
      name: 'Values of the charts, newest first',
    });
    expect(address()).toContain('view=table');
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map(head => head.textContent)).toEqual([
      'Time',
      'Requests',
      'Failed requests',
      'Latency: p50',
      'Latency: p95',
      'Latency: p99',
    ]);
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(story.series().times.length);
    expect(rows[0]).toHaveTextContent(/4\.2\s%/);
    expect(rows[rows.length - 1]).toHaveTextContent(/0\.1\s%/);
    await userEvent.click(screen.getByRole('button', { name: 'Charts' }));
    expect(await slider()).toBeInTheDocument();
  });

  it('says in the table what is not known, and does not write zero', async () => {
    const series = story.series();
    const [requests] = series.groups;
    const unknown = {
      ...requests,
      lines: [{ ...requests.lines[0], values: series.times.map(() => null) }],
    };
    await show(details({ series: { ...series, groups: [unknown] } }), {
      path: '/?view=table',
    });

    const table = await screen.findByRole('table', { name: /Values/ });
    const [, first] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('–not known');
    expect(first).not.toHaveTextContent('0 /s');
  });

  it('leads to Grafana and Prometheus', async () => {
    await show();

    expect(
      await screen.findByRole('link', { name: /Grafana/ }),
    ).toHaveAttribute('href', 'https://grafana.example.org/d/payments');
  });

  it.each(['', '?view=table'])(
    'has no violation that axe can find at /%s',
    async path => {
      await show(undefined, { path: `/${path}` });
      await screen.findByText(/against the hour before it/);

      const card = screen.getByRole('region', { name: /^Health of/ });
      const { violations } = await axe.run(card, {
        rules: { 'color-contrast': { enabled: false } },
      });
      expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    },
  );
});
