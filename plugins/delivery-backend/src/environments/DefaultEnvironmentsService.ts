import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Environment } from '@slipway/backstage-plugin-delivery-common';
import type { EnvironmentConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';

/** Answers which stages there are, and what the caller may see in each. */
export class DefaultEnvironmentsService {
  readonly #environments: readonly EnvironmentConfig[];
  readonly #deployments: DeploymentStore;
  readonly #authorizer: EntityAuthorizer;

  private constructor(options: {
    environments: readonly EnvironmentConfig[];
    deployments: DeploymentStore;
    authorizer: EntityAuthorizer;
  }) {
    this.#environments = options.environments;
    this.#deployments = options.deployments;
    this.#authorizer = options.authorizer;
  }

  static create(options: {
    environments: readonly EnvironmentConfig[];
    deployments: DeploymentStore;
    authorizer: EntityAuthorizer;
  }) {
    return new DefaultEnvironmentsService(options);
  }

  /** First stage first. */
  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<Environment[]> {
    const places = await this.#deployments.places();
    const all = await this.#authorizer.readsAll(credentials);
    const readable =
      all === undefined
        ? await this.#authorizer.readable(
            places.map(place => place.entity_ref),
            credentials,
          )
        : undefined;
    const visible = places.filter(
      place => all || readable?.has(place.entity_ref),
    );
    return this.#environments.map(({ name, title, order, rollback }) => {
      const here = visible.filter(place => place.environment === name);
      const tenants = here.flatMap(place =>
        place.tenant ? [place.tenant] : [],
      );
      return {
        name,
        title,
        order,
        tenants: [...new Set(tenants)].sort(),
        deployments: here.length,
        policy: { rollback },
      };
    });
  }
}
