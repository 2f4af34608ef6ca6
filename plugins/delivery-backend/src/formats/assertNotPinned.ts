import { InputError } from '@backstage/errors';
import type { VersionSite } from '@slipway/backstage-plugin-delivery-node';
import { type YamlText, isMap, textAt } from './readYaml';

/**
 * Refuses to change a tag that a digest beside it outranks: the old image
 * would go on running under the new number.
 *
 * @throws InputError
 */
export function assertNotPinned(documents: YamlText[], site: VersionSite) {
  let parent: YamlText | undefined = documents[site.document];
  for (const key of site.keyPath.slice(0, -1)) {
    if (Array.isArray(parent)) {
      parent = parent[Number(key)];
    } else {
      parent = isMap(parent) ? parent[String(key)] : undefined;
    }
  }
  const digest = textAt(parent, 'digest');
  if (digest) {
    throw new InputError(
      `${site.file} pins ${digest.slice(0, 19)}… beside ${site.keyPath.join('.')}, and a digest outranks a tag; remove the digest first.`,
    );
  }
}
