import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { parseImageReference, withTag } from './imageReference';
import { type YamlText, YamlReader, isMap, textAt } from './readYaml';
import { assertNotPinned } from './assertNotPinned';
import { spliceScalar } from './spliceScalar';

const VALUES = /^values\.ya?ml$/;
const CHART = /^Chart\.ya?ml$/;
/** Values nest; a block deeper than this is no image of the chart's own. */
const MAX_DEPTH = 8;

/**
 * Helm values and charts. An image is a block with `tag` beside `repository`
 * (or `name`), or a text `image: name:tag`. In an umbrella chart the block
 * stands under the dependency's name or alias, in a library chart at the top;
 * both are found by looking for the block itself. A dependency's version in
 * Chart.yaml counts where no image is named.
 */
export class HelmManifestFormat implements ManifestFormat {
  readonly id = 'helm';
  readonly #yaml: YamlReader;

  private constructor(yaml: YamlReader) {
    this.#yaml = yaml;
  }

  static create(yaml: YamlReader = new YamlReader()) {
    return new HelmManifestFormat(yaml);
  }

  reads(fileName: string): boolean {
    return VALUES.test(fileName) || CHART.test(fileName);
  }

  find(files: readonly ManifestFile[]): VersionSite[] {
    const sites: VersionSite[] = [];
    for (const file of files) {
      if (VALUES.test(file.name)) {
        const [values] = this.#yaml.read(file.name, file.text);
        findImages(values, file.name, [], sites, new Set());
      }
    }
    for (const file of files) {
      if (CHART.test(file.name)) {
        const [chart] = this.#yaml.read(file.name, file.text);
        sites.push(...findDependencies(chart, file.name));
      }
    }
    return sites;
  }

  rewrite(file: ManifestFile, site: VersionSite, version: string): string {
    assertNotPinned(this.#yaml.read(file.name, file.text), site);
    const key = site.keyPath[site.keyPath.length - 1];
    return spliceScalar(file.name, file.text, site, old =>
      key === 'image' ? withTag(old, version) : version,
    );
  }
}

function findImages(
  value: YamlText | undefined,
  file: string,
  keyPath: string[],
  sites: VersionSite[],
  seen: Set<YamlText>,
) {
  // An alias shows the same block again: counting it once also keeps nested
  // aliases from multiplying.
  if (!isMap(value) || keyPath.length > MAX_DEPTH || seen.has(value)) {
    return;
  }
  seen.add(value);
  const site = { file, document: 0, carrier: 'image' as const };
  for (const [key, child] of Object.entries(value)) {
    const path = [...keyPath, key];
    if (key === 'image' && typeof child === 'string') {
      const { name, tag } = parseImageReference(child);
      if (tag) {
        sites.push({ ...site, keyPath: path, version: tag, artifact: name });
      }
    } else {
      const tag = isImageBlock(key, child) ? textAt(child, 'tag') : undefined;
      if (tag) {
        const artifact = textAt(child, 'repository') ?? textAt(child, 'name');
        sites.push({
          ...site,
          keyPath: [...path, 'tag'],
          version: tag,
          artifact,
        });
      }
      findImages(child, file, path, sites, seen);
    }
  }
}

/** A bare `tag` counts only under `image`; elsewhere a repository must stand beside it. */
function isImageBlock(key: string, value: YamlText): boolean {
  return (
    isMap(value) &&
    'tag' in value &&
    (key === 'image' || 'repository' in value || 'registry' in value)
  );
}

function findDependencies(chart: YamlText | undefined, file: string) {
  const dependencies = isMap(chart) ? chart.dependencies : undefined;
  const sites: VersionSite[] = [];
  if (!Array.isArray(dependencies)) {
    return sites;
  }
  for (const [index, dependency] of dependencies.entries()) {
    const version = textAt(dependency, 'version');
    if (version) {
      sites.push({
        file,
        document: 0,
        keyPath: ['dependencies', index, 'version'],
        version,
        artifact: textAt(dependency, 'alias') ?? textAt(dependency, 'name'),
        carrier: 'chart',
      });
    }
  }
  return sites;
}
