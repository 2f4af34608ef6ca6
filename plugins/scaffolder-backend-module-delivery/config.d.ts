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
}
