import {
  type CompoundEntityRef,
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_API_PROVIDED_BY,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { PROMISE_ANNOTATION } from '../entities/readEntities';

/** Of entities that the provider of this module brings. */
const LOCATION_TYPE = 'gitops';

function readRef(text: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(text);
  } catch {
    return undefined;
  }
}

/**
 * Relates an API to the component that keeps it. Usually the component says
 * that itself (`providesApis`); an API that was added beside it does here, so
 * that nobody has to rewrite the component's own file.
 */
export class GitopsPromiseProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'GitopsPromiseProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    // Elsewhere anybody could say it of anybody.
    const isOurs = location.type === LOCATION_TYPE;
    const named = isOurs && entity.metadata.annotations?.[PROMISE_ANNOTATION];
    const provider = named ? readRef(named) : undefined;
    if (provider?.kind === 'component' && entity.kind.toLowerCase() === 'api') {
      const api = getCompoundEntityRef(entity);
      const related = [
        { source: api, type: RELATION_API_PROVIDED_BY, target: provider },
        { source: provider, type: RELATION_PROVIDES_API, target: api },
      ];
      for (const relation of related) emit(processingResult.relation(relation));
    }
    return entity;
  }
}
