import { InputError } from '@backstage/errors';
import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { parseImageReference, withTag } from './imageReference';
import { type HclText, escapeHcl, readHcl } from './readHcl';

const VARIABLES = /^([\w.-]+\.)?(variables|vars)\.hcl$|\.nomadvars$/;
const JOB = /\.nomad(\.hcl)?$/;
/** Names of variables that hold a version: `version`, `web_version`, `image_tag`. */
const VERSION = /^(?:(?<of>[a-z0-9_]+?)_)?(?:version|tag)$/i;

/**
 * Jobs of Nomad and the files of their variables
 * (https://developer.hashicorp.com/nomad/docs/job-specification/hcl2): a
 * variable that is called like a version, and images that are written out.
 */
export class NomadManifestFormat implements ManifestFormat {
  readonly id = 'nomad';

  private constructor() {}

  static create() {
    return new NomadManifestFormat();
  }

  reads(fileName: string): boolean {
    return VARIABLES.test(fileName) || JOB.test(fileName);
  }

  find(files: readonly ManifestFile[]): VersionSite[] {
    // What a folder sets counts, not what its job has by default.
    const ordered = [
      ...files.filter(({ name }) => VARIABLES.test(name)),
      ...files.filter(({ name }) => JOB.test(name)),
    ];
    const sites = ordered.flatMap(({ name, text }) => {
      const texts = readHcl(name, text);
      return texts.flatMap(item => siteOf(name, item, texts) ?? []);
    });
    const set = new Set(sites.map(({ keyPath }) => keyPath.join('.')));
    return sites.filter(
      ({ keyPath: [block, variable] }) =>
        block !== 'variable' || !set.has(String(variable)),
    );
  }

  rewrite(file: ManifestFile, site: VersionSite, version: string): string {
    const before = readHcl(file.name, file.text);
    const places = before.filter(item => isAt(item, site));
    if (places.length !== 1) {
      throw new InputError(
        `${file.name} cannot be changed at ${site.keyPath.join('.')}: ${places.length ? 'it stands there several times' : 'there is no such place'}; change it by hand`,
      );
    }
    const [place] = places;
    const isImage = place.path[place.path.length - 1] === 'image';
    const wanted = isImage ? withTag(place.value, version) : version;
    const text = `${file.text.slice(0, place.start)}${escapeHcl(wanted)}${file.text.slice(place.end)}`;
    assertOneChange(file.name, before, readHcl(file.name, text));
    return text;
  }
}

function isAt({ path }: HclText, { keyPath }: VersionSite): boolean {
  return (
    path.length === keyPath.length &&
    path.every((part, index) => part === keyPath[index])
  );
}

function siteOf(
  file: string,
  { path, value, line }: HclText,
  texts: readonly HclText[],
): VersionSite | undefined {
  const site = {
    ...{ file, document: 0, keyPath: path, line },
    carrier: 'image' as const,
  };
  const name = path[path.length - 1];
  if (name === 'image') {
    const { name: artifact, tag } = parseImageReference(value);
    return tag ? { ...site, version: tag, artifact } : undefined;
  }
  const found = VERSION.exec(variableOf(path));
  if (!found || !value) {
    return undefined;
  }
  const of = found.groups?.of;
  const isSet = (variableName: string) =>
    texts.some(({ path: [only, more] }) => !more && only === variableName);
  // `tls_min_version` and `schema_version` are versions of something else.
  if (of && of !== 'image' && !isSet(`${of}_image`)) {
    return undefined;
  }
  const image = texts.find(
    item => item.path.length === 1 && item.path[0] === 'image',
  );
  const artifact = of && of !== 'image' ? of : image?.value;
  return { ...site, version: value, ...(artifact && { artifact }) };
}

/** The variable that a text is of: set at the top, or its default. */
function variableOf([first, variable, last, ...more]: readonly string[]) {
  if (variable === undefined) {
    return first;
  }
  const isDefault = first === 'variable' && last === 'default' && !more.length;
  return isDefault ? variable : '';
}

function assertOneChange(
  file: string,
  before: readonly HclText[],
  after: readonly HclText[],
) {
  const changed = before.filter(
    ({ value }, index) => value !== after[index]?.value,
  );
  if (before.length !== after.length || changed.length > 1) {
    throw new InputError(
      `${file} cannot be changed: more than one place would change; change it by hand`,
    );
  }
}
