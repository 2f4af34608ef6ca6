import type { ChangedFile } from './changes';

/** What serves a repository, as far as its pages are called differently. @public */
export const REPOSITORY_HOSTINGS = [
  'github',
  'gitlab',
  'gitea',
  'other',
] as const;

/** What serves a repository. @public */
export type RepositoryHosting = (typeof REPOSITORY_HOSTINGS)[number];

/** Where new repositories can be made. @public */
export interface RepositoryPrefix {
  /** Protocol, host and the begin of the path; ends with a slash. */
  urlPrefix: string;
  hosting?: RepositoryHosting;
}

/** What a plan costs. @public */
export interface PlanPrice {
  perMonth: number;
  /** ISO 4217, for example `EUR`. */
  currency: string;
}

/** A plan that a tenant can have. What is absent is not limited by it. @public */
export interface PlanOffer {
  name: string;
  title: string;
  /** As Kubernetes writes amounts, for example `4` or `500m`. */
  cpu?: string;
  /** For example `8Gi`. */
  memory?: string;
  storage?: string;
  /** Absent where no price list says one. */
  price?: PlanPrice;
}

/** Where prices come from. @public */
export interface PriceList {
  name: string;
  /** Day it is of, for example `2026-11-01`. */
  date: string;
}

/** What forms need to know of the configuration. @public */
export interface FormsSettings {
  repositories: RepositoryPrefix[];
  /** Domains below which host names may be made, without a leading dot. */
  hostSuffixes: string[];
  /** Clusters that secrets can be sealed for. */
  sealingClusters: string[];
  plans: PlanOffer[];
  priceList?: PriceList;
}

/** What a name can be for. @public */
export const NAMED_KINDS = ['component', 'tenant', 'environment'] as const;

/** What a name can be for. @public */
export type NamedKind = (typeof NAMED_KINDS)[number];

/**
 * Whether a name can be had. `unknown` is not free: it could not be told.
 *
 * @public
 */
export type NameStatus =
  'free' | 'invalid' | 'reserved' | 'taken' | 'alike' | 'unknown';

/** Who has a name. @public */
export interface NameHolder {
  name: string;
  /** For example a folder, or `the catalog`. */
  where: string;
  owner?: string;
}

/** What is known of a name. @public */
export interface NameAnswer {
  kind: NamedKind;
  name: string;
  status: NameStatus;
  /** One sentence. */
  message: string;
  holder?: NameHolder;
}

/** The key that secrets of a cluster are sealed with. @public */
export interface SealingKey {
  cluster: string;
  /** SubjectPublicKeyInfo in PEM form. */
  publicKey: string;
  /** When its certificate ends, ISO 8601 in UTC. */
  validUntil: string;
}

/** Whether a host name can be had, as far as manifests tell. @public */
export interface HostAnswer {
  host: string;
  status: 'free' | 'invalid' | 'taken';
  /** One sentence. */
  message: string;
  /** Folders that use it and that the caller may see. */
  folders: string[];
}

/** What a step of a template would do to a repository. @public */
export interface PreviewedChange {
  /** Id and name of the step. */
  step: string;
  title: string;
  kind: 'commit' | 'new-repository';
  /** Id of a GitOps repository, or the address of a new one. */
  repository: string;
  /** Sealed values are left out of the texts. */
  files: ChangedFile[];
}

/** Something that was looked at before a template is run. @public */
export interface PreviewCheck {
  status: 'ok' | 'warn' | 'unknown';
  /** One sentence. */
  message: string;
}

/** How long a template took before. @public */
export interface UsualTime {
  /** Median. */
  seconds: number;
  /** Runs that it is the median of. */
  runs: number;
}

/** What a template would do with some answers; nothing is done. @public */
export interface TemplatePreview {
  /** ISO 8601 in UTC. */
  checkedAt: string;
  changes: PreviewedChange[];
  checks: PreviewCheck[];
  /** Why it would fail, a sentence; there are no changes then. */
  problem?: string;
  /** `over-quota`: a tick of the form lets it pass, where it has one. */
  problemKind?: 'over-quota';
  usualTime?: UsualTime;
}

/** Asks what a template would do. @public */
export interface TemplatePreviewRequest {
  templateRef: string;
  values: Record<string, unknown>;
  secrets?: Record<string, string>;
}
