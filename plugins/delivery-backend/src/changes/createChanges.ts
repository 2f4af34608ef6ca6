import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { DeliveryConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { EnvironmentOwnership } from '../environments/EnvironmentOwnership';
import type { Stages } from '../environments/Stages';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { KeyedMutex } from '../operations/KeyedMutex';
import type { PersonResolver } from '../operations/PersonResolver';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import { ChangeStore } from './ChangeStore';
import { ChangeWriter } from './ChangeWriter';
import { DefaultChangesService } from './DefaultChangesService';

/** What changes are made with. */
export interface ChangesDependencies {
  knex: Knex;
  config: Pick<DeliveryConfig, 'committer' | 'repositories' | 'tenants'>;
  repositories: RepositoryRegistry;
  deployments: DeploymentStore;
  people: PersonResolver;
  authorizer: EntityAuthorizer;
  auditor: AuditorService;
  mutex: KeyedMutex;
  stages: Stages;
  ownership: EnvironmentOwnership;
}

/** Puts together what changes several files in one commit. */
export function createChanges(deps: ChangesDependencies) {
  const {
    knex,
    config,
    repositories,
    people,
    auditor,
    mutex,
    stages,
    ownership,
  } = deps;
  const store = ChangeStore.create(knex);
  const writer = ChangeWriter.create({
    ...{ repositories, store, people, auditor, mutex },
    committer: config.committer,
  });
  return DefaultChangesService.create({
    ...{ repositories, store, writer, people, auditor, stages, ownership },
    ...{ deployments: deps.deployments, authorizer: deps.authorizer },
    configs: config.repositories,
    plans: config.tenants.plans,
  });
}
