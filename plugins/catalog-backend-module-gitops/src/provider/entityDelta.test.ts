import type { Entity } from '@backstage/catalog-model';
import { entityDelta } from './entityDelta';

const entity = (name: string, owner = 'a'): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  ...{ metadata: { name }, spec: { owner } },
});
const set = (...entities: Entity[]) =>
  new Map(entities.map(each => [each.metadata.name, each]));

describe('what became of entities', () => {
  it('is nothing when they are the same, whatever their objects are', () => {
    expect(entityDelta(set(entity('a')), set(entity('a')))).toEqual({
      ...{ added: [], removed: [] },
    });
  });

  it('is what is new, what is another, and what is gone', () => {
    const before = set(entity('a'), entity('b'), entity('c'));
    const after = set(entity('a'), entity('b', 'team-b'), entity('d'));
    expect(entityDelta(before, after)).toEqual({
      added: [entity('b', 'team-b'), entity('d')],
      removed: [entity('c')],
    });
  });
});
