import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import {
  focusRing,
  narrow,
  snugLanes,
  tightLanes,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';

const GRID = {
  display: 'grid',
  gridTemplateColumns: '112px 136px 150px minmax(0, 1fr) auto',
  columnGap: 16,
  alignItems: 'center',
} as const;

/**
 * One column more, where failed requests are measured. The last one has a
 * width, so that the head stands above its lines.
 */
const MEASURED_GRID = {
  gridTemplateColumns: '104px 132px 144px minmax(0, 1fr) 100px 140px',
  [snugLanes]: {
    gridTemplateColumns: '104px 128px 104px minmax(0, 1fr) 80px 136px',
    columnGap: 12,
  },
} as const;

function secondOf(theme: Theme) {
  return {
    color: tonesOf(theme).textSecond,
    fontSize: 12.5,
    lineHeight: '18px',
  };
}

function listStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    head: {
      ...GRID,
      borderBottom: `1px solid ${tones.lineStrong}`,
      padding: '8px 0',
      marginTop: 4,
      color: tones.textSecond,
      fontSize: 12,
      lineHeight: '16px',
      fontWeight: 600,
      [tightLanes]: { display: 'none' },
    },
    measuredHead: { ...MEASURED_GRID, '& > *': { whiteSpace: 'nowrap' } },
    lane: {
      borderBottom: `1px solid ${tones.line}`,
      margin: '0 -20px',
      padding: '0 20px',
      cursor: 'pointer',
      '&:last-child': { borderBottom: 0 },
      '&:hover': { background: tones.hover },
      [narrow]: { margin: '0 -16px', padding: '0 16px' },
    },
    chosen: { boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}` },
    critical: {
      background: tones.critical.soft,
      '&:hover': { background: tones.critical.soft },
    },
  });
}

function rowStyles(theme: Theme) {
  return createStyles({
    row: {
      ...GRID,
      minHeight: 72,
      padding: '12px 0',
      [tightLanes]: {
        gridTemplateColumns: 'minmax(104px, 1fr) minmax(0, auto)',
        gridTemplateAreas: '"where runs" "say say" "since act"',
        rowGap: 8,
        padding: '14px 0',
      },
    },
    measuredRow: {
      ...MEASURED_GRID,
      [tightLanes]: {
        gridTemplateColumns: 'minmax(104px, 1fr) minmax(56px, 124px) auto',
        gridTemplateAreas: '"where runs runs" "say say say" "since spark act"',
      },
    },
    spark: {
      minWidth: 0,
      [tightLanes]: { gridArea: 'spark', justifySelf: 'end' },
    },
    where: { minWidth: 0, [tightLanes]: { gridArea: 'where' } },
    name: {
      display: 'inline',
      border: 0,
      padding: 0,
      background: 'none',
      font: 'inherit',
      fontSize: 15,
      lineHeight: '20px',
      fontWeight: 650 as 600,
      color: 'inherit',
      textAlign: 'left',
      cursor: 'pointer',
      borderRadius: 2,
      '&:focus-visible': focusRing(theme),
      [touch]: { minHeight: 44 },
    },
    tenant: { fontWeight: 500 },
  });
}

function stateStyles(theme: Theme) {
  const tones = tonesOf(theme);
  const second = secondOf(theme);
  return createStyles({
    runs: {
      minWidth: 0,
      [tightLanes]: { gridArea: 'runs', textAlign: 'right' },
    },
    version: {
      fontSize: 20,
      lineHeight: '24px',
      fontWeight: 650 as 600,
      overflowWrap: 'anywhere',
    },
    faded: { fontStyle: 'italic', fontWeight: 500, color: tones.textSecond },
    wants: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      fontSize: 12.5,
      fontWeight: 600,
      color: tones.warning.text,
    },
    since: { minWidth: 0, [tightLanes]: { gridArea: 'since' } },
    age: { fontWeight: 600 },
    second,
  });
}

function actStyles(theme: Theme) {
  const tones = tonesOf(theme);
  const second = secondOf(theme);
  return createStyles({
    side: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: 4,
      [tightLanes]: { gridArea: 'act' },
    },
    act: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: 4,
      flexWrap: 'wrap',
      maxWidth: 220,
    },
    expand: {
      color: tones.textSecond,
      width: 32,
      height: 32,
      borderRadius: 4,
      [tightLanes]: { display: 'none' },
    },
    foot: { ...second, paddingTop: 10 },
    refusal: { ...second, margin: '0 0 2px', overflowWrap: 'anywhere' },
    more: {
      display: 'flex',
      alignItems: 'center',
      gap: 8,
      flexWrap: 'wrap',
      padding: '8px 0',
      borderBottom: `1px solid ${tones.line}`,
    },
  });
}

/** Measures of the lanes; below 700 px each lane is a block. */
export const useLaneStyles = makeStyles<Theme>(theme => ({
  ...listStyles(theme),
  ...rowStyles(theme),
  ...stateStyles(theme),
  ...actStyles(theme),
}));
