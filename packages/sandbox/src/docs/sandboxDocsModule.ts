import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  techdocsGeneratorExtensionPoint,
  type TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
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
          // TechDocs asks for its own class here, and calls nothing but `run`.
          const generator: unknown = new PlainDocsGenerator();
          generators.setTechdocsGenerator(generator as TechdocsGenerator);
        }
      },
    });
  },
});
