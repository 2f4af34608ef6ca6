import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import type { HealthConfig } from '../config/readHealthConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { LeaseStore } from '../leases/LeaseStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { DeployComparer } from './DeployComparer';
import { EntityAnnotationsReader } from './EntityAnnotationsReader';
import { HealthCollector } from './HealthCollector';
import type { HealthStore } from './HealthStore';
import { HealthSubjects } from './HealthSubjects';
import { limitsOf } from './limits';
import { declaredSlos } from './SloMeter';
import { SourceGuard } from './SourceGuard';

/** What measuring is made from. */
export interface HealthDependencies {
  sources: readonly HealthSource[];
  config: HealthConfig;
  store: HealthStore;
  deployments: DeploymentStore;
  observations: ObservationStore;
  revisions: RevisionStore;
  leases: LeaseStore;
  changes: ChangePublisher;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}

/** Puts together what measures; nothing runs yet. */
export function createHealth(deps: HealthDependencies) {
  const { config, store, revisions, observations, changes } = deps;
  const annotations = EntityAnnotationsReader.create(deps);
  const subjects = HealthSubjects.create({ ...deps, annotations });
  const comparer = DeployComparer.create({
    ...{ store, revisions, reachSeconds: config.historyMs / 1000 },
    limits: subject => limitsOf(declaredSlos(subject).slos, config),
  });
  const guard = SourceGuard.create({ observations, changes });
  return {
    subjects,
    collector: HealthCollector.create({ ...deps, subjects, comparer, guard }),
  };
}
