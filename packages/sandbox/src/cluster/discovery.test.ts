import { discover } from './discovery';
import {
  apiVersionOf,
  qualifiedName,
  RESOURCE_KINDS,
  resourceKind,
} from './resources';

interface Resources {
  groupVersion: string;
  resources: { name: string; namespaced: boolean; verbs: string[] }[];
}

describe('discover', () => {
  it('lists each kind once, under the group it is served in', () => {
    const versions = [...new Set(RESOURCE_KINDS.map(apiVersionOf))];
    const listed = versions.flatMap(version => {
      const path = version === 'v1' ? '/api/v1' : `/apis/${version}`;
      const found = discover(path) as Resources;
      expect(found.groupVersion).toBe(version);
      return found.resources.map(({ name }) => name);
    });

    expect(listed.sort()).toEqual(RESOURCE_KINDS.map(k => k.plural).sort());
  });

  it('promises no verb that is not answered', () => {
    const { resources } = discover('/api/v1') as Resources;
    for (const { verbs } of resources) {
      expect([...verbs].sort()).toEqual(
        ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'].sort(),
      );
    }
  });

  it('names the groups beside the core, and its version', () => {
    const { groups } = discover('/apis') as { groups: { name: string }[] };

    expect(groups.map(({ name }) => name).sort()).toEqual([
      'apps',
      'argoproj.io',
    ]);
    expect(discover('/version')).toMatchObject({
      gitVersion: expect.stringMatching(/^v1\./),
    });
  });

  it.each(['/', '/apis/none/v1', '/api/v2', '/apis/apps', '/api/v1/pods'])(
    'says nothing of %s',
    path => {
      expect(discover(path)).toBeFalsy();
    },
  );
});

describe('resourceKind', () => {
  it('is found by its plural, and named as messages of Kubernetes do', () => {
    expect(qualifiedName(resourceKind('pods'))).toBe('pods');
    expect(qualifiedName(resourceKind('deployments'))).toBe('deployments.apps');
    expect(() => resourceKind('jobs')).toThrow('serves no jobs');
  });
});
