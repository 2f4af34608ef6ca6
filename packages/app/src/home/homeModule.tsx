import {
  PageBlueprint,
  createFrontendModule,
  createRouteRef,
} from '@backstage/frontend-plugin-api';
import HomeIcon from '@material-ui/icons/Home';

/** The first page of the portal. */
export const homeRouteRef = createRouteRef();

const page = PageBlueprint.make({
  params: {
    path: '/',
    routeRef: homeRouteRef,
    title: 'Home',
    icon: <HomeIcon fontSize="inherit" />,
    loader: async () => {
      const { DeliveryHome } =
        await import('@slipway/backstage-plugin-delivery');
      return <DeliveryHome />;
    },
  },
});

/** Replaces the page of the home plugin, so that there is one page `/` only. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [page],
});
