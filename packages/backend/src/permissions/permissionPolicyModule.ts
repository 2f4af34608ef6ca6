import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { DeliveryPermissionPolicy } from './DeliveryPermissionPolicy';

/** Sets the portal's policy; an adopter replaces it by one of their own. */
export const permissionPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'delivery-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint, config: coreServices.rootConfig },
      async init({ policy, config }) {
        const onCallGroups =
          config.getOptionalStringArray('slipway.permission.onCallGroups') ??
          [];
        policy.setPolicy(DeliveryPermissionPolicy.create({ onCallGroups }));
      },
    });
  },
});
