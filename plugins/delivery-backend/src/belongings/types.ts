import type { Belonging } from '@slipway/backstage-plugin-delivery-common';

/** A file of a folder; without a text it is none, or too large. */
export interface FolderFile {
  /** Below the folder. */
  name: string;
  text?: string;
}

/** Something that a file says of what a folder owns. */
export type FoundBelonging = Omit<Belonging, 'folder'>;

/** What a reader made of a folder. */
export interface FolderBelongings {
  belongings: FoundBelonging[];
  /** What could not be told, in clauses for a person. */
  untold: string[];
}

/** Reads what a folder owns from one format of manifests. */
export interface BelongingsReader {
  readonly id: string;
  /** Whether the file is of this format; each file is read by one reader. */
  reads(file: FolderFile): boolean;
  read(files: readonly FolderFile[]): FolderBelongings;
}
