import type {
  DeployedVersion,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { ObservationStore } from '../database/ObservationStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { HealthStore } from '../health/HealthStore';
import { commitLink } from '../deployments/DefaultDeploymentsService';
import { deployedVersions } from './deployedVersions';

/** What the service works with. */
export interface VersionsServiceOptions {
  repositories: readonly RepositoryConfig[];
  revisions: RevisionStore;
  observations: ObservationStore;
  health: HealthStore;
}

/** Answers which versions a deployment has had, and what is known of each. */
export class DefaultVersionsService {
  readonly #options: VersionsServiceOptions;

  private constructor(options: VersionsServiceOptions) {
    this.#options = options;
  }

  static create(options: VersionsServiceOptions) {
    return new DefaultVersionsService(options);
  }

  /** Newest stay first. */
  async forDeployment(
    deployment: Pick<Deployment, 'id' | 'repository' | 'bans' | 'desired'>,
  ): Promise<DeployedVersion[]> {
    const { revisions, observations, repositories } = this.#options;
    const { health: measured } = this.#options;
    const [changes, health, comparisons] = await Promise.all([
      revisions.versionChanges(deployment.id),
      observations.healthRecords(deployment.id),
      measured.comparisons([deployment.id]),
    ]);
    return deployedVersions({
      changes,
      health,
      comparisons: comparisons.get(deployment.id),
      bans: deployment.bans,
      current: deployment.desired.version,
      commitUrl: commit =>
        commitLink(repositories, deployment.repository, commit),
      now: Date.now(),
    });
  }
}
