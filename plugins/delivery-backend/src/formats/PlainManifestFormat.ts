import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { parseImageReference, withTag } from './imageReference';
import { type YamlText, YamlReader, isMap, textAt } from './readYaml';
import { spliceScalar } from './spliceScalar';

const YAML_FILE = /^[^/]+\.ya?ml$/;
/** Files that other formats or Slipway itself speak for. */
const NOT_PLAIN =
  /^(values|Chart|kustomization|delivery|catalog-info|mkdocs)(\..*)?\.ya?ml$/;

/** Where each kind keeps its pod template. */
const POD_SPEC: Record<string, string[]> = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  Rollout: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Pod: ['spec'],
};

/** Kubernetes objects as they are: the images of the containers of each workload. */
export class PlainManifestFormat implements ManifestFormat {
  readonly id = 'plain';
  readonly #yaml: YamlReader;

  private constructor(yaml: YamlReader) {
    this.#yaml = yaml;
  }

  static create(yaml: YamlReader = new YamlReader()) {
    return new PlainManifestFormat(yaml);
  }

  reads(fileName: string): boolean {
    return YAML_FILE.test(fileName) && !NOT_PLAIN.test(fileName);
  }

  find(files: readonly ManifestFile[]): VersionSite[] {
    const sites: VersionSite[] = [];
    for (const { name, text } of files) {
      if (this.reads(name)) {
        for (const [index, document] of this.#yaml.read(name, text).entries()) {
          sites.push(...findContainers(document, name, index));
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

function findContainers(document: YamlText, file: string, index: number) {
  const podPath = POD_SPEC[textAt(document, 'kind') ?? ''];
  if (!podPath) {
    return [];
  }
  let pod: YamlText | undefined = document;
  for (const key of podPath) {
    pod = isMap(pod) ? pod[key] : undefined;
  }
  const containers = isMap(pod) ? pod.containers : undefined;
  const sites: VersionSite[] = [];
  for (const [at, container] of (Array.isArray(containers)
    ? containers
    : []
  ).entries()) {
    const { name, tag } = parseImageReference(textAt(container, 'image') ?? '');
    if (tag) {
      sites.push({
        file,
        document: index,
        keyPath: [...podPath, 'containers', at, 'image'],
        version: tag,
        artifact: name,
        carrier: 'image',
      });
    }
  }
  return sites;
}
