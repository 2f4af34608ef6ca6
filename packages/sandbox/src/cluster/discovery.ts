import { apiVersionOf, RESOURCE_KINDS } from './resources';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** Says that it is a simulation, in a place that every client may look at. */
export const VERSION = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.0+slipway-sandbox',
  platform: 'simulated',
};

function groups() {
  const names = new Set(RESOURCE_KINDS.map(({ group }) => group));
  names.delete('');
  return [...names].map(name => {
    const versions = RESOURCE_KINDS.filter(({ group }) => group === name).map(
      kind => ({ groupVersion: apiVersionOf(kind), version: kind.version }),
    );
    return {
      name,
      versions: versions.slice(0, 1),
      preferredVersion: versions[0],
    };
  });
}

function resourceList(groupVersion: string) {
  const kinds = RESOURCE_KINDS.filter(
    kind => apiVersionOf(kind) === groupVersion,
  );
  return (
    kinds.length > 0 && {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion,
      resources: kinds.map(kind => ({
        name: kind.plural,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: VERBS,
      })),
    }
  );
}

/** What the API says about itself at a path, if it does there. */
export function discover(path: string): unknown {
  switch (path) {
    case '/version':
      return VERSION;
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
    default: {
      const [, version] = /^\/apis?\/(v1|[^/]+\/[^/]+)$/.exec(path) ?? [];
      return (version && resourceList(version)) || undefined;
    }
  }
}
