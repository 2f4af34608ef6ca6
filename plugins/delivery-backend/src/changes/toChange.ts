import type {
  Change,
  ChangeKind,
  ChangeState,
} from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { ChangeRow } from '../database/rows';
import { commitLink } from '../deployments/DefaultDeploymentsService';

/** A change as the API gives it. */
export function toChange(
  row: ChangeRow,
  configs: readonly RepositoryConfig[],
): Change {
  const { commit, repository } = row;
  const commitUrl = commit && commitLink(configs, repository, commit);
  return {
    ...{ id: row.id, repository, kind: row.kind as ChangeKind },
    ...{ state: row.state as ChangeState, subject: row.subject },
    ...{ reason: row.reason, requestedBy: row.requested_by },
    requestedAt: row.requested_at,
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(commit && { commit }),
    ...(commitUrl && { commitUrl }),
    paths: JSON.parse(row.paths) as string[],
    message: row.message,
  };
}
