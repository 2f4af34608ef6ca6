import type { TenantAmounts } from './tenants';

/** What a change of a repository is for. @public */
export const CHANGE_KINDS = ['create', 'update', 'remove', 'copy'] as const;

/** What a change of a repository is for. @public */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A file as it shall be. @public */
export interface FileWrite {
  /** Below the root of the repository. */
  path: string;
  /** All of the file; absent when it shall be gone. */
  text?: string;
}

/**
 * Several files of a GitOps repository that change together, in one commit.
 *
 * @public
 */
export interface ChangeRequest {
  /** Id of the repository. */
  repository: string;
  kind: ChangeKind;
  /** Subject of the commit, one line of at most 100 characters. */
  subject: string;
  /** Why, one line. */
  reason: string;
  files: FileWrite[];
  /** Folders of which every file shall be gone. */
  removeFolders?: string[];
  /** Folders that must not be there yet, or hold exactly these files already. */
  newFolders?: string[];
  /** The commit that was looked at: what is touched must not have changed since. */
  base?: string;
  /** Environment that the folders are copies of; stands in the commit. */
  copiedFrom?: string;
}

/** What becomes of one file. @public */
export interface ChangedFile {
  path: string;
  status: 'added' | 'changed' | 'removed';
  /** All of its text before; absent when it was not there, or is no text. */
  before?: string;
  /** All of its text after; absent when it goes. */
  after?: string;
}

/** What a change would do, at one commit. @public */
export interface ChangePlan {
  repository: string;
  /** The commit that it was planned on. */
  head: string;
  /** Files that would change, by their path; empty when all is as wished already. */
  files: ChangedFile[];
  /** Quotas that it is held against; absent where there are none, and once it was made. */
  asks?: QuotaAsk[];
}

/**
 * What a tenant, or a folder with a quota of its own, asks for after a change:
 * requests times replicas, and what its volumes hold.
 *
 * @public
 */
export interface QuotaAsk {
  /** The folder; absent where it is about all of a tenant in an environment. */
  path?: string;
  environment: string;
  tenant?: string;
  /** As far as manifests tell. */
  asked: TenantAmounts;
  /** By its plan, or its file in place of it, and its ResourceQuota; the lesser. */
  allowed: TenantAmounts;
  /** What the change raises beyond what is allowed. */
  over: (keyof TenantAmounts)[];
  /** What could not be told and comes on top, in clauses. */
  untold: string[];
}

/** A file of a deployment's folder. @public */
export interface DeploymentFile {
  /** Relative to the folder. */
  path: string;
  /** Absent when it is no text, or larger than 1 MiB. */
  text?: string;
  /** Bytes. */
  size: number;
}

/** The folder of a deployment at one commit. @public */
export interface DeploymentFiles {
  deploymentId: string;
  repository: string;
  /** The folder, below the root of the repository. */
  path: string;
  /** The newest commit that was read. */
  commit: string;
  files: DeploymentFile[];
}

/** @public */
export type ChangeState = 'committing' | 'committed' | 'refused' | 'failed';

/** A change of a repository. @public */
export interface Change {
  id: string;
  repository: string;
  kind: ChangeKind;
  state: ChangeState;
  subject: string;
  reason: string;
  /** Entity ref of who asked. */
  requestedBy: string;
  /** ISO 8601 in UTC. */
  requestedAt: string;
  endedAt?: string;
  /** The commit that holds it; the newest one when nothing had to change. */
  commit?: string;
  commitUrl?: string;
  /** Paths of the files that changed, as far as the caller may see them. */
  paths: string[];
  /** How many more changed. */
  hiddenPaths?: number;
  /** One sentence. */
  message: string;
}

/** A folder pattern of a repository. @public */
export interface RepositoryLayout {
  /** With `{environment}`, `{tenant}`, `{component}` and `{cluster}`. */
  path: string;
  environment?: string;
  tenant?: string;
  cluster?: string;
  /** Kind of the environments whose names `{environment}` takes; without it those of the configured ones. */
  environmentKind?: string;
}

/** A GitOps repository, as configured. @public */
export interface RepositorySummary {
  id: string;
  branch: string;
  layouts: RepositoryLayout[];
  /** Folder of the files that describe tenants; absent when there is none. */
  tenantsFolder?: string;
  /** Files elsewhere that belong to one tenant, with `{tenant}` in their paths. */
  tenantFiles?: string[];
  /** Names of the configured environments, where others may be created. */
  environments?: string[];
  /** The newest commit that was read. */
  head?: string;
}

/** Where a deployment stands. @public */
export interface DeploymentPlace {
  environment: string;
  component: string;
  tenant?: string;
  cluster?: string;
}

const FIELDS = ['environment', 'tenant', 'component', 'cluster'] as const;

function takesEnvironment(
  { path, environmentKind }: RepositoryLayout,
  { environment }: DeploymentPlace,
  configured: readonly string[] | undefined,
): boolean {
  if (!configured || !path.includes('{environment}')) return true;
  return configured.includes(environment) === !environmentKind;
}

function fill(
  layout: RepositoryLayout,
  place: DeploymentPlace,
): string | undefined {
  for (const field of FIELDS) {
    const asked = place[field];
    const fixed = field === 'component' ? undefined : layout[field];
    if (layout.path.includes(`{${field}}`)) {
      if (!asked) return undefined;
    } else if (asked !== fixed && (asked || field !== 'cluster')) {
      // Who asks for no cluster takes the one that the pattern fixes.
      return undefined;
    }
  }
  return layout.path.replace(
    /\{(\w+)\}/g,
    (_, field: (typeof FIELDS)[number]) => place[field] ?? '',
  );
}

function holding(
  layouts: readonly RepositoryLayout[],
  place: DeploymentPlace,
  configured?: readonly string[],
): { layout: RepositoryLayout; folder: string } | undefined {
  for (const layout of layouts) {
    const folder = takesEnvironment(layout, place, configured)
      ? fill(layout, place)
      : undefined;
    if (folder) return { layout, folder };
  }
  return undefined;
}

/**
 * The folder of a deployment, by the first pattern that can hold it.
 *
 * @param configured - names of the configured environments; with them a name
 * that is none of them fits only patterns that say which kind they take
 * @returns undefined when no pattern can
 * @public
 */
export function folderFor(
  layouts: readonly RepositoryLayout[],
  place: DeploymentPlace,
  configured?: readonly string[],
): string | undefined {
  return holding(layouts, place, configured)?.folder;
}

/**
 * How many parts of a pattern's paths name what is one tenant's, or one
 * environment's, alone: `prod/{tenant}` of `prod/{tenant}/{component}`.
 *
 * @returns undefined when nothing above its deployments is
 * @public
 */
export function ownDepth(
  layout: Pick<RepositoryLayout, 'path' | 'tenant' | 'environment'>,
  field: 'tenant' | 'environment',
): number | undefined {
  const parts = layout.path.split('/');
  const own = parts.findIndex(
    part => part === `{${field}}` || part === layout[field],
  );
  const component = parts.findIndex(part => part.includes('{component}'));
  return own >= 0 && own < component ? own + 1 : undefined;
}

/**
 * The folder above a deployment that is its tenant's, or its environment's,
 * alone, by the same pattern as {@link folderFor}.
 *
 * @public
 */
export function rootFor(
  layouts: readonly RepositoryLayout[],
  place: DeploymentPlace,
  field: 'tenant' | 'environment',
  configured?: readonly string[],
): string | undefined {
  const found = holding(layouts, place, configured);
  const depth = found && ownDepth(found.layout, field);
  return depth ? found.folder.split('/').slice(0, depth).join('/') : undefined;
}
