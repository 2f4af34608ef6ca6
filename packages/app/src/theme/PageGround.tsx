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
  },
});

/** Colours of the page itself, which no component of a theme owns. */
export function PageGround(props: { tokens: Tokens }) {
  useStyles(props.tokens);
  return null;
}
