/**
 * One file of a deployment's folder.
 *
 * @public
 */
export interface ManifestFile {
  /** Relative to the folder, for example `values.yaml`. */
  name: string;
  text: string;
}

/**
 * A place in a file that holds a version.
 *
 * @public
 */
export interface VersionSite {
  /** Relative to the folder. */
  file: string;
  /** Keys from the root of the document, for example `['image', 'tag']`. */
  keyPath: readonly (string | number)[];
  /** Index of the YAML document in the file; 0 in a file with one. */
  document: number;
  /** The version text. */
  version: string;
  /** 1-based line of the scalar, when the format knows it. */
  line?: number;
  /** Name of the image or chart the version belongs to, when it is written beside it. */
  artifact?: string;
  /** `image` sites are preferred to `chart` sites. */
  carrier: 'image' | 'chart';
}

/**
 * Finds and rewrites versions in one kind of manifest. Registered through
 * `deliveryManifestFormatsExtensionPoint`.
 *
 * @public
 */
export interface ManifestFormat {
  /** For example `helm`. */
  readonly id: string;
  /** Which files of a folder it must be given; names relative to the folder. */
  reads(fileName: string): boolean;
  /**
   * All places that hold a version. An empty list means that this format does
   * not speak for the folder.
   *
   * @throws InputError with a sentence for a person, when a file cannot be read
   */
  find(files: readonly ManifestFile[]): VersionSite[];
  /**
   * The file's text with only the scalar at the site replaced: every other
   * byte stays. The result reads back as the new version.
   *
   * @throws InputError when the place cannot be rewritten without touching more
   */
  rewrite(file: ManifestFile, site: VersionSite, version: string): string;
}
