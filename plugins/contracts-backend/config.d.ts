import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Contracts: versions, comparisons and who breaks. */
  contracts?: {
    /**
     * Says on each page that what runs is simulated.
     *
     * @visibility frontend
     */
    simulated?: boolean;
    documents?: {
      /** Most that the text of one document may have, in MB; 12 unless told. */
      largestMegabytes?: number;
    };
    /** Documents are compared in processes beside the server. */
    comparisons?: {
      /** Time for one comparison; 20 seconds unless told. What takes longer counts as unknown. */
      timeout?: HumanDuration | string;
      /** Comparisons at once; 1 unless told. */
      atOnce?: number;
      /** Memory of one process, in MB; 1024 unless told. */
      memoryMegabytes?: number;
    };
    catalog?: {
      /** How often APIs are read from the catalog; every 60 seconds unless told. */
      refresh?: HumanDuration | string;
    };
    live?: {
      /** How often it is asked what runs where; every 15 seconds unless told. */
      refresh?: HumanDuration | string;
    };
    git?: {
      /** How often repositories are asked for new versions; every 60 seconds unless told. */
      refresh?: HumanDuration | string;
      /** Where copies of the repositories are kept; they can be lost. */
      cacheDirectory?: string;
    };
    /**
     * Repositories that hold versions of contracts, or what consumers need. Patterns name `{component}`, `{contract}` (an API of
     * the catalog) and `{version}`; `*` stands for a part of a name, `**` for folders.
     */
    repositories?: Array<{
      /** Lower-case letters, digits and hyphens. */
      id: string;
      url: string;
      /** Tags that are releases, for example `v{version}` or `{component}-{version}`. Without it, paths of the branch name the versions. */
      tags?: string;
      /** `main` by default; read when there are no tags. */
      branch?: string;
      /** Component that all is of, when no pattern names one. */
      component?: string;
      /** Files of contracts, for example `contracts/{contract}.*`. */
      contracts?: string[];
      /** Files in which a consumer declares what it needs. */
      needs?: string[];
      /** Pact files of a consumer. */
      pacts?: string[];
      /** Longest wait for one fetch; 60 seconds by default. */
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
    }>;
  };
}
