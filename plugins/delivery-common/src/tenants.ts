import type { Change, ChangePlan, DeploymentFile } from './changes';
import type { DeploymentHealth } from './health';
import type { Capability, Deployment, TenantSuspension } from './types';

/**
 * Amounts of a tenant. What is absent is not known, which is not zero.
 *
 * @public
 */
export interface TenantAmounts {
  /** Cores. */
  cpu?: number;
  /** Bytes. */
  memory?: number;
  /** Bytes. */
  storage?: number;
}

/** @public */
export const TENANT_AMOUNTS = [
  'cpu',
  'memory',
  'storage',
] as const satisfies readonly (keyof TenantAmounts)[];

/**
 * How much of its quota a tenant uses, as a source of such figures last said.
 *
 * @public
 */
export interface TenantUsage {
  used: TenantAmounts;
  /** The quota that is in force, where it is measured too. */
  hard: TenantAmounts;
  /** ISO 8601 in UTC. */
  measuredAt: string;
  /** Since when its source is silent, and why; the figures are as last seen then. */
  silentSince?: string;
  cause?: string;
}

/** The newest backup of a tenant that succeeded. @public */
export interface TenantBackup {
  /** ISO 8601 in UTC. */
  at: string;
  /** What made it, for example the name of a schedule. */
  schedule: string;
}

/** How often a tenant is backed up and how long that is kept, as its file says. @public */
export interface TenantBackupPlan {
  /** ISO 8601 duration, for example `PT1H`. */
  every?: string;
  keptDays?: number;
}

/** The certificate of a tenant that ends first. @public */
export interface TenantCertificate {
  /** When it ends, ISO 8601 in UTC. */
  at: string;
  name: string;
}

/**
 * How much of a cluster is promised. What is absent is not known.
 *
 * @public
 */
export interface ClusterRoom {
  cluster: string;
  /** By quotas, and by what pods and volumes ask for where there is no quota. */
  reserved: TenantAmounts;
  /** What its nodes can give. */
  capacity: TenantAmounts;
  /** ISO 8601 in UTC. */
  measuredAt: string;
  /** Since when its source is silent, and why; the figures are as last seen then. */
  silentSince?: string;
  cause?: string;
}

/** @public */
export interface RoomResponse {
  /** Of each cluster that was asked for and is measured. */
  items: ClusterRoom[];
  /** Why it is not known, in words; absent when it is. */
  problem?: string;
}

/** Something about a tenant that a person must mend. @public */
export interface TenantProblem {
  code: 'unreadable' | 'bad-value' | 'described-twice';
  /** One sentence that says what is wrong and what to do. */
  message: string;
}

/** @public */
export const ISOLATION_RULES = [
  ...(['network', 'quota', 'limits', 'token'] as const),
  ...(['certificate', 'backup'] as const),
] as const;

/**
 * What keeps tenants apart.
 *
 * - `network`: a policy lets nothing in and out that is not named
 * - `quota`: its namespace has a quota
 * - `limits`: containers without limits get some
 * - `token`: pods get no token of the Kubernetes API
 * - `certificate`: none of its certificates ends soon
 * - `backup`: its newest good backup is young enough
 *
 * The last two are measured, and are not told of who is switched off.
 *
 * @public
 */
export type IsolationRule = (typeof ISOLATION_RULES)[number];

/**
 * Whether a rule is met, as far as the manifests in Git tell. `unknown` is
 * what a chart that is not in the repository makes of its values.
 *
 * @public
 */
export type IsolationAnswer = 'yes' | 'no' | 'unknown';

/** One rule of a tenant in an environment. @public */
export interface IsolationFinding {
  rule: IsolationRule;
  /** `no` when it is so of one service, else `unknown` when it is so of one. */
  answer: IsolationAnswer;
  /** Components of which the answer is `no`, and of which it is `unknown`. */
  without: string[];
  unknown: string[];
  /** One sentence: by what it is known, or why it is not. */
  message: string;
  /** Seconds that a rule of time allows or asks for. */
  limitSeconds?: number;
}

/** One service of a tenant. @public */
export interface TenantService {
  deployment: Deployment;
  /** What is measured of it; absent where nobody measures. */
  measured?: DeploymentHealth;
}

/** Where the file that describes a tenant is. @public */
export interface TenantFile {
  repository: string;
  path: string;
}

/**
 * Where a tenant is in its life.
 *
 * - `live`: something of it is deployed
 * - `described`: a file describes it, and nothing is deployed here
 * - `suspended`: switched off on purpose
 *
 * @public
 */
export type TenantState = 'live' | 'described' | 'suspended';

/** A customer of the platform, and what is known of it. @public */
export interface Tenant {
  name: string;
  state: TenantState;
  /** Absent when no file describes it. */
  file?: TenantFile;
  plan?: string;
  /** Who cares for it, as the file says. */
  owner?: string;
  contacts: string[];
  /** Host names, from the file and from the manifests. */
  hosts: string[];
  dataResidency?: string;
  retentionDays?: number;
  /** How long metrics are kept. */
  metricsRetentionDays?: number;
  /** Tenant that it was made like. */
  like?: string;
  /** What it may use by its plan or its file. */
  quota?: TenantAmounts;
  usage?: TenantUsage;
  /** Why there is no usage, in words. */
  usageProblem?: string;
  backup?: TenantBackup;
  backupPlan?: TenantBackupPlan;
  certificate?: TenantCertificate;
  suspended?: TenantSuspension;
  services: TenantService[];
  /** Services that are there and that the caller may not see. */
  hidden: number;
  isolation: IsolationFinding[];
  problems: TenantProblem[];
  /** What the caller may do, and if not, why. */
  can: { upgrade: Capability; suspend: Capability };
}

/** @public */
export interface TenantsResponse {
  items: Tenant[];
  /** Tenants of which the caller may see nothing. */
  hidden: number;
}

/** Switches a tenant off. @public */
export interface TenantSuspendRequest {
  /** One line. */
  reason: string;
  /** Day until which its data is kept, for example `2026-12-02`. */
  dataKeptUntil?: string;
  /** The commit that was looked at: what is touched must not have changed since. */
  base?: string;
}

/** Switches a tenant on again. @public */
export type TenantResumeRequest = Omit<TenantSuspendRequest, 'dataKeptUntil'>;

/** A number of replicas that a change sets. @public */
export interface ScaledService {
  component: string;
  environment: string;
  /** File below the root of the repository. */
  file: string;
  from: number;
  to: number;
}

/** What suspending or resuming would do. @public */
export interface TenantChangePlan extends ChangePlan {
  scaled: ScaledService[];
  /** What is left as it is, in sentences. */
  left: string[];
}

/** @public */
export type TenantChange = Change;

/** What belongs to a tenant in one repository, at one commit. @public */
export interface TenantRepositoryFiles {
  repository: string;
  /** The newest commit that was read. */
  commit: string;
  /** The file that describes the tenant; absent when there is none. */
  description?: string;
  /** Host names that this file says, in lower case. */
  hosts: string[];
  /** Files that belong to no deployment of it; paths below the root of the repository. */
  files: DeploymentFile[];
}

/** What belongs to a tenant beside its deployments. @public */
export interface TenantFiles {
  tenant: string;
  items: TenantRepositoryFiles[];
}
