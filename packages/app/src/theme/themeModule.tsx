import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import { PageGround } from './PageGround';
import { DARK, LIGHT, slipwayDark, slipwayLight } from './themes';

const light = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Slipway light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={slipwayLight}>
          <PageGround tokens={LIGHT} />
          {children}
        </UnifiedThemeProvider>
      ),
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
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={slipwayDark}>
          <PageGround tokens={DARK} />
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** Puts the portal's two themes in the place of Backstage's. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [light, dark],
});
