import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { narrow, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';

function secondOf(theme: Theme) {
  return { color: tonesOf(theme).textSecond, fontSize: 13, lineHeight: '18px' };
}

function frameStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    paper: {
      borderRadius: 8,
      maxWidth: 1120,
      background: theme.palette.background.paper,
      fontSize: 14,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
      [narrow]: { borderRadius: 0 },
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      padding: '14px 24px',
      borderBottom: `1px solid ${tones.line}`,
      [narrow]: { padding: '10px 16px' },
    },
    title: {
      margin: 0,
      flex: 1,
      fontSize: 20,
      lineHeight: '28px',
      fontWeight: 650 as 600,
      [narrow]: { fontSize: 16, lineHeight: '22px' },
    },
  });
}

function columnStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    body: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateRows: 'auto 1fr',
      gridTemplateAreas: '"choose checks" "write checks"',
      minHeight: 0,
      flex: 1,
      overflowY: 'auto',
      [narrow]: { display: 'block' },
    },
    side: {
      padding: '18px 24px 20px',
      minWidth: 0,
      display: 'grid',
      gap: 14,
      alignContent: 'start',
      gridTemplateColumns: 'minmax(0, 1fr)',
      [narrow]: { padding: '14px 16px' },
    },
    choose: { gridArea: 'choose', paddingBottom: 0 },
    write: { gridArea: 'write' },
    checks: {
      gridArea: 'checks',
      borderLeft: `1px solid ${tones.line}`,
      background: tones.sunken,
      [narrow]: { borderLeft: 0, background: 'none' },
    },
  });
}

function footStyles(theme: Theme) {
  const tones = tonesOf(theme);
  const second = secondOf(theme);
  return createStyles({
    foot: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 12,
      padding: '14px 24px',
      borderTop: `1px solid ${tones.line}`,
      [narrow]: { padding: '12px 16px' },
    },
    footText: {
      flex: '1 1 220px',
      ...second,
      [narrow]: { flexBasis: '100%' },
    },
    keys: {
      display: 'inline-flex',
      gap: 4,
      '& kbd': {
        font: 'inherit',
        fontSize: 11.5,
        lineHeight: '16px',
        border: `1px solid ${tones.lineStrong}`,
        borderBottomWidth: 2,
        borderRadius: 4,
        padding: '0 5px',
        color: tones.textSecond,
      },
      [touch]: { display: 'none' },
      [narrow]: { display: 'none' },
    },
  });
}

function textStyles(theme: Theme) {
  const tones = tonesOf(theme);
  const second = secondOf(theme);
  return createStyles({
    critical: { color: tones.critical.text, fontWeight: 600 },
    second,
    label: { fontWeight: 600, margin: 0, fontSize: 14, lineHeight: '20px' },
    notice: {
      border: `1px solid ${tones.warning.line}`,
      background: tones.warning.soft,
      borderRadius: 6,
      padding: '8px 12px 12px',
    },
  });
}

/** Measures of the dialog: two columns, one below 700 px. */
export const useDialogStyles = makeStyles<Theme>(theme => ({
  ...frameStyles(theme),
  ...columnStyles(theme),
  ...footStyles(theme),
  ...textStyles(theme),
}));
