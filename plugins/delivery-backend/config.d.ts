import type { HumanDuration } from '@backstage/types';

export interface Config {
  delivery?: {
    /** The stages, in the order changes travel through them. */
    environments?: Array<{
      /** As it stands in paths: lower-case letters, digits, hyphens. */
      name?: string;
      /** In place of a name: any number of environments that exist only in Git, each as long as a folder of it does. A layout says by `environmentKind` where they stand. */
      kind?: string;
      /** Of a kind with `{name}`; the name alone by default. */
      title?: string;
      /** Whether earlier versions may come back; `allow` by default. */
      rollback?: 'allow' | 'roll-forward-only';
      /** Group, or entity reference, of who answers for it; the catalog shows it where `catalog.providers.gitops` is set. */
      owner?: string;
      /** Of a kind: a regular expression that names match as a whole. They are DNS labels of at most 40 characters in any case, and none looks like a configured environment. */
      names?: string;
      /** Of a kind: names that nobody may take. */
      reserved?: string[];
      /** Of a kind: how long one may live. */
      timeToLive?: {
        /** Whether each folder has to name its end; true by default. */
        required?: boolean;
        /** What forms suggest. */
        usual?: HumanDuration | string;
        /** So far from now an end may be at most. */
        longest?: HumanDuration | string;
      };
    }>;
    /** How ends of environments are followed. */
    expiry?: {
      /** Pause between two looks; a minute by default. */
      interval?: HumanDuration | string;
      /** How long before the end people are told, as ISO 8601; `[P1D, PT1H]` by default. */
      announce?: string[];
    };
    /** The GitOps repositories whose folders are deployments. */
    repositories?: Array<{
      id: string;
      /** `file://`, `ssh://` (or `git@host:path`), `http://` or `https://`. */
      url: string;
      /** `main` by default. */
      branch?: string;
      /** Link shown for a commit; `{commit}` is replaced by its sha. */
      commitUrl?: string;
      /** How often the remote is asked without a webhook; 30 seconds by default. */
      refresh?: HumanDuration | string;
      /** Longest wait for one fetch or push; 60 seconds by default. */
      timeout?: HumanDuration | string;
      credentials?: {
        username?: string;
        /** @visibility secret */
        password?: string;
        /** File of a private key without a passphrase. */
        sshKeyFile?: string;
        knownHostsFile?: string;
        /** Certificates (PEM) that an `https://` remote is trusted by, in place of those of the machine. */
        caFile?: string;
      };
      /** The first pattern that matches a folder wins. */
      layouts: Array<{
        /** With `{environment}`, `{tenant}`, `{component}` and `{cluster}`. */
        path: string;
        environment?: string;
        tenant?: string;
        cluster?: string;
        /** Kind of the environments whose names `{environment}` takes, in place of the configured ones. */
        environmentKind?: string;
      }>;
      /** Folders beside those of deployments that templates may write, for example `tenants`; adding there asks `delivery.deployment.create`, changing and removing `delivery.repository.update`. */
      writableFolders?: string[];
      /** Folder with a file for each tenant, for example `tenants`; it may be written like `writableFolders`. */
      tenantsFolder?: string;
      /**
       * Files elsewhere that belong to one tenant, for example
       * `argocd/tenants/{tenant}.yaml`: they are copied to a tenant that begins
       * as a copy, and go with it. Writing them asks `delivery.repository.update`.
       */
      tenantFiles?: string[];
    }>;
    /** Where copies of the repositories are kept; they can be lost. */
    cacheDirectory?: string;
    /** Committer of the commits; the author is the person who asked. */
    committer?: { name?: string; email?: string };
    operations?: {
      /** A step that waits longer for the runtime ends as `stuck`; 10 minutes by default. */
      convergeTimeout?: HumanDuration | string;
    };
    tenants?: {
      /** What tenants may use, by the name of their plan; a quota in a tenant's file comes first. */
      plans?: {
        [plan: string]: {
          /** Cores, for example `24` or `500m`. */
          cpu?: string | number;
          /** For example `64Gi`. */
          memory?: string | number;
          /** For example `500Gi`. */
          storage?: string | number;
        };
      };
      /** Pause between two readings of what tenants use; 1 minute by default. */
      interval?: HumanDuration | string;
      rules?: {
        /** So long each certificate of a tenant must still be valid; 14 days by default. */
        certificateValid?: HumanDuration | string;
        /** The newest good backup of a tenant must not be older; 25 hours by default. */
        backupAge?: HumanDuration | string;
      };
      upgrades?: {
        /** So long a wave must be live and healthy before the next one begins; 30 minutes by default. */
        soak?: HumanDuration | string;
      };
    };
    /** How health is measured and judged; what measures is added by modules. */
    health?: {
      /** Pause between two rounds over all deployments; 30 seconds by default. */
      interval?: HumanDuration | string;
      /** Error ratio above which a deployment without an objective fails, between 0 and 1; 0.01 by default. */
      errorLimit?: number;
      /** With fewer requests nothing is called healthy or recovered; 50 by default. */
      minRequests?: number;
      /** How many times slower the 95th percentile must be to count as slow; 1.5 by default. */
      slowFactor?: number;
      /** How far back versions that went live are compared; 14 days by default. */
      history?: HumanDuration | string;
      /** An operation that has not recovered for so long ends as `not-recovered`; 10 minutes by default. */
      verifyTimeout?: HumanDuration | string;
      /** Sooner nothing is called recovered, because requests of the version before still count; 30 seconds by default. */
      verifyAfter?: HumanDuration | string;
      /** So long the source of health may be silent before an operation ends as `not-verified`; 1 minute by default. */
      patience?: HumanDuration | string;
    };
  };
}
