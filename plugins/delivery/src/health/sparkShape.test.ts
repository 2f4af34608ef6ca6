import type { Sparkline } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { columnTop, sparkShape, sparkTop } from './sparkShape';

const BOX = { width: 100, height: 22 };
const FROM = 1_000_000;

const line = (...values: (number | null)[]): Sparkline => ({
  from: FROM,
  step: 60,
  values,
});
const at = (point: number) =>
  new Date((FROM + point * 60) * 1000).toISOString();

describe('sparkTop', () => {
  it('is the highest value of all lines of a column', () => {
    expect(sparkTop([line(0.01, 0.04), line(0.2, null), undefined])).toBe(0.2);
  });

  it('does not make noise look tall', () => {
    expect(sparkTop([line(0.0001, 0.0002)])).toBe(0.02);
    expect(sparkTop([])).toBe(0.02);
  });
});

describe('columnTop', () => {
  it('is none where nobody measures', () => {
    expect(columnTop([story.deployment()])).toBeUndefined();
  });

  it('is there as soon as one is measured', () => {
    const measured = { ...story.deployment(), measured: story.burning() };

    expect(columnTop([story.deployment(), measured])).toBe(0.042);
  });
});

describe('sparkShape', () => {
  it('spans the whole width, zero at the bottom and the top at the top', () => {
    expect(sparkShape(line(0, 0.5, 1), 1, undefined, BOX).before).toBe(
      'M0.0 21.0L50.0 11.0L100.0 1.0',
    );
  });

  it('cuts the line where the version went live', () => {
    const { before, after, deploy } = sparkShape(
      line(0, 0, 1, 1),
      1,
      at(1.5),
      BOX,
    );

    expect(deploy).toBeCloseTo(50);
    expect(before).toBe('M0.0 21.0L33.3 21.0');
    expect(after).toBe('M33.3 21.0L66.7 1.0L100.0 1.0');
  });

  it.each([at(-5), at(99), undefined, 'no time'])(
    'marks no deploy of %s, which is not in the line',
    since => {
      const { deploy, after, area } = sparkShape(line(0, 1), 1, since, BOX);

      expect(deploy).toBeUndefined();
      expect([after, area]).toEqual(['', '']);
    },
  );

  it('breaks at what is not known instead of drawing it as zero', () => {
    const { before, gaps } = sparkShape(
      line(0, 0, null, null, 0, 0),
      1,
      undefined,
      BOX,
    );

    expect(before).toBe('M0.0 21.0L20.0 21.0M80.0 21.0L100.0 21.0');
    expect(gaps).toEqual([[20, 80]]);
  });

  it('hatches the whole width where nothing is known', () => {
    const shape = sparkShape(line(null, null, null), 1, undefined, BOX);

    expect(shape.before).toBe('');
    expect(shape.gaps).toEqual([[0, 100]]);
  });

  it('keeps separate gaps apart', () => {
    const { gaps } = sparkShape(
      line(null, 0, 0, 0, 0, null),
      1,
      undefined,
      BOX,
    );

    expect(gaps).toEqual([
      [0, 20],
      [80, 100],
    ]);
  });

  it('lets a single point between gaps be seen', () => {
    expect(sparkShape(line(null, 0, null), 1, undefined, BOX).before).toBe(
      'M50.0 21.0L50.0 21.0',
    );
  });

  it('closes the area after a deploy down to the axis', () => {
    const { area } = sparkShape(line(0, 1, 1), 1, at(0.5), BOX);

    expect(area).toMatch(/^M0\.0 21\.0L50\.0 1\.0L100\.0 1\.0L100\.0 21\.0/);
    expect(area).toMatch(/Z$/);
  });

  it('does not leave the picture when a value is above the scale', () => {
    expect(sparkShape(line(0, 5), 1, undefined, BOX).before).toMatch(
      /L100\.0 1\.0$/,
    );
  });

  it('stands a line of one point', () => {
    expect(sparkShape(line(0), 1, at(0), BOX).before).not.toMatch(/NaN/);
  });
});
