import type { ScaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createDeliveryChangeRevertAction } from './deliveryChangeRevert';
import { createDeliveryDeploymentCreateAction } from './deliveryDeploymentCreate';
import { createDeliveryDeploymentRemoveAction } from './deliveryDeploymentRemove';
import { createDeliveryDeploymentUpdateAction } from './deliveryDeploymentUpdate';
import { createDeliveryDeploymentWaitAction } from './deliveryDeploymentWait';
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
    createDeliveryChangeRevertAction(deps),
    createDeliveryDeploymentCreateAction(deps),
    createDeliveryDeploymentRemoveAction(deps),
    createDeliveryDeploymentUpdateAction(deps),
    createDeliveryDeploymentWaitAction(deps),
    createDeliverySecretSealAction(deps),
    createDeliveryTenantCreateAction(deps),
    createDeliveryTenantRemoveAction(deps),
    createGitPublishAction(deps),
  ];
}
