import { makeStyles, type Theme } from '@material-ui/core/styles';
import { narrow, tonesOf } from '@slipway/backstage-plugin-kit-react';

/** The card of upgrades in waves. */
export const useUpgradeStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    upgrade: {
      '& + &': { borderTop: `1px solid ${tones.line}`, marginTop: 16 },
      paddingTop: 8,
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: '6px 12px',
      [narrow]: { flexWrap: 'wrap' },
    },
    second: { color: tones.textSecond, fontSize: 13, lineHeight: '18px' },
    waves: { listStyle: 'none', margin: '6px 0 0', padding: 0 },
    wave: {
      display: 'grid',
      gridTemplateColumns: '26px minmax(0, 1fr)',
      gap: 12,
      padding: '10px 0',
      '& + &': { borderTop: `1px solid ${tones.line}` },
    },
    number: {
      width: 24,
      height: 24,
      borderRadius: 12,
      border: `1px solid ${tones.lineStrong}`,
      display: 'grid',
      placeItems: 'center',
      fontSize: 12,
      fontWeight: 600,
      color: tones.textSecond,
    },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: '2px 12px',
      '& + &': { marginTop: 10 },
    },
    words: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
    checks: {
      flexBasis: '100%',
      '& summary': {
        cursor: 'pointer',
        color: theme.palette.primary.main,
        fontSize: 13,
      },
    },
    acts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 10,
      marginTop: 10,
    },
    earlier: {
      marginTop: 16,
      '& > summary': {
        cursor: 'pointer',
        color: theme.palette.primary.main,
        fontSize: 13,
      },
    },
    failure: { color: tones.critical.text, fontWeight: 600 },
  };
});
