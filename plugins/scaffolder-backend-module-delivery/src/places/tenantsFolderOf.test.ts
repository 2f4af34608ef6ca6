import { tenantsFolderOf } from './tenantsFolderOf';

const repository = (id: string, tenantsFolder?: string) => ({
  ...{ id, branch: 'main', layouts: [] },
  ...(tenantsFolder && { tenantsFolder }),
});

describe('the folder of tenants', () => {
  it('is what the delivery plugin says of the repository', () => {
    const all = [repository('a', 'people'), repository('b', 'customers')];
    expect(tenantsFolderOf(all, 'b', 'tenants')).toBe('customers');
  });

  it('is what the actions are told where the repository says nothing', () => {
    const all = [repository('a', 'people'), repository('b')];
    expect(tenantsFolderOf(all, 'b', 'tenants')).toBe('tenants');
    expect(tenantsFolderOf(all, 'c', undefined)).toBeUndefined();
  });
});
