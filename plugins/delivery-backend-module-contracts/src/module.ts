import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { deliveryPreflightChecksExtensionPoint } from '@slipway/backstage-plugin-delivery-node';
import { ContractsCheck } from './ContractsCheck';
import { ContractsClient } from './ContractsClient';

/**
 * Adds the check that asks the plugin `contracts`.
 *
 * @public
 */
export const deliveryModuleContracts = createBackendModule({
  pluginId: 'delivery',
  moduleId: 'contracts',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        checks: deliveryPreflightChecksExtensionPoint,
      },
      async init({ auth, discovery, checks }) {
        const client = ContractsClient.create({ auth, discovery });
        checks.addCheck(ContractsCheck.create(client));
      },
    });
  },
});
