import type { ScaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createDeliveryChangeRevertAction } from './deliveryChangeRevert';
import { createDeliveryDeploymentCreateAction } from './deliveryDeploymentCreate';
import { createDeliveryDeploymentRemoveAction } from './deliveryDeploymentRemove';
import { createDeliveryDeploymentUpdateAction } from './deliveryDeploymentUpdate';
import { createDeliveryTenantCreateAction } from './deliveryTenantCreate';
import { createDeliveryTenantRemoveAction } from './deliveryTenantRemove';
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
    createDeliveryTenantCreateAction(deps),
    createDeliveryTenantRemoveAction(deps),
  ];
}
