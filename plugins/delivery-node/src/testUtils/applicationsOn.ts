import type { KubernetesTestClient } from './KubernetesTestClient';
import { APPLICATIONS } from './kubernetesSuiteResources';

const COLLECTION = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/**
 * How the suite of runtime observers makes, changes and removes Applications on
 * a Kubernetes API, real or not.
 *
 * @param patchFor - what a change writes; it differs by what the API can hold
 * @public
 */
export function applicationsOn(
  client: KubernetesTestClient,
  patchFor: (change: string) => object,
) {
  let changes = 0;
  return {
    /** Path of all of them, or of one. */
    path: (name?: string) => (name ? `${COLLECTION}/${name}` : COLLECTION),
    create: async (name: string) => {
      await client.post(COLLECTION, APPLICATIONS.make(name, {}));
      return `argocd/${name}`;
    },
    change: async (name: string) => {
      await client.patch(`${COLLECTION}/${name}`, patchFor(String(++changes)));
    },
    remove: async (name: string) => {
      await client.delete(`${COLLECTION}/${name}`);
    },
  };
}
