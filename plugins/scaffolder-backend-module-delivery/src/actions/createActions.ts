import type { ScaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createContractsCompareAction } from './contractsCompare';
import { createContractsPublishAction } from './contractsPublish';
import { createDeliveryChangeRevertAction } from './deliveryChangeRevert';
import { createDeliveryComponentRemoveAction } from './deliveryComponentRemove';
import { createDeliveryDeploymentCreateAction } from './deliveryDeploymentCreate';
import { createDeliveryDeploymentPromoteAction } from './deliveryDeploymentPromote';
import { createDeliveryDeploymentRemoveAction } from './deliveryDeploymentRemove';
import { createDeliveryDeploymentRollbackAction } from './deliveryDeploymentRollback';
import { createDeliveryDeploymentUpdateAction } from './deliveryDeploymentUpdate';
import { createDeliveryDeploymentWaitAction } from './deliveryDeploymentWait';
import { createDeliveryEnvironmentCopyAction } from './deliveryEnvironmentCopy';
import { createDeliveryEnvironmentRemoveAction } from './deliveryEnvironmentRemove';
import { createDeliveryEnvironmentWaitAction } from './deliveryEnvironmentWait';
import { createDeliveryNameReserveAction } from './deliveryNameReserve';
import { createDeliverySecretSealAction } from './deliverySecretSeal';
import { createDeliveryTenantCreateAction } from './deliveryTenantCreate';
import { createDeliveryTenantRemoveAction } from './deliveryTenantRemove';
import { createGitPublishAction } from './gitPublish';
import type { ActionDependencies } from './types';

/** Actions of any input, as the scaffolder takes them. */
export type AnyActions = Parameters<
  ScaffolderActionsExtensionPoint['addActions']
>;

/** All actions, in the order of their ids. */
export function createActions(deps: ActionDependencies): AnyActions {
  return [
    createContractsCompareAction(deps),
    createContractsPublishAction(deps),
    createDeliveryChangeRevertAction(deps),
    createDeliveryComponentRemoveAction(deps),
    createDeliveryDeploymentCreateAction(deps),
    createDeliveryDeploymentPromoteAction(deps),
    createDeliveryDeploymentRemoveAction(deps),
    createDeliveryDeploymentRollbackAction(deps),
    createDeliveryDeploymentUpdateAction(deps),
    createDeliveryDeploymentWaitAction(deps),
    createDeliveryEnvironmentCopyAction(deps),
    createDeliveryEnvironmentRemoveAction(deps),
    createDeliveryEnvironmentWaitAction(deps),
    createDeliveryNameReserveAction(deps),
    createDeliverySecretSealAction(deps),
    createDeliveryTenantCreateAction(deps),
    createDeliveryTenantRemoveAction(deps),
    createGitPublishAction(deps),
  ];
}
