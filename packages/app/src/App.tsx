import { createApp } from '@backstage/frontend-defaults';
import homePlugin from '@backstage/plugin-home/alpha';
import contractsPlugin from '@slipway/backstage-plugin-contracts';
import contractsApiDocsModule from '@slipway/backstage-plugin-contracts/api-docs';
import contractsCatalogGraphModule from '@slipway/backstage-plugin-contracts/catalog-graph';
import deliveryPlugin from '@slipway/backstage-plugin-delivery';
import deliveryScaffolderModule from '@slipway/backstage-plugin-delivery/scaffolder';
import { homeModule } from './home/homeModule';
import { navModule } from './nav/navModule';
import { signInModule } from './signIn/signInModule';
import { themeModule } from './theme/themeModule';

/**
 * What this portal adds. The plugins of Backstage itself are found by
 * `app.packages` in the configuration.
 */
export const features = [
  themeModule,
  navModule,
  signInModule,
  homePlugin,
  homeModule,
  deliveryPlugin,
  deliveryScaffolderModule,
  contractsPlugin,
  contractsApiDocsModule,
  contractsCatalogGraphModule,
];

/** The portal's frontend. */
export const app = createApp({ features });
