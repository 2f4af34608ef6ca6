import type { RuntimeObservation } from '@slipway/backstage-plugin-delivery-node';

/** What a runtime says of a folder: in sync and healthy, with what a test changes. */
export function observation(
  url: string,
  path: string,
  change: Partial<RuntimeObservation> = {},
): RuntimeObservation {
  return {
    key: `argocd/${path.replace(/\//g, '-')}`,
    locator: { sources: [{ repoUrl: url, path }], name: path, labels: {} },
    cluster: 'eu-1',
    images: ['registry.example.org/payments:2.4.0'],
    ...{ sync: { status: 'in-sync' }, health: { status: 'healthy' } },
    history: [],
    ...change,
  };
}
