import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { keys as t } from '../../__testUtils__/words';
import * as story from '../../__fixtures__/story';
import { chartModels, topOf } from './model';
import { chartOptions, type ChartPlan } from './options';
import { phasesOf } from './phases';

const details = story.details();
const phases = phasesOf(details);
const models = chartModels(details, phases, () => 'limit', t);
const { times } = details.series!;
const tones = tonesOf({ palette: { type: 'light' } as never });

function build(id: string, change: Partial<ChartPlan> = {}) {
  const model = models.find(m => m.id === id)!;
  const plan: ChartPlan = {
    ...{ model, times, phases, markers: details.markers },
    ink: { tones, flag: 'black', onFlag: 'white' },
    font: 'sans',
    size: { width: 360, height: 168 },
    format: value => `${value}`,
    formatTick: value => `tick ${value}`,
    nowLabel: 'now',
    ...change,
  };
  const events = { onRead: jest.fn(), onSelect: jest.fn() };
  return { model, plan, events, ...chartOptions(plan, events) };
}

type Hooks = Record<string, ((u: unknown) => void)[]>;
const fire = (options: { hooks?: unknown }, name: string, chart: unknown) => {
  for (const hook of (options.hooks as Hooks)[name]) {
    hook(chart);
  }
};

describe('chartOptions', () => {
  it('draws all values of the answer against its times', () => {
    const { data, model } = build('latency');

    expect(data[0]).toEqual(times);
    expect(data.slice(1)).toEqual(model.lines.map(({ values }) => values));
  });

  it('takes its colours from the tones: grey before, red after', () => {
    const { options } = build('errors');

    expect(options.series.slice(1).map(({ stroke }) => stroke)).toEqual([
      tones.idle.mark,
      tones.critical.mark,
    ]);
    expect(build('requests').options.series[1].stroke).toBe(tones.accent.mark);
  });

  it('differs quantiles by width and dash', () => {
    const series = build('latency').options.series.slice(1);

    expect(new Set(series.map(s => `${s.width} ${s.dash}`)).size).toBe(3);
  });

  it('begins at zero and ends above everything', () => {
    const { options, model } = build('errors');
    const range = options.scales!.y.range as () => [number, number];

    expect(range()).toEqual([0, topOf(model)]);
  });

  it('says now at the right end, and a time where it ends in the past', () => {
    const labels = (nowLabel?: string) => {
      const [axis] = build('errors', { nowLabel }).options.axes!;
      const splits = (axis.splits as () => number[])();
      return (axis.values as (u: unknown, s: number[]) => string[])(
        undefined,
        splits,
      );
    };

    expect(labels('now').pop()).toBe('now');
    expect(labels().pop()).toMatch(/^\d\d:\d\d$/);
  });

  it('has fewer ticks where there is less room', () => {
    const count = (width: number) =>
      (
        build('errors', { size: { width, height: 168 } }).options.axes![0]
          .splits as () => number[]
      )().length;

    expect(count(200)).toBeLessThan(count(900));
  });

  it('says the point under the pointer, and none that drawing itself moves', () => {
    const { options, events } = build('errors');

    fire(options, 'setCursor', { cursor: { idx: 4 } });
    expect(events.onRead).not.toHaveBeenCalled();
    fire(options, 'setCursor', { cursor: { idx: 4, event: {} } });
    expect(events.onRead).toHaveBeenLastCalledWith(4);
    fire(options, 'setCursor', { cursor: { idx: null, event: {} } });
    expect(events.onRead).toHaveBeenLastCalledWith(undefined);
  });

  it('says a span that was dragged once, and lets go of it', () => {
    const { options, events } = build('errors');
    const setSelect = jest.fn();
    const chart = (width: number) => ({
      select: { left: 10, width },
      posToIdx: (left: number) => left,
      setSelect,
    });

    fire(options, 'setSelect', chart(0));
    expect(events.onSelect).not.toHaveBeenCalled();
    fire(options, 'setSelect', chart(20));
    expect(events.onSelect).toHaveBeenCalledWith(10, 30);
    expect(setSelect).toHaveBeenCalledWith(
      expect.objectContaining({ width: 0 }),
      false,
    );
  });

  it('leaves room for names and for the value at the end', () => {
    const right = (id: string, endPoint = false) =>
      (build(id, { endPoint }).options.padding as number[])[1];

    expect(right('latency')).toBeGreaterThan(right('requests'));
    expect(right('errors', true)).toBeGreaterThan(right('latency'));
  });

  it('does not zoom by itself: the page asks for a finer answer', () => {
    expect(build('errors').options.cursor?.drag?.setScale).toBe(false);
  });
});

describe('what is painted', () => {
  function paint(id: string, change: Partial<ChartPlan> = {}) {
    const { options } = build(id, change);
    const texts: string[] = [];
    const nothing = () => {};
    const ctx = new Proxy({} as Record<string, unknown>, {
      get: (state, name: string) => {
        if (name === 'canvas') {
          return { width: 720 };
        }
        if (name === 'measureText') {
          return () => ({ width: 20 });
        }
        if (name === 'fillText') {
          return (text: string) => texts.push(text);
        }
        return state[name] ?? nothing;
      },
    });
    const chart = {
      ctx,
      width: 360,
      bbox: { left: 92, top: 44, width: 600, height: 240 },
      valToPos: (value: number, axis: string) =>
        axis === 'x'
          ? 92 + ((value - times[0]) / (times[240] - times[0])) * 600
          : 284 - value * 100,
    };
    fire(options, 'drawClear', chart);
    fire(options, 'draw', chart);
    return texts;
  }

  it('is the limit and the flag of each deploy', () => {
    expect(paint('errors')).toEqual(['limit', '2.4.0']);
  });

  it('is the name of each line where there are several', () => {
    expect(paint('latency')).toEqual(['2.4.0', 'p50', 'p95', 'p99']);
  });

  it('is the value at the end where it is asked for', () => {
    expect(paint('errors', { endPoint: true })).toContain('0.042');
  });
});
