import * as story from '../__fixtures__/story';
import { diffOf, hunksOf } from './diff';
import { judgeHunks, placeFinder } from './findPlaces';

const YAML = `paths:
  /payments:
    post:
      summary: Take it
    get:
      summary: List them
`;

describe('placeFinder', () => {
  it.each([
    ['#/paths/~1payments/post', 4, 4],
    ['#/paths/~1payments', 3, 6],
    ['/paths/~1payments/get/summary', 6, 6],
  ])('finds %s in YAML', (path, first, last) => {
    const [found] = placeFinder(YAML)({ path });

    expect(found[0]).toBeGreaterThanOrEqual(first - 1);
    expect(found[0]).toBeLessThanOrEqual(first);
    expect(found[1]).toBe(last);
  });

  it('finds nothing where the document has no such place', () => {
    expect(placeFinder(YAML)({ path: '#/paths/~1refunds' })).toEqual([]);
    expect(placeFinder(YAML)(undefined)).toEqual([]);
  });

  it('finds JSON, too', () => {
    const json = JSON.stringify({ a: 1, b: { c: 2 } }, undefined, 2);
    expect(placeFinder(json)({ path: '#/b/c' })).toEqual([[4, 4]]);
  });

  it('finds by the last word where a text has no pointers', () => {
    const proto = 'message Item {\n  int64 price = 1;\n  int64 priced = 2;\n}';
    expect(placeFinder(proto)({ path: 'Item.price' })).toEqual([[2, 2]]);
  });

  it('does not hold a page up for a very long text', () => {
    const long = `a: 1\n${'b'.repeat(500_001)}: 2`;
    expect(placeFinder(long)({ path: '#/a' })).toEqual([]);
  });
});

describe('judgeHunks', () => {
  const before = YAML;
  const after = YAML.replace('Take it', 'Take it now');
  const hunks = hunksOf(diffOf(before, after));
  const place = { path: '#/paths/~1payments/post' };

  it('names the worst change of a hunk', () => {
    const risky = story.riskyChange({ before: place, after: place });
    const breaks = story.breakingChange({ before: place, after: place });

    expect(
      judgeHunks(hunks, [risky, breaks], { before, after })[0].change,
    ).toBe(breaks);
  });

  it.each([
    ['is safe', { ...story.safeChange('New'), before: place, after: place }],
    [
      'stands elsewhere',
      story.breakingChange({
        before: { path: '#/paths/~1payments/get' },
        after: { path: '#/paths/~1payments/get' },
      }),
    ],
  ])('leaves a hunk alone when the change %s', (_, change) => {
    expect(
      judgeHunks(hunks, [change], { before, after })[0].change,
    ).toBeUndefined();
  });
});
