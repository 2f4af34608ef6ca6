import { groupBySelection, SelectionGroup } from './SelectionGroup';
import { agreement, type Selection } from './selectLabels';

const equal = (labels: Record<string, string>): Selection =>
  Object.entries(labels).map(([name, value]) => ({
    ...{ name, value, isPattern: false },
  }));

describe('SelectionGroup', () => {
  it('asks for each value once, and finds who a series belongs to', () => {
    const group = SelectionGroup.of<string>(
      equal({ namespace: '', service: '' }),
    );
    group.add(equal({ namespace: 'a', service: 'x' }), 'ax');
    group.add(equal({ namespace: 'b', service: 'x' }), 'bx');

    expect(group.matchers()).toEqual([
      { label: 'namespace', in: ['a', 'b'] },
      { label: 'service', in: ['x'] },
    ]);
    expect(group.find({ namespace: 'b', service: 'x', pod: '1' })).toEqual([
      'bx',
    ]);
    expect(group.find({ namespace: 'c', service: 'x' })).toEqual([]);
    expect(group.find({})).toEqual([]);
  });

  it('finds all that select a series', () => {
    const group = SelectionGroup.of<number>(equal({ a: '' }));
    group.add(equal({ a: '1' }), 1);
    group.add(equal({ a: '1' }), 2);

    expect(group.find({ a: '1' })).toEqual([1, 2]);
  });

  it('finds by expressions, whole values only', () => {
    const of = (value: string): Selection => [
      { name: 'service', value, isPattern: true },
    ];
    const group = SelectionGroup.of<string>(of(''));
    group.add(of('shop(?:-[^-@]+)?@k8s'), 'shop');
    group.add(of('shop-api(?:-[^-@]+)?@k8s'), 'shop-api');

    expect(group.matchers()).toEqual([
      {
        label: 'service',
        matches: '(?:shop(?:-[^-@]+)?@k8s)|(?:shop-api(?:-[^-@]+)?@k8s)',
      },
    ]);
    expect(group.find({ service: 'shop-api-80@k8s' })).toEqual(['shop-api']);
    expect(group.find({ service: 'shop-80@k8s' })).toEqual(['shop']);
    expect(group.find({ service: 'my-shop-80@k8s' })).toEqual([]);
  });

  it('sorts by the labels that are needed, and by kind', () => {
    const items = [
      { selection: equal({ a: '1' }), kind: 'x' },
      { selection: equal({ a: '2' }), kind: 'x' },
      { selection: equal({ b: '2' }), kind: 'x' },
      { selection: equal({ a: '3' }), kind: 'y' },
    ];

    const groups = groupBySelection(
      items,
      ({ selection }) => selection,
      ({ kind }) => kind,
    );

    expect(groups.map(group => group.items.length)).toEqual([2, 1, 1]);
  });
});

describe('agreement', () => {
  const selection: Selection = [
    ...equal({ namespace: 'a' }),
    { name: 'service', value: 'x-[0-9]+', isPattern: true },
  ];

  it.each([
    [{ namespace: 'a', service: 'x-1' }, false, 2],
    [{ namespace: 'a' }, false, 1],
    [{}, false, 0],
    [{ namespace: 'b' }, true, 0],
    [{ namespace: 'a', service: 'y' }, true, 1],
  ])('of %j', (labels, contradicts, shared) => {
    expect(agreement(selection, labels as Record<string, string>)).toEqual({
      ...{ contradicts, shared },
    });
  });
});
