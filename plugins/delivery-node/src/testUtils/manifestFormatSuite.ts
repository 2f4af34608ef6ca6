// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title */
import type { ManifestFile, ManifestFormat, VersionSite } from '../manifest';

/** One folder a format must understand. */
export interface ManifestFormatCase {
  name: string;
  files: ManifestFile[];
  /** Versions in the order they are found. */
  versions: string[];
  /** Site that is rewritten, by its index; the first by default. */
  rewrite?: number;
}

/** What a format brings to its suite. */
export interface ManifestFormatSuiteOptions {
  name: string;
  create: () => ManifestFormat;
  cases: ManifestFormatCase[];
  /** A folder this format does not speak for. */
  foreign: ManifestFile[];
  /** A file of this format that cannot be read. */
  broken: ManifestFile;
  /** A folder whose version is an alias or under an anchor. */
  shared?: ManifestFile;
}

function fileOf(files: ManifestFile[], site: VersionSite): ManifestFile {
  return files.find(file => file.name === site.file)!;
}

function changedLineCount(before: string, after: string): number {
  const left = before.split('\n');
  const right = after.split('\n');
  expect(right).toHaveLength(left.length);
  return left.filter((line, index) => line !== right[index]).length;
}

function describeCase(
  create: () => ManifestFormat,
  { name, files, versions, rewrite = 0 }: ManifestFormatCase,
) {
  describe(name, () => {
    it('finds the versions', () => {
      expect(
        create()
          .find(files)
          .map(site => site.version),
      ).toEqual(versions);
    });

    it('reads each file that holds one', () => {
      const format = create();
      for (const site of format.find(files)) {
        expect(format.reads(site.file)).toBe(true);
      }
    });

    it.each(['9.8.7', '1.10', '1e3', '8c41f0e', '1184', 'no', '2.0.0-rc.1'])(
      'changes one line for %s, reads it back, and goes back to what was read before',
      version => {
        const format = create();
        const site = format.find(files)[rewrite];
        const file = fileOf(files, site);

        const text = format.rewrite(file, site, version);
        const written = files.map(item =>
          item === file ? { ...file, text } : item,
        );
        const found = format.find(written)[rewrite];

        expect(changedLineCount(file.text, text)).toBe(1);
        expect(found.version).toBe(version);
        expect(found.keyPath).toEqual(site.keyPath);
        const back = format.rewrite({ ...file, text }, found, site.version);
        expect(
          format.find(
            written.map(item =>
              item.name === file.name ? { ...item, text: back } : item,
            ),
          )[rewrite].version,
        ).toBe(site.version);
      },
    );

    it('leaves a file that has the version already as it is', () => {
      const format = create();
      const site = format.find(files)[rewrite];
      const file = fileOf(files, site);
      expect(format.rewrite(file, site, site.version)).toBe(file.text);
    });
  });
}

/** The suite that every manifest format runs. */
export function manifestFormatSuite(options: ManifestFormatSuiteOptions) {
  const { name, create, cases, foreign, broken, shared } = options;
  describe(name, () => {
    for (const item of cases) {
      describeCase(create, item);
    }

    it('does not speak for the folders of others', () => {
      expect(create().find(foreign)).toEqual([]);
    });

    it('says in a sentence which file cannot be read', () => {
      expect(() => create().find([broken])).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringContaining(broken.name),
        }),
      );
    });

    if (shared) {
      it('refuses to rewrite a value that another place shares', () => {
        const format = create();
        const [site] = format.find([shared]);
        expect(() => format.rewrite(shared, site, '9.8.7')).toThrow(
          expect.objectContaining({ name: 'InputError' }),
        );
      });
    }
  });
}
