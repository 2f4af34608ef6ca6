export interface Config {
  scaffolder?: {
    /** What the actions `delivery:*` need to know. */
    delivery?: {
      /** Names that no component, tenant or environment may have. */
      reservedNames?: string[];
      /** Folder of the GitOps repository that holds a file for each tenant, where `delivery.repositories[].tenantsFolder` says none; then also name it under `writableFolders` there. */
      tenantsFolder?: string;
      /** Folder of the GitOps repository that reservations of names are kept in; also name it under `writableFolders` there. */
      namesFolder?: string;
      /** Id of the repository that keeps reservations of names, one of `delivery.repositories`; needed when there are several, because a name that is kept in two places can be taken twice. */
      namesRepository?: string;
      /** Domains below which forms offer host names, for example `shop.example.org`. */
      hostSuffixes?: string[];
      sealedSecrets?: {
        /** Addresses (https) that a step may fetch a certificate from; one that ends with `/` allows all below it. */
        certificateUrls?: string[];
        /** Certificates that a step names by the cluster; each has a file or an address. */
        clusters?: Array<{
          name: string;
          /** PEM file on the machine of the portal. */
          certificateFile?: string;
          certificateUrl?: string;
        }>;
      };
    };
    /** What the action `git:publish` needs to know. */
    git?: {
      /** The longest prefix of an address wins; what has none is reached without credentials. */
      remotes?: Array<{
        /** Protocol, host and the begin of the path, for example `https://git.example.org/team/`. */
        urlPrefix: string;
        /** What serves it, so that forms need not ask; by default that of an integration for the same host. */
        hosting?: 'github' | 'gitlab' | 'gitea' | 'other';
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
      }>;
      /** Whether `file://` remotes below a `urlPrefix` may be pushed to; false by default. */
      allowFileRemotes?: boolean;
    };
  };
  delivery?: {
    tenants?: {
      plans?: {
        [plan: string]: {
          /** What people call it; its name by default. */
          title?: string;
          cpu?: string | number;
          memory?: string | number;
          storage?: string | number;
          price?: {
            perMonth: number;
            /** ISO 4217, for example `EUR`. */
            currency: string;
          };
        };
      };
      /** Needed when plans have prices. */
      priceList?: {
        /** Whose it is. */
        name: string;
        /** Day it is of, for example `2026-11-01`. */
        date: string;
      };
    };
  };
}
