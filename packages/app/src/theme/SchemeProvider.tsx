import { appThemeApiRef, useApi } from '@backstage/core-plugin-api';
import { UnifiedThemeProvider } from '@backstage/theme';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { PageGround } from './PageGround';
import { DARK, LIGHT, slipwayDark, slipwayLight } from './themes';

const SCHEMES = {
  light: { theme: slipwayLight, tokens: LIGHT },
  dark: { theme: slipwayDark, tokens: DARK },
};

/** The scheme that the person chose, else the one that the system asks for. */
function useScheme(): keyof typeof SCHEMES {
  const themes = useApi(appThemeApiRef);
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = themes.activeThemeId$().subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [themes],
  );
  const chosen = useSyncExternalStore(subscribe, () =>
    themes.getActiveThemeId(),
  );
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)', {
    noSsr: true,
  });
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return prefersDark ? 'dark' : 'light';
}

/**
 * Provider of both themes. A component for each would be another one for React
 * when the scheme changes, which takes the whole page down, and with it
 * whatever was typed.
 */
export function SchemeProvider(props: { children?: ReactNode }) {
  const scheme = useScheme();
  const { theme, tokens } = SCHEMES[scheme];
  return (
    <UnifiedThemeProvider theme={theme}>
      <PageGround key={scheme} tokens={tokens} />
      {props.children}
    </UnifiedThemeProvider>
  );
}
