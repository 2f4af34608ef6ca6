import { ThemeProvider, createTheme } from '@material-ui/core/styles';
import type { HealthSeries } from '@slipway/backstage-plugin-delivery-common';
import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { fakeDrawing } from '../../__testUtils__/fakeDrawing';
import { renderDelivery } from '../../__testUtils__/render';
import { keys as t } from '../../__testUtils__/words';
import * as story from '../../__fixtures__/story';
import { Chart, chartLabel } from './Chart';
import { loadDrawing } from './loadDrawing';
import { chartModels } from './model';
import { phasesOf } from './phases';
import { columnsOf, valuesAt } from './values';

jest.mock('./loadDrawing', () => ({ loadDrawing: jest.fn() }));

const drawing = fakeDrawing();

function modelsOf(series: HealthSeries) {
  const details = story.details({ series });
  const phases = phasesOf(details);
  return { phases, models: chartModels(details, phases, () => 'limit', t) };
}

/** A chart whose data the test changes. */
function Changing(props: {
  dark?: boolean;
  onChange(change: (series: HealthSeries) => void): void;
}) {
  const [series, setSeries] = useState(() => story.series());
  const [state] = useState(() => ({ index: 12 }));
  const { phases, models } = modelsOf(series);
  props.onChange(setSeries);
  return (
    <ThemeProvider
      theme={createTheme({ palette: { type: props.dark ? 'dark' : 'light' } })}
    >
      <Chart
        model={models[1]}
        times={series.times}
        phases={phases}
        markers={[]}
        marked={state}
        onRead={() => {}}
        onSelect={() => {}}
      />
    </ThemeProvider>
  );
}

async function show(options: { dark?: boolean } = {}) {
  let change = (_: HealthSeries) => {};
  await renderDelivery(
    <Changing {...options} onChange={set => (change = set)} />,
    { api: fakeApi() },
  );
  await waitFor(() => expect(drawing.shown()).toHaveLength(1));
  return (series: HealthSeries) => act(async () => change(series));
}

const strokes = () =>
  drawing
    .shown()[0]
    .options.series.slice(1)
    .map(({ stroke }) => stroke);

describe('Chart', () => {
  let width: jest.SpyInstance;

  beforeEach(() => {
    drawing.charts.length = 0;
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
    jest.mocked(loadDrawing).mockResolvedValue(drawing.Drawing);
    width = jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(360);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['light', false],
    ['dark', true],
  ] as const)('takes its colours from the %s theme', async (type, dark) => {
    await show({ dark });
    const tones = tonesOf({ palette: { type } as never });

    expect(strokes()).toEqual([tones.idle.mark, tones.critical.mark]);
  });

  it('draws new data in place of the old, and keeps the reading point', async () => {
    const change = await show();
    const series = story.series();
    const times = series.times.map(time => time + 30);

    await change({ ...series, times });

    await waitFor(() => expect(drawing.shown()[0].data[0]).toEqual(times));
    expect(drawing.shown()).toHaveLength(1);
    const { cursors } = drawing.shown()[0];
    expect(cursors[cursors.length - 1].left).toBe(24);
  });

  it('draws ten thousand points as they are', async () => {
    const change = await show();
    const from = story.series().times[0];
    const times = Array.from({ length: 10_000 }, (_, n) => from + n);
    const [, errors] = story.series().groups;
    const line = { ...errors.lines[0], values: times.map(() => 0.001) };

    await change({
      ...story.series(),
      times,
      step: 1,
      groups: [errors, { ...errors, lines: [line] }],
    });

    await waitFor(() =>
      expect(drawing.shown()[0].data[0]).toHaveLength(10_000),
    );
  });

  it('waits until there is room to draw in', async () => {
    width.mockReturnValue(0);
    await renderDelivery(<Changing onChange={() => {}} />, { api: fakeApi() });

    await screen.findByRole('img');
    expect(drawing.shown()).toHaveLength(0);
  });
});

describe('chartLabel', () => {
  const { models } = modelsOf(story.series());
  const { times } = story.series();

  it('says the change, how sure it is, and the highest point', () => {
    expect(chartLabel(models[1], times, story.STORY_NOW, t)).toMatch(
      /^chart\.errors unit\.change\|.*\(not chance\)\. chart\.highest\|unit\.ratio\|4\.2\|\d\d:\d\d$/,
    );
  });

  it('claims nothing where there is nothing', () => {
    const [model] = models;
    const empty = { ...model, lines: [], headline: undefined };

    expect(chartLabel(empty, times, story.STORY_NOW, t)).toBe(
      'chart.requests. chart.nothing',
    );
  });
});

describe('columnsOf', () => {
  const { models } = modelsOf(story.series());

  it('are one for each line, named by its chart where that has several', () => {
    expect(columnsOf(models, t).map(({ title }) => title)).toEqual([
      'chart.requests',
      'chart.errors',
      'chart.column|chart.latency|p50',
      'chart.column|chart.latency|p95',
      'chart.column|chart.latency|p99',
    ]);
  });

  it('have ids of their own, also where two charts name a line alike', () => {
    const ids = columnsOf([models[0], { ...models[0], id: 'other' }], t).map(
      ({ id }) => id,
    );

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell zero from not known', () => {
    const line = { id: 'r', title: 'r', values: [0, null] };
    const [column] = columnsOf([{ ...models[0], lines: [line] }], t);

    expect(column.text(0)).toBe('unit.perSecond|0');
    expect(column.text(1)).toBeUndefined();
    expect(column.text(99)).toBeUndefined();
    expect(valuesAt([column], 1, t)).toBe('chart.noValue|chart.requests');
  });

  it('say exactly what the charts draw, at every time', () => {
    const { times } = story.series();
    for (const model of models) {
      for (const index of times.keys()) {
        const drawn = new Set(
          model.strokes.map(s => s.values[index]).filter(v => v !== null),
        );
        const told = new Set(model.lines.map(l => l.values[index]));
        expect(drawn).toEqual(told);
      }
    }
  });
});
