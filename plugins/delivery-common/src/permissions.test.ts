import { isResourcePermission } from '@backstage/plugin-permission-common';
import * as all from './permissions';
import { deliveryPermissions } from './permissions';

/** What is not there yet, or belongs to none. */
const WITHOUT_ENTITY = [
  'delivery.deployment.create',
  'delivery.repository.update',
];

describe('deliveryPermissions', () => {
  it('are all that this package exports, each once', () => {
    const exported = Object.values(all).filter(
      value => !Array.isArray(value) && 'name' in value,
    );

    expect(exported).toHaveLength(deliveryPermissions.length);
    expect(new Set(deliveryPermissions)).toEqual(new Set(exported));
    const names = deliveryPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(deliveryPermissions)(
    '$name is of the delivery plugin',
    permission => {
      expect(permission.name).toMatch(/^delivery\.[a-z]+\.[a-z]+$/);
      const isOnEntity = isResourcePermission(permission, 'catalog-entity');
      expect(isOnEntity).toBe(!WITHOUT_ENTITY.includes(permission.name));
    },
  );

  it('change something only where they say so', () => {
    const actions = new Map(
      deliveryPermissions.map(({ name, attributes }) => [
        name.split('.').at(-1),
        attributes.action,
      ]),
    );

    expect(actions.get('read')).toBe('read');
    expect(actions.get('rollback')).toBe('update');
  });
});
