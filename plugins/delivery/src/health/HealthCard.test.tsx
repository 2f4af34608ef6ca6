import type { DeploymentHealthDetails } from '@slipway/backstage-plugin-delivery-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeDrawing } from '../__testUtils__/fakeDrawing';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { loadDrawing } from './chart/loadDrawing';
import { HealthCard } from './HealthCard';
import { useHealthView } from './range';
import { useHealthDetails } from './useHealth';

jest.mock('./chart/loadDrawing', () => ({ loadDrawing: jest.fn() }));

const acme = { ...story.acme(), measured: story.burning() };
const drawing = fakeDrawing();

function Card(props: { measured?: boolean }) {
  const view = useHealthView();
  const details = useHealthDetails(acme, view.asked);
  const deployment = props.measured === false ? story.acme() : acme;
  return <HealthCard {...{ deployment, details, view }} near={<p>near</p>} />;
}

async function show(
  answer: () => Promise<DeploymentHealthDetails> = async () => story.details(),
  options: { path?: string; measured?: boolean } = {},
) {
  const api = fakeApi({ healthDetails: answer });
  await renderDelivery(
    <DeliveryFrame>
      <Card measured={options.measured} />
    </DeliveryFrame>,
    { api, path: options.path },
  );
  return { api };
}

const details = (change: Parameters<typeof story.details>[0]) => async () =>
  story.details(change);
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

    await chart(/^Queue\. Nothing was measured in this range\.$/);
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

  it('says what to do where nobody measures', async () => {
    await show(undefined, { measured: false });

    expect(screen.getByText('Health is not measured here')).toBeInTheDocument();
    expect(screen.getByText(/prometheus\.instances/)).toBeInTheDocument();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
    expect(screen.getByText('near')).toBeInTheDocument();
  });

  it('says why this one is not measured', async () => {
    await show(async () => story.notMeasured('prod-acme'));

    await screen.findByText('Health is not measured here');
    expect(
      screen.getByText(/No source of health is configured/),
    ).toBeInTheDocument();
  });

  it('keeps what was seen last of a silent source, and says so', async () => {
    const health = story.burning({
      status: 'silent',
      symptom: undefined,
      message: 'Prometheus eu-1 is silent: connection refused.',
      silentSince: story.iso(story.STORY_NOW - 17 * story.MINUTE),
    });
    await show(
      details({
        health,
        series: undefined,
        seriesProblem: 'Prometheus eu-1 does not answer.',
      }),
    );

    await screen.findByText('The measurements cannot be read');
    expect(
      screen.getByText(/Prometheus eu-1 does not answer\..*as last seen at/),
    ).toBeInTheDocument();
    expect(screen.getByText('Not known')).toBeInTheDocument();
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
    expect(screen.getByText('Objectives and error budget')).toBeInTheDocument();
  });

  it('tells what must be mended for it to be measured', async () => {
    const problem = 'Line 2 of slipway.dev/slo is no objective.';
    await show(details({ health: story.burning({ problems: [problem] }) }));

    const part = await screen.findByRole('region', {
      name: 'What must be mended for this to be measured',
    });
    expect(part).toHaveTextContent(problem);
  });

  it('says what the source said beside the figures', async () => {
    const series = { ...story.series(), warnings: ['Two replicas differ.'] };
    await show(details({ series }));

    expect(await screen.findByText('Two replicas differ.')).toBeInTheDocument();
  });

  it('keeps its place while it loads', async () => {
    await show(() => new Promise(() => {}));

    expect(screen.getByRole('status', { busy: true })).toHaveTextContent(
      'The charts are being loaded',
    );
  });

  it('keeps forbidden and trouble apart', async () => {
    await show(async () => {
      throw await failure(403, 'You may not', 'NotAllowedError');
    });
    await screen.findByText('You may not see how healthy this is');
  });

  it('offers to try again when the portal is in trouble', async () => {
    const { api } = await show(async () => {
      throw await failure(503, 'The database does not answer');
    });
    await screen.findByText('Slipway itself has trouble');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    await waitFor(() => expect(api.healthDetails).toHaveBeenCalledTimes(2));
  });

  it('still has the table when charts cannot be drawn', async () => {
    jest.mocked(loadDrawing).mockRejectedValue(new Error('offline'));
    await show();

    expect(
      (await screen.findAllByText(/The charts could not be loaded/)).length,
    ).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    await screen.findByRole('table', { name: /Values of the charts/ });
  });

  it('leaves nothing behind when it goes', async () => {
    await show();
    await waitFor(() => expect(drawing.shown()).toHaveLength(3));

    await userEvent.click(screen.getByRole('button', { name: 'Table' }));

    await waitFor(() => expect(drawing.shown()).toHaveLength(0));
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
