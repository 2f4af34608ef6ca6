import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import {
  focusRing,
  tight,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';

function frameStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    bar: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: '10px 14px',
      marginBottom: 12,
    },
    push: { flex: 1, [tight]: { display: 'none' } },
    counts: { minWidth: 0 },
    scroll: {
      overflowX: 'auto',
      // Words for screen readers are placed in it, and not beside the page.
      position: 'relative',
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
      [tight]: { overflowX: 'visible' },
    },
    table: {
      width: '100%',
      borderCollapse: 'separate',
      borderSpacing: 0,
      fontSize: 13.5,
      lineHeight: '18px',
      '& th': {
        textAlign: 'left',
        verticalAlign: 'bottom',
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 600,
        color: tones.textSecond,
        padding: '8px 10px 8px 0',
        borderBottom: `1px solid ${tones.lineStrong}`,
        overflowWrap: 'break-word',
      },
      '& td': {
        padding: '14px 10px 16px 0',
        borderBottom: `1px solid ${tones.line}`,
        verticalAlign: 'top',
      },
      '& tbody tr:last-child td': { borderBottom: 0 },
      [tight]: {
        '&, & tbody': { display: 'block' },
        '& thead': visuallyHidden,
        '& tr': {
          display: 'grid',
          position: 'relative',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
          gap: '10px 14px',
          padding: '14px 0',
          borderBottom: `1px solid ${tones.line}`,
        },
        '& tbody tr:last-child': { borderBottom: 0 },
        '& td': { display: 'block', padding: 0, borderBottom: 0 },
      },
    },
  });
}

function cellStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    sticky: {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      background: theme.palette.background.paper,
      minWidth: 196,
      [tight]: { position: 'static', gridColumn: '1 / -1', minWidth: 0 },
    },
    service: { minWidth: 78 },
    // The colour begins before the words, which stay below their head, and
    // ends before those of the next service.
    bad: {
      background: `linear-gradient(to right, ${tones.critical.soft} calc(100% - 8px), transparent 0)`,
      boxShadow: `-8px 0 0 ${tones.critical.soft}`,
      [tight]: {
        background: tones.critical.soft,
        borderRadius: 4,
        boxShadow: 'none',
        '&&': { padding: 8 },
      },
    },
    absent: { [tight]: { '&&': { display: 'none' } } },
    wide: { [tight]: { gridColumn: '1 / -1' } },
    // Words in place of services stay in sight while these scroll.
    inSight: {
      position: 'sticky',
      left: 206,
      display: 'inline-block',
      maxWidth: 620,
      [tight]: { position: 'static' },
    },
    quota: { minWidth: 156, [tight]: { minWidth: 0 } },
    backup: { minWidth: 92 },
    // Below the bars of the quota, where there is no room for a column.
    joined: { marginTop: 8 },
    // What can be done stays in sight while services scroll.
    menu: {
      position: 'sticky',
      right: 0,
      zIndex: 1,
      width: 36,
      background: theme.palette.background.paper,
      textAlign: 'right',
      '&&': { paddingRight: 0 },
      [tight]: { position: 'absolute', top: 10, zIndex: 2 },
    },
    onlyTight: {
      display: 'none',
      color: tones.textSecond,
      fontSize: 12,
      fontWeight: 600,
      [tight]: { display: 'block' },
    },
  });
}

function textStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    tenant: { display: 'flex', gap: 12, minWidth: 0 },
    words: { minWidth: 0, overflowWrap: 'break-word' },
    name: { fontSize: 15, lineHeight: '20px', fontWeight: 650 as 600 },
    second: { color: tones.textSecond, fontSize: 12.5, lineHeight: '17px' },
    problem: { color: tones.warning.text, fontSize: 12.5, lineHeight: '17px' },
    chip: { marginTop: 6 },
    legend: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      marginTop: 10,
      color: tones.textSecond,
      fontSize: 12.5,
    },
    version: { fontSize: 14, fontWeight: 650 as 600 },
    line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 6 },
    stale: { fontStyle: 'italic' },
    hidden: visuallyHidden,
    check: {
      accentColor: theme.palette.primary.main,
      width: 18,
      height: 18,
      margin: '1px 0 0',
      flex: 'none',
    },
    sentence: { margin: '0 0 4px', maxWidth: 720 },
    strong: { fontWeight: 650 as 600 },
  });
}

/** The table of tenants: its first column sticks, below 960 px rows are blocks. */
export const useTenantsStyles = makeStyles<Theme>(theme => ({
  ...frameStyles(theme),
  ...cellStyles(theme),
  ...textStyles(theme),
}));
