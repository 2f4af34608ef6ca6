import type { Entity } from '@backstage/catalog-model';
import {
  type AlphaEntity,
  type EntityStatusItem,
} from '@backstage/catalog-model/alpha';
import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { PROBLEM_ANNOTATION } from '../entities/describeFolders';

/**
 * Shows on an entity what has to be mended in the files that describe it. An
 * error of processing would keep the entity out of the catalog; what is shown
 * of it is its status.
 */
export class GitopsProblemProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'GitopsProblemProcessor';
  }

  async postProcessEntity(entity: Entity): Promise<Entity> {
    const message = entity.metadata.annotations?.[PROBLEM_ANNOTATION];
    if (!message) return entity;
    const item: EntityStatusItem = {
      ...{ type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE, level: 'error' },
      ...{ message, error: { name: 'InputError', message } },
    };
    const { status } = entity as AlphaEntity;
    const shown: AlphaEntity = {
      ...entity,
      status: { ...status, items: [...(status?.items ?? []), item] },
    };
    return shown;
  }
}
