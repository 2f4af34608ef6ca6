import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import {
  lastKnown,
  paintEndLabels,
  paintEndPoint,
  paintGaps,
  paintLimit,
  paintMarkers,
  paintPhases,
  spreadLabels,
  type Ground,
  type Pen,
} from './paint';

const tones = tonesOf({ palette: { type: 'light' } as never });
const INK = { tones, flag: 'black', onFlag: 'white' };

interface Drawn {
  what: string;
  at: unknown[];
  colour: unknown;
}

/** A pen that writes down what it is asked to draw. */
function recorder() {
  const drawn: Drawn[] = [];
  const state: Record<string, unknown> = {};
  const pen = new Proxy(state, {
    get: (_, name: string) => {
      if (name === 'measureText') {
        return (text: string) => ({ width: text.length * 6 });
      }
      if (name in state) {
        return state[name];
      }
      return (...at: unknown[]) =>
        drawn.push({ what: name, at, colour: state.fillStyle });
    },
    set: (_, name: string, value) => {
      state[name] = value;
      return true;
    },
  }) as unknown as Pen;
  return {
    pen,
    drawn,
    of: (what: string) => drawn.filter(d => d.what === what),
  };
}

/** 100 seconds on 200 pixels, zero at 120, one at 20. */
function ground(pen: Pen): Ground {
  return {
    pen,
    ...{ left: 40, top: 20, width: 200, height: 100, ratio: 1 },
    font: '11px sans',
    x: time => 40 + time * 2,
    y: value => 120 - value * 100,
  };
}

const marker = (
  second: number,
  version: string,
  kind: DeployMarker['kind'] = 'deploy',
): DeployMarker => ({
  at: new Date(second * 1000).toISOString(),
  version,
  kind,
});

describe('paintPhases', () => {
  it('grounds what was bad and what recovered, and nothing else', () => {
    const { pen, of } = recorder();

    paintPhases(
      ground(pen),
      [
        { from: 0, to: 20, tone: 'before' },
        { from: 20, to: 50, tone: 'bad' },
        { from: 50, to: 80, tone: 'recovered' },
        { from: 80, to: 100, tone: 'plain' },
      ],
      INK,
    );

    expect(of('fillRect')).toEqual([
      { what: 'fillRect', at: [80, 20, 60, 100], colour: tones.critical.soft },
      { what: 'fillRect', at: [140, 20, 60, 100], colour: tones.ok.soft },
    ]);
  });
});

describe('paintGaps', () => {
  it('hatches only inside the gap', () => {
    const { pen, of } = recorder();

    paintGaps(ground(pen), [[10, 20]], INK);

    expect(of('rect')[0].at).toEqual([60, 20, 20, 100]);
    expect(of('clip')).toHaveLength(1);
    expect(of('moveTo').length).toBeGreaterThan(1);
  });

  it('shows a gap of a single moment', () => {
    const { pen, of } = recorder();

    paintGaps(ground(pen), [[10, 10]], INK);

    expect(of('rect')[0].at[2]).toBe(1);
  });

  it('draws nothing where all is known', () => {
    const { pen, drawn } = recorder();

    paintGaps(ground(pen), [], INK);

    expect(drawn).toEqual([]);
  });
});

describe('paintLimit', () => {
  it('is a dotted line over the whole width with its word', () => {
    const { pen, of } = recorder();

    paintLimit(ground(pen), { value: 0.5, label: 'alert above 0.6 %' }, INK);

    expect(of('setLineDash')[0].at[0]).not.toEqual([]);
    expect(of('moveTo')[0].at).toEqual([40, 70]);
    expect(of('lineTo')[0].at).toEqual([240, 70]);
    expect(of('fillText')[0].at[0]).toBe('alert above 0.6 %');
  });
});

describe('paintMarkers', () => {
  const flags = (markers: DeployMarker[]) => {
    const { pen, of } = recorder();
    paintMarkers(ground(pen), markers, INK);
    return {
      texts: of('fillText').map(({ at }) => at[0]),
      lines: of('fillRect').filter(({ at }) => at[3] === 100),
      flags: of('fillRect').filter(({ at }) => at[3] !== 100),
    };
  };

  it('raises a black flag for a deploy and one in the accent for a rollback', () => {
    const drawn = flags([marker(40, '2.4.0'), marker(90, '2.3.1', 'rollback')]);

    expect(drawn.texts).toEqual(['2.3.1', '2.4.0']);
    expect(drawn.flags.map(({ colour }) => colour)).toEqual([
      tones.accent.mark,
      'black',
    ]);
  });

  it('puts the flag left of its line, above the chart', () => {
    const [flag] = flags([marker(50, '2.4.0')]).flags;
    const [left, top, width, height] = flag.at as number[];

    expect(left + width).toBe(140);
    expect(top + height).toBe(20);
  });

  it('puts it right of its line where the left is outside', () => {
    const [flag] = flags([marker(2, '2.4.0')]).flags;

    expect(flag.at[0]).toBe(44);
  });

  it('keeps all lines but only the newest flags where deploys are dense', () => {
    const dense = [10, 11, 12, 13, 14].map(s => marker(s, `2.4.${s}`));
    const drawn = flags(dense);

    expect(drawn.lines).toHaveLength(5);
    expect(drawn.texts[0]).toBe('2.4.14');
    expect(drawn.texts.length).toBeLessThan(5);
  });

  it('never lets flags cover each other', () => {
    const drawn = flags([10, 30, 33, 60, 61].map(s => marker(s, '2.4.0')));
    const spans = drawn.flags
      .map(({ at }) => [at[0], (at[0] as number) + (at[2] as number)])
      .sort(([a], [b]) => (a as number) - (b as number)) as number[][];

    for (const [index, [from]] of spans.entries()) {
      expect(from).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
    }
  });
});

describe('spreadLabels', () => {
  it('leaves labels alone that are far enough apart', () => {
    expect(spreadLabels([10, 50, 90], 12, 100)).toEqual([10, 50, 90]);
  });

  it('moves labels apart and keeps their order', () => {
    expect(spreadLabels([52, 50, 51], 12, 100)).toEqual([74, 50, 62]);
  });

  it('does not push labels below the chart', () => {
    const placed = spreadLabels([99, 98, 97], 12, 100);

    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
    expect([...placed].sort((a, b) => a - b)).toEqual([76, 88, 100]);
  });

  it('has nothing to do for none', () => {
    expect(spreadLabels([], 12, 100)).toEqual([]);
  });
});

describe('ends of lines', () => {
  it('are the last point that is known', () => {
    expect(lastKnown([0, 60, 120], [1, 2, null])).toEqual({
      time: 60,
      value: 2,
    });
    expect(lastKnown([0, 60], [null, null])).toBeUndefined();
    expect(lastKnown([0], [0])).toEqual({ time: 0, value: 0 });
  });

  it('carry names right of the chart, in the colour of the line', () => {
    const { pen, of } = recorder();

    paintEndLabels(ground(pen), [
      { text: 'p50', value: 0.2, colour: 'blue' },
      { text: 'p95', value: 0.7, colour: 'red' },
    ]);

    expect(of('fillText').map(({ at, colour }) => [...at, colour])).toEqual([
      ['p50', 244, 100, 'blue'],
      ['p95', 244, 50, 'red'],
    ]);
  });

  it('carry a point with its value', () => {
    const { pen, of } = recorder();

    paintEndPoint(
      ground(pen),
      { time: 100, value: 0.5 },
      { text: '0.1 %', colour: 'green' },
    );

    expect(of('arc')[0].at.slice(0, 2)).toEqual([240, 70]);
    expect(of('fillText')[0].at[0]).toBe('0.1 %');
  });
});
