import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  apiDocsConfigRef,
  defaultDefinitionWidgets,
} from '@backstage/plugin-api-docs';
import { contractDefinitionWidgets } from './widgets';

const config = ApiBlueprint.make({
  name: 'config',
  params: defineParams =>
    defineParams({
      api: apiDocsConfigRef,
      deps: {},
      factory: () => {
        const widgets = [
          ...defaultDefinitionWidgets(),
          ...contractDefinitionWidgets(),
        ];
        return {
          getApiDefinitionWidget: ({ spec }) =>
            widgets.find(({ type }) => type === spec.type.toLowerCase()),
        };
      },
    }),
});

/**
 * Adds the kinds of contracts to the tab _Definition_ of the API
 * documentation. The widgets of that plugin are one API of its own, which only
 * a module of it may replace.
 *
 * @public
 */
export const contractsApiDocsModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [config],
});
