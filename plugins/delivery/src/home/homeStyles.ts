import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { tight, tonesOf } from '@slipway/backstage-plugin-kit-react';

function listStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 404px',
      gap: 16,
      alignItems: 'start',
      '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    list: { listStyle: 'none', margin: '4px 0 0', padding: 0 },
    item: {
      display: 'grid',
      gridTemplateColumns: '126px minmax(0, 1fr) auto',
      gap: '4px 16px',
      alignItems: 'center',
      padding: '12px 0',
      borderTop: `1px solid ${tones.line}`,
      '&:first-child': { borderTop: 0 },
      [tight]: { gridTemplateColumns: 'minmax(0, 1fr) auto' },
    },
    what: { minWidth: 0, [tight]: { gridColumn: '1 / -1', order: 1 } },
    press: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: '6px 16px',
    },
    name: { fontSize: 14.5, fontWeight: 600 },
    second: {
      color: tones.textSecond,
      fontSize: 13,
      lineHeight: '18px',
      overflowWrap: 'anywhere',
    },
  });
}

function partStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    calm: { display: 'flex', alignItems: 'center', gap: 8, margin: '12px 0 0' },
    bar: {
      height: 6,
      borderRadius: 3,
      marginTop: 8,
      background: tones.line,
      overflow: 'hidden',
      '& span': {
        display: 'block',
        height: '100%',
        background: theme.palette.primary.main,
      },
    },
    operation: {
      padding: '12px 0',
      borderTop: `1px solid ${tones.line}`,
      '&:first-child': { borderTop: 0 },
    },
  });
}

/** Measures of the home page. */
export const useHomeStyles = makeStyles<Theme>(theme => ({
  ...listStyles(theme),
  ...partStyles(theme),
}));
