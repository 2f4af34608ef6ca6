import {
  memoryOf,
  partialOf,
  parseEnvelope,
  parseQueryData,
  parseValue,
} from './answers';

function parse(data: unknown) {
  return parseQueryData(parseEnvelope({ status: 'success', data })!);
}

describe('answers', () => {
  it.each([
    ['1', 1],
    ['1e+00', 1],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['NaN', NaN],
    ['', NaN],
    ['1.0', 1],
  ])('reads %j', (text, value) => {
    expect(parseValue(text)).toBe(value);
  });

  it('reads a vector, a matrix and a scalar', () => {
    const vector = { metric: { a: 'b' }, value: [1.5, '2'] };
    const matrix = {
      metric: {},
      values: [
        [1, '2'],
        [2, 'NaN'],
      ],
    };

    expect(parse({ resultType: 'vector', result: [vector] })!.series).toEqual([
      { labels: { a: 'b' }, points: [{ time: 1.5, value: 2 }] },
    ]);
    expect(parse({ resultType: 'matrix', result: [matrix] })!.series).toEqual([
      {
        labels: {},
        points: [
          { time: 1, value: 2 },
          { time: 2, value: NaN },
        ],
      },
    ]);
    expect(parse({ resultType: 'scalar', result: [1, '3'] })!.series).toEqual([
      { labels: {}, points: [{ time: 1, value: 3 }] },
    ]);
  });

  it('leaves out what cannot be read, and keeps the rest', () => {
    const good = { metric: {}, value: [1, '2'] };
    const result = [
      null,
      7,
      {},
      { metric: 3 },
      good,
      { metric: {}, value: 'x' },
    ];

    const { series } = parse({ resultType: 'vector', result })!;

    expect(series.map(({ points }) => points.length)).toEqual([1, 0]);
  });

  it.each([
    [{ warnings: ['receive series: store-2 is down'] }, true],
    [{ isPartial: true }, true],
    [{ warnings: ['PromQL info: metric might not be a counter'] }, false],
    [{ warnings: ['No StoreAPIs matched for this query'] }, false],
    [{ infos: ['PromQL info: x'], isPartial: false }, false],
  ])('takes %j for an answer that is not whole: %s', (extra, isPartial) => {
    const told = partialOf({ status: 'success', ...extra });

    expect(told !== undefined).toBe(isPartial);
  });

  it.each([null, {}, 'x', { status: 'maybe' }])(
    'takes %j for no answer of this API',
    body => {
      expect(parseEnvelope(body)).toBeUndefined();
    },
  );

  it('counts the memory of an answer by its points', () => {
    const points = Array.from({ length: 60 }, () => ({ time: 1, value: 2 }));

    expect(memoryOf({ warnings: [], series: [{ labels: {}, points }] })).toBe(
      3_400,
    );
  });

  it('takes a text for no answer to a query', () => {
    expect(parse({ resultType: 'string', result: [1, 'x'] })).toBeUndefined();
  });
});
