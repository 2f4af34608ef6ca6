import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import { HelmManifestFormat } from './HelmManifestFormat';
import { KustomizeManifestFormat } from './KustomizeManifestFormat';
import { PlainManifestFormat } from './PlainManifestFormat';
import { YamlReader } from './readYaml';

/**
 * The formats that need no module, in the order they are asked: the first
 * that finds a version speaks for the folder.
 */
export function builtinFormats(
  yaml: YamlReader = new YamlReader(),
): ManifestFormat[] {
  return [
    HelmManifestFormat.create(yaml),
    KustomizeManifestFormat.create(yaml),
    PlainManifestFormat.create(yaml),
  ];
}
