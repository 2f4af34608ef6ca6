import { shapeOf } from './__testUtils__/comparing';
import { FindingCollector } from './collectFindings';
import type { Finding, Pair } from './Finding';

const finding = (detail: string, property?: string): Finding => ({
  kind: 'type-changed',
  verdict: 'breaking',
  detail,
  ...(property && { property }),
});

function pair(findings: Finding[] = []): Pair {
  const shape = shapeOf({});
  return {
    ...{ before: shape, after: shape, findings, below: [], above: [] },
    state: 'done',
    changed: true,
  };
}

function link(above: Pair, step: string, below: Pair) {
  above.below.push({ step, pair: below });
}

const told = (collector: FindingCollector, root: Pair) =>
  collector
    .collect(root)
    .map(({ found, field, beyond }) => [found.detail, field, beyond]);

describe('FindingCollector', () => {
  it('names the way to each finding', () => {
    const [root, inner, item] = [
      pair([finding('root')]),
      pair([finding('inner'), finding('of', 'name')]),
      pair([finding('item')]),
    ];
    link(root, 'a', inner);
    link(inner, '[]', item);

    expect(told(new FindingCollector(), root)).toEqual([
      ['root', '', undefined],
      ['inner', 'a', undefined],
      ['of', 'a.name', undefined],
      ['item', 'a[]', undefined],
    ]);
  });

  it('names each way to one finding', () => {
    const [root, shared] = [pair(), pair([finding('x')])];
    link(root, 'billing', shared);
    link(root, 'shipping', shared);

    expect(told(new FindingCollector(), root)).toEqual([
      ['x', 'billing', undefined],
      ['x', 'shipping', undefined],
    ]);
  });

  it('ends where schemas hold themselves', () => {
    const [root, inner] = [pair([finding('x')]), pair([finding('y')])];
    link(root, 'a', inner);
    link(inner, 'b', root);

    expect(told(new FindingCollector(), root)).toEqual([
      ['x', '', undefined],
      ['y', 'a', undefined],
    ]);
    expect(told(new FindingCollector(), inner)).toEqual([
      ['y', '', undefined],
      ['x', 'b', undefined],
    ]);
  });

  it('looks at nothing where nothing changed', () => {
    const root = { ...pair([finding('x')]), changed: false };

    expect(new FindingCollector().collect(root)).toEqual([]);
  });

  it('does not name fields where there are too many ways', () => {
    const root = pair();
    let level = root;
    for (let depth = 0; depth < 12; depth++) {
      const next = pair(depth === 11 ? [finding('x')] : []);
      link(level, 'a', next);
      link(level, 'b', next);
      level = next;
    }

    expect(told(new FindingCollector(), root)).toEqual([
      ['x', expect.any(String), 'fields'],
    ]);
  });

  it('tells once for all places what is met in very many of them', () => {
    const collector = new FindingCollector();
    const shared = pair(
      Array.from({ length: 500 }, (_none, at) => finding(`x${at}`)),
    );
    const roots = Array.from({ length: 40 }, () => {
      const root = pair();
      link(root, 'a', shared);
      return root;
    });
    const all = roots.flatMap(root => collector.collect(root));

    expect(all.length).toBeLessThan(6_000);
    const everywhere = all.filter(({ beyond }) => beyond === 'operations');
    expect(everywhere).toHaveLength(500);
  });
});
