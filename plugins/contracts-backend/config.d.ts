import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Contracts: versions, comparisons and who breaks. */
  contracts?: {
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
  };
}
