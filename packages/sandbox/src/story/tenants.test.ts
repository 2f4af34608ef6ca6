import { loadAll } from 'js-yaml';
import { STORY_TENANTS, tenantFiles } from './tenants';

describe('the tenants of the story', () => {
  const files = new Map(tenantFiles());

  it.each(STORY_TENANTS)(
    '$name has a file, and a namespace of its own',
    tenant => {
      const [described] = loadAll(
        files.get(`tenants/${tenant.name}.yaml`) ?? '',
      );
      const objects = loadAll(
        files.get(`prod/${tenant.name}/isolation.yaml`) ?? '',
      );

      expect(described).toMatchObject({
        ...{ name: tenant.name, plan: tenant.plan, hosts: [tenant.host] },
      });
      expect(objects.map(object => (object as { kind: string }).kind)).toEqual([
        ...['NetworkPolicy', 'ResourceQuota', 'LimitRange'],
      ]);
    },
  );

  it('use less than they may', () => {
    for (const { stored, quota } of STORY_TENANTS) {
      expect(stored).toBeLessThan(quota.storage);
    }
  });
});
