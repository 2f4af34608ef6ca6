import {
  CHANGE_KINDS,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import {
  integer,
  list,
  object,
  oneOf,
  ref,
  sha,
  strict,
  string,
  time,
} from './shapes';

const path = { type: 'string', minLength: 1, maxLength: 512 } as const;
const kind = oneOf(...CHANGE_KINDS);

/** JSON Schemas of changes; see the types of the same names in delivery-common. */
export const changes = {
  FileWrite: object({ path }, { text: string }, strict),
  ChangeRequest: object(
    {
      ...{ repository: string, kind, subject: string, reason: string },
      files: { ...list(ref('FileWrite')), maxItems: 2_000 },
    },
    {
      ...{ removeFolders: list(path), newFolders: list(path), base: sha },
      copiedFrom: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
    },
    strict,
  ),
  ChangedFile: object(
    { path: string, status: oneOf('added', 'changed', 'removed') },
    { before: string, after: string },
  ),
  ChangePlan: object(
    { repository: string, head: sha, files: list(ref('ChangedFile')) },
    { asks: list(ref('QuotaAsk')) },
  ),
  QuotaAsk: object(
    {
      ...{ environment: string, asked: ref('TenantAmounts') },
      allowed: ref('TenantAmounts'),
      over: list(oneOf(...TENANT_AMOUNTS)),
      untold: list(string),
    },
    { path: string, tenant: string },
  ),
  Change: object(
    {
      ...{ id: string, repository: string, kind, subject: string },
      ...{ reason: string, requestedBy: string, requestedAt: time },
      state: oneOf('committing', 'committed', 'refused', 'failed'),
      ...{ paths: list(string), message: string },
    },
    { endedAt: time, commit: sha, commitUrl: string, hiddenPaths: integer },
  ),
  DeploymentFile: object({ path: string, size: integer }, { text: string }),
  DeploymentFiles: object({
    ...{ deploymentId: string, repository: string, path: string },
    ...{ commit: sha, files: list(ref('DeploymentFile')) },
  }),
  RepositoryLayout: object(
    { path: string },
    {
      ...{ environment: string, tenant: string, cluster: string },
      environmentKind: string,
    },
  ),
  RepositorySummary: object(
    { id: string, branch: string, layouts: list(ref('RepositoryLayout')) },
    {
      ...{ head: sha, tenantsFolder: string, tenantFiles: list(string) },
      environments: list(string),
    },
  ),
};
