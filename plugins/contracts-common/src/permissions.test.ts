import { isResourcePermission } from '@backstage/plugin-permission-common';
import { contractsPermissions } from './permissions';

describe('contractsPermissions', () => {
  it('are named by noun and verb, each once', () => {
    const names = contractsPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^contracts\.[a-z]+\.[a-z]+$/);
    }
  });

  it('are on catalog entities, but for exceptions, which are for all', () => {
    const global = contractsPermissions.filter(
      permission => !isResourcePermission(permission),
    );
    expect(global.map(({ name }) => name)).toEqual([
      'contracts.exception.manage',
    ]);
  });
});
