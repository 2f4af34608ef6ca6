import { component, landscapeOf } from '../__testUtils__/landscape';
import { seenPoint, seenPoints, seenSearch } from './seenPoint';

const point = (...names: string[]) => ({
  entityRef: component('ledger'),
  callers: names.map(component),
});

describe('an integration point that was only seen', () => {
  it('is unknown, and says who calls it', () => {
    expect(seenPoint(point('a', 'b'), 'group:default/x')).toMatchObject({
      ...{ name: 'ledger', seenOnly: true, state: 'unknown', group: 'rest' },
      stateReason:
        'a and b call it, and no contract says what they may expect.',
      ...{ owner: 'group:default/x', providers: [component('ledger')] },
      consumers: { total: 2, breaking: 0, unknown: 2 },
      gaps: [{ gap: 'no-contract' }],
    });
  });

  it.each([
    [['a'], /^a calls it/],
    [['a', 'b', 'c', 'd'], /^a, b, c and 1 other call it/],
    [['a', 'b', 'c', 'd', 'e'], /^a, b, c and 2 others call it/],
  ])('names three at most: %p', (names, sentence) => {
    expect(seenPoint(point(...names), undefined).stateReason).toMatch(sentence);
  });

  it('lacks an owner only when the catalog names none', () => {
    const gaps = seenPoint(point('a'), undefined).gaps.map(({ gap }) => gap);
    expect(gaps).toEqual(['no-contract', 'no-owner']);
  });

  it('is told anew when somebody else calls, and not when there are more calls', () => {
    const inputs = (calls: [string, string, number][]) =>
      seenPoints(landscapeOf({ calls })).map(each => each.inputs);
    const first = inputs([['a', 'ledger', 1]]);
    expect(inputs([['a', 'ledger', 900]])).toEqual(first);
    expect(
      inputs([
        ['a', 'ledger', 1],
        ['b', 'ledger', 1],
      ]),
    ).not.toEqual(first);
  });

  it('is found by its name and its owner, and not by who calls it', () => {
    const summary = seenPoint(point('Shop'), 'group:default/Money');
    expect(seenSearch(summary)).toEqual({
      ...{ search: 'ledger\nmoney', sort_name: 'ledger' },
    });
  });
});
