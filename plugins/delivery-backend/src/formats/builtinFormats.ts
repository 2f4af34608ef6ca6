import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import { ComposeManifestFormat } from './ComposeManifestFormat';
import { HelmManifestFormat } from './HelmManifestFormat';
import { KustomizeManifestFormat } from './KustomizeManifestFormat';
import { NomadManifestFormat } from './NomadManifestFormat';
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
    // A developer's own compose file often lies beside what really runs.
    ComposeManifestFormat.create(yaml),
    NomadManifestFormat.create(),
  ];
}
