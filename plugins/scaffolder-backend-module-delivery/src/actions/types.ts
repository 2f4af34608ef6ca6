import type { JsonObject } from '@backstage/types';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { z } from 'zod/v3';
import type { ContractsClient } from '../clients/ContractsClient';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { ActionsConfig } from '../config/readActionsConfig';

/** What actions work with. */
export interface ActionDependencies {
  delivery: DeliveryClient;
  contracts: ContractsClient;
  catalog: CatalogService;
  config: ActionsConfig;
}

/** The Zod that the scaffolder hands to a schema. */
export type Zod = typeof z;

/** What a step knows of its task, whatever its input is. */
export type StepContext = Pick<
  ActionContext<JsonObject>,
  | 'logger'
  | 'checkpoint'
  | 'task'
  | 'step'
  | 'signal'
  | 'isDryRun'
  | 'workspacePath'
  | 'templateInfo'
  | 'user'
  | 'getInitiatorCredentials'
>;
