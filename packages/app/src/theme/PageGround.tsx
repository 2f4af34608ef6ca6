import { makeStyles } from '@material-ui/core/styles';
import type { Tokens } from './themes';

/** The column has no name of its own. */
const FILTERS = '.MuiGrid-grid-lg-2:has([data-testid^="user-picker-"])';
const FILTERS_WIDTH = 224;

const useStyles = makeStyles({
  '@global': {
    // Backstage's newer pages take their ground from these; the attribute is
    // what their own sheet selects by.
    'body[data-theme-mode]': {
      fontVariantNumeric: 'tabular-nums',
      '--bui-bg-app': (props: Tokens) => props.page,
      '--bui-bg-neutral-1': (props: Tokens) => props.card,
    },
    // Tabs that find no room on a phone are moved into sight by the finger.
    '.bui-HeaderNavList': { overflowX: 'auto', scrollbarWidth: 'none' },
    '.bui-HeaderNavList > li': { flex: 'none' },
    // The tabs of a plugin have no list of their own that scrolls.
    '.bui-PluginHeaderTabsWrapper': {
      overflowX: 'auto',
      overflowY: 'hidden',
      scrollbarWidth: 'none',
    },
    // With their margins six of them are wider than a phone, and the outer
    // ones cannot be reached.
    '.MuiBottomNavigation-root > .MuiBottomNavigationAction-root': {
      flex: '1 1 0',
      margin: 0,
      minWidth: 0,
    },
    // A sixth of a laptop's page, less the sidebar, cuts the words of the
    // catalog's filters.
    '@media (min-width: 1280px) and (max-width: 1700px)': {
      [FILTERS]: { flexBasis: FILTERS_WIDTH, maxWidth: FILTERS_WIDTH },
      [`${FILTERS} + .MuiGrid-grid-lg-10`]: {
        flexBasis: `calc(100% - ${FILTERS_WIDTH}px)`,
        maxWidth: `calc(100% - ${FILTERS_WIDTH}px)`,
      },
    },
  },
});

/** Colours of the page itself, which no component of a theme owns. */
export function PageGround(props: { tokens: Tokens }) {
  useStyles(props.tokens);
  return null;
}
