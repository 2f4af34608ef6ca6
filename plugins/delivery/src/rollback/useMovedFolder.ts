import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { useEffect } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource } from '../live/useResource';

/**
 * Runs the checks again when somebody else changed the folder while the
 * person was looking. Health that comes and goes is no reason to.
 */
export function useMovedFolder(
  deployment: Deployment,
  expectedCommit: string,
  rerun: () => void,
) {
  const api = useApi(deliveryApiRef);
  const { id, topic } = deployment;
  const { value } = useResource({
    key: `dialog:${id}`,
    load: ({ signal }) => api.deployment(id, { signal }),
    affectedBy: signal =>
      signal.type === 'deployments' && isAbout(signal, [topic]),
  });
  const commit = value?.desired.commit;
  const moved = commit !== undefined && commit !== expectedCommit;
  useEffect(() => {
    if (moved) {
      rerun();
    }
  }, [moved, commit, rerun]);
}
