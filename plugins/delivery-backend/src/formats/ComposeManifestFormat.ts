import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { parseImageReference, withTag } from './imageReference';
import { YamlReader, isMap, textAt } from './readYaml';
import { spliceScalar } from './spliceScalar';

const COMPOSE = /^(docker-)?(compose|stack)(\.[\w-]+)*\.ya?ml$/;

/**
 * Stacks of Docker Swarm and other Compose files
 * (https://github.com/compose-spec/compose-spec): the `image` of each service.
 * A tag that comes from a variable stands elsewhere, so it does not count.
 */
export class ComposeManifestFormat implements ManifestFormat {
  readonly id = 'compose';
  readonly #yaml: YamlReader;

  private constructor(yaml: YamlReader) {
    this.#yaml = yaml;
  }

  static create(yaml: YamlReader = new YamlReader()) {
    return new ComposeManifestFormat(yaml);
  }

  reads(fileName: string): boolean {
    return COMPOSE.test(fileName);
  }

  find(files: readonly ManifestFile[]): VersionSite[] {
    const sites: VersionSite[] = [];
    for (const { name, text } of files) {
      if (this.reads(name)) {
        const [document] = this.#yaml.read(name, text);
        const services = isMap(document) ? document.services : undefined;
        for (const key of isMap(services) ? Object.keys(services) : []) {
          const service = isMap(services) ? services[key] : undefined;
          const image = textAt(service, 'image') ?? '';
          const { name: artifact, tag } = parseImageReference(image);
          if (tag && !image.includes('$')) {
            sites.push({
              ...{ file: name, document: 0, carrier: 'image' },
              keyPath: ['services', key, 'image'],
              ...{ version: tag, artifact },
            });
          }
        }
      }
    }
    return sites;
  }

  rewrite(file: ManifestFile, site: VersionSite, version: string): string {
    return spliceScalar(file.name, file.text, site, old =>
      withTag(old, version),
    );
  }
}
