import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import { SchemeProvider } from './SchemeProvider';

const light = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Slipway light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: SchemeProvider,
    },
  },
});

const dark = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Slipway dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: SchemeProvider,
    },
  },
});

/** Puts the portal's two themes in the place of Backstage's. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [light, dark],
});
