import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type DeployedVersion,
  type Deployment,
  type Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

/** The versions that ran in a deployment, newest first. */
export function useVersions(
  deployment: Pick<Deployment, 'id' | 'topic'> | undefined,
): Resource<DeployedVersion[]> {
  const api = useApi(deliveryApiRef);
  const id = deployment?.id;
  return useResource({
    key: `versions:${id}`,
    load: async options => (id ? (await api.versions(id, options)).items : []),
    affectedBy: signal =>
      deployment !== undefined &&
      signal.type === 'deployments' &&
      isAbout(signal, [deployment.topic]),
  });
}

/** Where to go back to, and what the checks say of it before anybody clicks. */
export function useSuggestion(deployment: Deployment): {
  target?: DeployedVersion;
  loading: boolean;
  preflight: Resource<Preflight | undefined>;
} {
  const api = useApi(deliveryApiRef);
  const versions = useVersions(deployment);
  const target = versions.value?.find(v => v.suggested && !v.unusable);
  const { id, desired } = deployment;
  const { version: from, commit } = desired;
  const preflight = useResource<Preflight | undefined>({
    key: `suggestion:${id}:${commit}:${target?.version}`,
    load: async options =>
      target && from !== undefined
        ? api.preflight(
            id,
            { version: target.version, expected: { version: from, commit } },
            options,
          )
        : undefined,
    affectedBy: () => false,
  });
  return { target, loading: versions.loading, preflight };
}
