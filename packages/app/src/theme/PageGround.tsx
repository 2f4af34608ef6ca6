import { makeStyles } from '@material-ui/core/styles';
import type { Tokens } from './themes';

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
  },
});

/** Colours of the page itself, which no component of a theme owns. */
export function PageGround(props: { tokens: Tokens }) {
  useStyles(props.tokens);
  return null;
}
