import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  type UnifiedThemeOptions,
} from '@backstage/theme';

/** Colours that differ between the two themes. */
export interface Tokens {
  page: string;
  card: string;
  line: string;
  text: string;
  textSecond: string;
  disabled: string;
  accent: string;
  onAccent: string;
  accentHover: string;
  accentLine: string;
  nav: string;
}

/** Colours of the light theme. */
export const LIGHT: Tokens = {
  page: '#f5f5f5',
  card: '#ffffff',
  line: '#e3e3e3',
  text: '#171717',
  textSecond: '#545454',
  disabled: '#696969',
  accent: '#1f5493',
  onAccent: '#ffffff',
  accentHover: '#163a66',
  accentLine: '#b4cbe5',
  nav: '#171717',
};

/** Colours of the dark theme. */
export const DARK: Tokens = {
  page: '#1a1c1f',
  card: '#24272b',
  line: '#3a3f45',
  text: '#f2f3f5',
  textSecond: '#c0c5cc',
  disabled: '#a3a9b2',
  accent: '#9cc9ff',
  onAccent: '#0f1d2e',
  accentHover: '#bcdaff',
  accentLine: '#3d5f88',
  nav: '#111214',
};

const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Cards lie flat; buttons and chips speak in sentence case. */
function componentsOf(tokens: Tokens): UnifiedThemeOptions['components'] {
  return {
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: {
      styleOverrides: { root: { borderRadius: 8, boxShadow: 'none' } },
    },
    MuiButton: {
      styleOverrides: {
        root: { textTransform: 'none', fontWeight: 600, borderRadius: 4 },
        contained: { boxShadow: 'none' },
        containedPrimary: {
          color: tokens.onAccent,
          '&:hover': { backgroundColor: tokens.accentHover },
        },
        outlinedPrimary: { borderColor: tokens.accentLine },
      },
    },
    MuiChip: {
      styleOverrides: {
        root: { height: 24, borderRadius: 12, fontWeight: 600, margin: 0 },
      },
    },
    // Five places must fit on a phone.
    MuiBottomNavigationAction: { styleOverrides: { root: { minWidth: 56 } } },
    MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
    MuiTableCell: {
      styleOverrides: { head: { textTransform: 'none', letterSpacing: 0 } },
    },
  };
}

const PAGES = [
  ...['home', 'documentation', 'tool', 'service', 'website', 'library'],
  ...['other', 'app', 'apis', 'card'],
];

/** No page has a coloured head of its own. */
function pageThemesOf(tokens: Tokens) {
  const flat = genPageTheme({
    colors: [tokens.page, tokens.page],
    shape: 'none',
    options: { fontColor: tokens.text },
  });
  return Object.fromEntries(PAGES.map(name => [name, flat]));
}

function optionsOf(type: 'light' | 'dark', tokens: Tokens) {
  const base = palettes[type];
  return {
    palette: {
      ...base,
      background: { default: tokens.page, paper: tokens.card },
      primary: {
        main: tokens.accent,
        dark: tokens.accentHover,
        contrastText: tokens.onAccent,
      },
      // One accent: without it Material paints ticks and radios pink.
      secondary: {
        main: tokens.accent,
        dark: tokens.accentHover,
        contrastText: tokens.onAccent,
      },
      text: {
        primary: tokens.text,
        secondary: tokens.textSecond,
        disabled: tokens.disabled,
      },
      divider: tokens.line,
      border: tokens.line,
      link: tokens.accent,
      linkHover: tokens.accentHover,
      textSubtle: tokens.textSecond,
      navigation: {
        ...base.navigation,
        background: tokens.nav,
        indicator: '#9bf0e1',
        color: '#b5b5b5',
        selectedColor: '#ffffff',
      },
    },
    fontFamily: SANS,
    defaultPageTheme: 'home',
    pageTheme: pageThemesOf(tokens),
    components: componentsOf(tokens),
  } satisfies UnifiedThemeOptions;
}

/** Light theme of the portal. */
export const slipwayLight = createUnifiedTheme(optionsOf('light', LIGHT));

/** Dark theme of the portal. */
export const slipwayDark = createUnifiedTheme(optionsOf('dark', DARK));
