import type { FolderPlace } from '@slipway/backstage-plugin-delivery-node';

/** The folder of one deployment, with the files that say what it is. */
export interface RepositoryFolder {
  place: FolderPlace;
  /** Texts by their path below the folder; undefined when one is too large or no text. */
  files: ReadonlyMap<string, string | undefined>;
  /** Text of the file that describes its tenant. */
  tenantFile?: string;
  /** Earlier texts of the files that describe it, newest first, where the one of now cannot be read. */
  earlier?: ReadonlyMap<string, readonly string[]>;
}

/** Something that a person has to mend. */
export interface FolderProblem {
  /** Path of the file, from the root of the repository. */
  path: string;
  /** One sentence. */
  message: string;
}
