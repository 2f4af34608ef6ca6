import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { CallOptions } from '../clients/PluginClient';

/**
 * Nothing but the GitOps repository describes the entity: a second description
 * would be refused by the catalog, and nobody would see why.
 *
 * @returns What was looked at, in a sentence.
 * @throws ConflictError when it is described elsewhere
 */
export async function assertNewEntity(
  catalog: CatalogService,
  reference: string,
  { credentials }: CallOptions,
): Promise<string> {
  const ref = parseEntityRef(reference, { defaultKind: 'component' });
  const name = stringifyEntityRef(ref);
  const entity = await catalog.getEntityByRef(ref, { credentials });
  const annotations = entity?.metadata.annotations;
  if (entity && !annotations?.[DELIVERY_ANNOTATIONS.gitopsFolder]) {
    const location = annotations?.['backstage.io/managed-by-location'];
    // Any other location is a path of the server, which helps nobody.
    const place = location?.startsWith('url:') ? location.slice(4) : undefined;
    throw new ConflictError(
      `The catalog knows ${name} already${place ? `, from ${place}` : ''}; change its description there. Nothing was written.`,
    );
  }
  return `The catalog has no other description of ${name}.`;
}
