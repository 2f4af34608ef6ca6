import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { MONO, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';

function fieldStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    field: {
      display: 'grid',
      gap: 5,
      '& label': {
        color: tones.textSecond,
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 600,
      },
    },
    check: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: 8,
      color: tones.warning.text,
      [touch]: { minHeight: 44 },
    },
    input: {
      font: 'inherit',
      color: 'inherit',
      background: theme.palette.background.paper,
      border: `1px solid ${tones.control}`,
      borderRadius: 4,
      padding: '7px 10px',
      minHeight: 36,
      width: '100%',
      boxSizing: 'border-box',
      '&:focus': {
        outline: 0,
        borderColor: theme.palette.primary.main,
        boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
      },
      [touch]: { minHeight: 44, fontSize: 16 },
    },
  });
}

function fileStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    files: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      maxHeight: 260,
      overflowY: 'auto',
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      background: tones.sunken,
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '20px',
      fontVariantLigatures: 'none',
      '& li': { padding: '4px 10px', overflowWrap: 'anywhere' },
      '& li + li': { borderTop: `1px solid ${tones.line}` },
    },
    line: {
      display: 'block',
      textDecoration: 'none',
      whiteSpace: 'pre-wrap',
      padding: '0 4px',
    },
    removed: { background: tones.critical.soft },
    added: { background: tones.ok.soft },
    status: { color: tones.textSecond },
  });
}

/** Measures of the dialogs that change an environment. */
export const useEnvironmentDialogStyles = makeStyles<Theme>(theme => ({
  paper: { maxWidth: 720 },
  body: {
    display: 'grid',
    gap: 14,
    padding: '18px 24px 20px',
    overflowY: 'auto',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& p': { margin: 0 },
  },
  ...fieldStyles(theme),
  ...fileStyles(theme),
}));
