/** What a folder can own beside what runs. @public */
export const BELONGING_KINDS = [
  'volume',
  'database',
  'bus',
  'secret',
  'host',
  'certificate',
  'backup',
] as const;

/** What a folder can own beside what runs. @public */
export type BelongingKind = (typeof BELONGING_KINDS)[number];

/** Something that goes when a folder goes. @public */
export interface Belonging {
  kind: BelongingKind;
  name: string;
  /** For example its size. */
  detail?: string;
  /** The folder, and the file in it that says so. */
  folder: string;
  file: string;
}

/** What shall go; at least a component, a tenant or environments. @public */
export interface RemovalRequest {
  /** Name of the component; with none all of the tenant or environment. */
  component?: string;
  tenant?: string;
  /** All when absent. */
  environments?: string[];
  /** Id of the repository; all when absent. */
  repository?: string;
}

/** A folder that goes. @public */
export interface RemovedFolder {
  deploymentId: string;
  repository: string;
  path: string;
  component: string;
  entityRef: string;
  environment: string;
  tenant?: string;
  cluster?: string;
  /** What Git wants there. */
  version?: string;
  /** Number of files. */
  files: number;
}

/** What dies with the folders, as far as their manifests tell. @public */
export interface RemovalPlan {
  folders: RemovedFolder[];
  belongings: Belonging[];
  /** What could not be told, in sentences. */
  untold: string[];
  /** Folders that are meant as well and that the caller may not see. */
  hidden: number;
  /** Files that belong to a tenant that goes, and to none of its deployments. */
  ownFiles?: { repository: string; path: string }[];
}

/** Somebody who needs what goes. @public */
export interface RemovalConsumer {
  entityRef: string;
  version: string;
  /** Entity ref of the contract that it uses. */
  contract: string;
  /** Where it runs, for example `prod · acme`. */
  places: string[];
}

/** What dies, and who needs it. @public */
export interface RemovalPreview extends RemovalPlan {
  consumers: RemovalConsumer[];
  /** Consumers that the caller may not see. */
  hiddenConsumers: number;
  /** Why it is not known who needs it; absent when it is. */
  consumersProblem?: string;
  /** Whether it could be known and could not be told just now; then nothing goes without leave. */
  consumersUntold?: boolean;
}
