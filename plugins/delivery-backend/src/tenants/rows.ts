/** Table `tenant_indexes`: how far tenants of a repository were read. */
export interface TenantIndexRow {
  repository: string;
  head: string;
  folder: string;
}

/** Table `tenant_files`: what a file says of a tenant. */
export interface TenantFileRow {
  repository: string;
  path: string;
  name: string;
  blob: string;
  described: string;
  problems: string;
}

/** Table `tenant_folders`: what manifests of a tenant's deployment tell. */
export interface TenantFolderRow {
  deployment_id: string;
  repository: string;
  digest: string;
  facts: string;
}

/** Table `tenant_usage`: what is measured of a tenant. */
export interface TenantUsageRow {
  source: string;
  tenant: string;
  environment: string;
  reading: string;
  measured_at: string;
}

/** Table `tenant_usage_sources`. */
export interface TenantUsageSourceRow {
  id: string;
  seen_at: string | null;
  silent_since: string | null;
  cause: string | null;
  /** JSON: how much room its clusters have. */
  rooms?: string | null;
}
