import { makeStyles, type Theme } from '@material-ui/core/styles';
import { narrow, tonesOf } from '@slipway/backstage-plugin-kit-react';

/** Measures of the dialog: a column that fills a phone. */
export const useDialogStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    paper: {
      borderRadius: 8,
      width: 640,
      background: theme.palette.background.paper,
      fontSize: 14,
      lineHeight: '20px',
      [narrow]: {
        margin: 0,
        width: '100%',
        maxHeight: '100%',
        borderRadius: 0,
      },
    },
    title: {
      margin: 0,
      padding: '14px 24px',
      fontSize: 20,
      lineHeight: '28px',
      fontWeight: 650 as 600,
      borderBottom: `1px solid ${tones.line}`,
      [narrow]: { padding: '12px 16px', fontSize: 16, lineHeight: '22px' },
    },
    body: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gap: '14px 16px',
      padding: '16px 24px',
      overflowY: 'auto',
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', padding: 16 },
    },
    wide: { gridColumn: '1 / -1', margin: 0, overflowWrap: 'anywhere' },
    critical: { color: tones.critical.text, fontWeight: 600 },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 12,
      padding: '14px 24px',
      borderTop: `1px solid ${tones.line}`,
      [narrow]: { padding: '12px 16px' },
    },
    why: {
      flex: '1 1 200px',
      fontSize: 13,
      lineHeight: '18px',
      color: tones.textSecond,
      overflowWrap: 'anywhere',
    },
  };
});
