import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { RuntimeLocator } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { ObservationStore } from '../database/ObservationStore';
import { pause } from '../leases/runUnderLease';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { EntityAnnotations } from './EntityAnnotations';

/** What the resolver works with. */
export interface EntityResolverOptions {
  auth: AuthService;
  catalog: CatalogService;
  deployments: DeploymentStore;
  observations: ObservationStore;
  changes: ChangePublisher;
  logger: LoggerService;
}

const REFRESH_MS = 15_000;
const RETRY_MS = 3_000;
const ANNOTATIONS = [
  DELIVERY_ANNOTATIONS.argocdAppName,
  DELIVERY_ANNOTATIONS.argocdAppSelector,
  DELIVERY_ANNOTATIONS.kubernetesId,
];

/** Finds the entity of each folder that does not name one itself. */
export class EntityResolver {
  readonly #options: EntityResolverOptions;
  #annotations?: EntityAnnotations;

  private constructor(options: EntityResolverOptions) {
    this.#options = options;
  }

  static create(options: EntityResolverOptions) {
    return new EntityResolver(options);
  }

  /** Follows the catalog until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.refresh();
      } catch (error) {
        // What was found before stays.
        this.#options.logger.warn(
          'The catalog could not be asked for annotations',
          {
            cause: String(error),
          },
        );
      }
      await pause(this.#annotations ? REFRESH_MS : RETRY_MS, signal);
    }
  }

  /** Reads the annotations of the catalog and applies them. */
  async refresh(): Promise<void> {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntities(
      {
        filter: ANNOTATIONS.map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    this.#annotations = EntityAnnotations.create(items);
    await this.apply();
  }

  /** Applies what is known to all folders that do not name an entity. */
  async apply(): Promise<void> {
    const { deployments, observations, changes } = this.#options;
    const annotations = this.#annotations;
    if (!annotations) {
      // The catalog has not answered yet: what was found before stays.
      return;
    }
    const rows = await deployments.undeclared();
    const locators = new Map<string, RuntimeLocator[]>();
    for (const row of await observations.all()) {
      if (row.deployment_id) {
        const known = locators.get(row.deployment_id) ?? [];
        locators.set(row.deployment_id, [...known, JSON.parse(row.locator)]);
      }
    }
    const changed: string[] = [];
    for (const row of rows) {
      const ref = annotations.resolve({
        component: row.component,
        locators: locators.get(row.id) ?? [],
      });
      if (ref !== row.entity_ref) {
        await deployments.setEntity(row.id, ref);
        changed.push(row.id);
      }
    }
    await changes.deploymentsChanged(changed);
  }
}
