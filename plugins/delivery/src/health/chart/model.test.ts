import * as story from '../../__fixtures__/story';
import { keys as t } from '../../__testUtils__/words';
import { chartModels, highestOf, topOf } from './model';
import { phasesOf } from './phases';

const details = story.details();
const modelsOf = (change: Parameters<typeof story.details>[0] = {}) => {
  const changed = story.details(change);
  return chartModels(changed, phasesOf(changed), l => `above ${l}`, t);
};
const chart = (id: string, change = {}) =>
  modelsOf(change).find(model => model.id === id)!;

const own = {
  id: 'queue',
  title: 'Queue length',
  unit: 'count',
  lines: [
    { id: 'a', title: 'orders', values: details.series!.times.map(() => 1) },
    { id: 'b', title: 'refunds', values: details.series!.times.map(() => 2) },
  ],
} as const;

describe('chartModels', () => {
  it('are those of the answer, in its order, own rules included', () => {
    const series = { ...details.series!, groups: [own as never] };

    expect(modelsOf().map(({ id }) => id)).toEqual([
      'requests',
      'errors',
      'latency',
    ]);
    expect(modelsOf({ series }).map(({ title }) => title)).toEqual([
      'Queue length',
    ]);
  });

  it('are none without series', () => {
    expect(modelsOf({ series: undefined })).toEqual([]);
  });

  it('call failures what the page calls them', () => {
    expect(chart('errors').title).toBe('chart.errors');
  });

  it('say before, now and whether it was chance in the headline', () => {
    expect(chart('errors').headline).toEqual({
      of: undefined,
      change: expect.stringMatching(/^unit\.change\|/),
      message: 'not chance',
      result: 'worse',
    });
    expect(chart('latency').headline?.of).toBe('p95');
  });

  it('take the traffic from the comparison of the version that runs', () => {
    expect(chart('requests').headline?.message).toBe('no change');
    expect(chart('requests', { comparisons: [] }).headline).toBeUndefined();
  });

  it('have no headline where there is nothing to compare with', () => {
    const health = story.burning({ before: undefined });

    expect(chart('errors', { health }).headline).toBeUndefined();
  });

  it('have none where no request came: 0/0 is not 0', () => {
    const { now } = story.burning();
    const health = story.burning({
      now: { ...now!, requests: 0, errors: 0, errorRatio: undefined },
    });

    expect(chart('errors', { health }).headline).toBeUndefined();
  });

  it('draw failures before a bad deploy grey and after it red', () => {
    const strokes = chart('errors').strokes;

    expect(strokes.map(({ tone }) => tone)).toEqual(['before', 'bad']);
    for (const [index] of details.series!.times.entries()) {
      const drawn = strokes.filter(s => s.values[index] !== null);
      expect(drawn.length).toBeGreaterThan(0);
    }
  });

  it('tell quantiles apart by dash and weight', () => {
    const looks = chart('latency').strokes.map(({ look }) => look);

    expect(looks).toEqual(['thin', 'strong', 'dashed']);
    expect(chart('latency').labelled).toBe(true);
  });

  it('give lines of own rules different looks too', () => {
    const series = { ...details.series!, groups: [own as never] };
    const [{ strokes }] = modelsOf({ series });

    expect(new Set(strokes.map(({ look }) => look)).size).toBe(2);
  });

  it('show the limit of failures, and none of it elsewhere', () => {
    expect(chart('errors').limit).toEqual({
      value: 0.006,
      label: 'above 0.006',
    });
    expect(chart('requests').limit).toBeUndefined();
  });

  it('show no limit that nothing can pass', () => {
    const health = story.burning({ errorLimit: 1 });

    expect(chart('errors', { health }).limit).toBeUndefined();
  });
});

describe('topOf', () => {
  it('leaves room above the highest value', () => {
    expect(topOf(chart('errors'))).toBeGreaterThan(0.042);
  });

  it('has the limit in sight where everything is below it', () => {
    const series = story.series();
    const [, errors] = series.groups;
    const calm = {
      ...series,
      groups: [
        {
          ...errors,
          lines: [{ ...errors.lines[0], values: series.times.map(() => 0) }],
        },
      ],
    };
    const health = story.measured({ errorLimit: 0.05 });

    expect(topOf(chart('errors', { series: calm, health }))).toBeGreaterThan(
      0.05,
    );
  });

  it('is never zero, which could not be drawn', () => {
    const flat = {
      ...chart('requests'),
      lines: [{ id: 'r', title: 'r', values: [0, null, 0] }],
    };

    expect(topOf(flat)).toBeGreaterThan(0);
  });
});

describe('highestOf', () => {
  it('is the highest point with its time', () => {
    const model = {
      ...chart('errors'),
      lines: [{ id: 'e', title: 'e', values: [null, 0.2, 0.1] }],
    };

    expect(highestOf(model, [0, 60, 120])).toEqual({ value: 0.2, time: 60 });
  });

  it('is none where nothing is known', () => {
    const model = {
      ...chart('errors'),
      lines: [{ id: 'e', title: 'e', values: [null, null] }],
    };

    expect(highestOf(model, [0, 60])).toBeUndefined();
  });
});
