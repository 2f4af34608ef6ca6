import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  CatalogGraphPage,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { GraphStatesProvider } from './GraphStates';
import { renderRelationLabel } from './RelationLabel';

const page = catalogGraphPlugin.getExtension('page:catalog-graph').override({
  factory: (originalFactory, { config }) =>
    originalFactory({
      params: {
        loader: async () => (
          <GraphStatesProvider>
            <CatalogGraphPage
              {...config}
              initialState={config}
              renderLabel={renderRelationLabel}
            />
          </GraphStatesProvider>
        ),
      },
    }),
});

const card = catalogGraphPlugin
  .getExtension('entity-card:catalog-graph/relations')
  .override({
    factory: (originalFactory, { config }) =>
      originalFactory({
        params: {
          loader: async () => (
            <GraphStatesProvider>
              <EntityCatalogGraphCard
                {...config}
                renderLabel={renderRelationLabel}
              />
            </GraphStatesProvider>
          ),
        },
      }),
  });

/**
 * Lets the relations between components and APIs in the graphs of the catalog
 * say what stands with the contract: whether its newest version would break
 * who uses it. The page and the card stay those of the plugin.
 *
 * @public
 */
export const contractsCatalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [page, card],
});
