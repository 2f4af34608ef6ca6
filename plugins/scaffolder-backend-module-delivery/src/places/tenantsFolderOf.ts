import type { RepositorySummary } from '@slipway/backstage-plugin-delivery-common';

/**
 * Where a repository keeps the files that describe tenants: as the delivery
 * plugin is configured, else as the actions are.
 */
export function tenantsFolderOf(
  repositories: readonly RepositorySummary[],
  repository: string,
  fallback: string | undefined,
): string | undefined {
  return (
    repositories.find(({ id }) => id === repository)?.tenantsFolder ?? fallback
  );
}
