import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { YamlReader, isMap, textAt } from './readYaml';
import { assertNotPinned } from './assertNotPinned';
import { spliceScalar } from './spliceScalar';

const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;

/** The `images` of a kustomization: `newTag` beside `name` or `newName`. */
export class KustomizeManifestFormat implements ManifestFormat {
  readonly id = 'kustomize';
  readonly #yaml: YamlReader;

  private constructor(yaml: YamlReader) {
    this.#yaml = yaml;
  }

  static create(yaml: YamlReader = new YamlReader()) {
    return new KustomizeManifestFormat(yaml);
  }

  reads(fileName: string): boolean {
    return KUSTOMIZATION.test(fileName);
  }

  find(files: readonly ManifestFile[]): VersionSite[] {
    const sites: VersionSite[] = [];
    for (const { name, text } of files) {
      if (!this.reads(name)) {
        continue;
      }
      const [document] = this.#yaml.read(name, text);
      const images = isMap(document) ? document.images : undefined;
      for (const [index, image] of (Array.isArray(images)
        ? images
        : []
      ).entries()) {
        const version = textAt(image, 'newTag');
        if (version) {
          sites.push({
            file: name,
            document: 0,
            keyPath: ['images', index, 'newTag'],
            version,
            artifact: textAt(image, 'newName') ?? textAt(image, 'name'),
            carrier: 'image',
          });
        }
      }
    }
    return sites;
  }

  rewrite(file: ManifestFile, site: VersionSite, version: string): string {
    assertNotPinned(this.#yaml.read(file.name, file.text), site);
    return spliceScalar(file.name, file.text, site, () => version);
  }
}
