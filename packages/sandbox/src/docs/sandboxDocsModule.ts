import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { hasMkDocs, PlainDocsGenerator } from './PlainDocsGenerator';

/**
 * Makes documentation without MkDocs where `slipway.sandbox` is configured and
 * the machine has none; does nothing otherwise.
 *
 * @public
 */
export const sandboxDocsModule = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'sandbox-generator',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        generators: techdocsGeneratorExtensionPoint,
      },
      async init({ config, generators }) {
        if (config.has('slipway.sandbox') && !(await hasMkDocs())) {
          generators.setTechdocsGenerator(new PlainDocsGenerator());
        }
      },
    });
  },
});
