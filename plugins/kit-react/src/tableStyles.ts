import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { tight, visuallyHidden } from './styles';
import { tonesOf } from './tones';

function cellsOf(theme: Theme) {
  const tones = tonesOf(theme);
  return {
    '& th': {
      textAlign: 'left',
      fontSize: 12,
      lineHeight: '16px',
      fontWeight: 600,
      color: tones.textSecond,
      padding: '8px 12px 8px 0',
      borderBottom: `1px solid ${tones.lineStrong}`,
      whiteSpace: 'nowrap',
    },
    '& td': {
      padding: '9px 12px 9px 0',
      borderBottom: `1px solid ${tones.line}`,
      verticalAlign: 'top',
      // Columns are as wide as their longest word; `anywhere` would tear words.
      overflowWrap: 'break-word',
    },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
    '& tbody tr:last-child td': { borderBottom: 0 },
  } as const;
}

/** Rows become blocks where the page leaves too little for columns. */
function blocksOf(theme: Theme) {
  return {
    '&, & tbody': { display: 'block' },
    '& thead': { display: 'none' },
    '& tr': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      gap: '4px 12px',
      padding: '12px 0',
      borderBottom: `1px solid ${tonesOf(theme).line}`,
    },
    '& td': { display: 'block', padding: 0, borderBottom: 0 },
  } as const;
}

/** What a cell is about, before its words. */
function labelOf(theme: Theme) {
  return {
    content: 'attr(data-label)',
    marginRight: 6,
    fontSize: 12,
    fontWeight: 600,
    color: tonesOf(theme).textSecond,
  } as const;
}

function tableStyles(theme: Theme) {
  return createStyles({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13.5,
      lineHeight: '20px',
      ...cellsOf(theme),
      [tight]: blocksOf(theme),
    },
    wide: {
      '&&': { overflowWrap: 'anywhere' },
      [tight]: { gridColumn: '1 / -1' },
    },
    line: { [tight]: { gridColumn: '1 / -1' } },
    top: { [tight]: { order: -1 } },
    end: { [tight]: { textAlign: 'right' } },
    labelled: { [tight]: { '&::before': labelOf(theme) } },
    foot: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      flexWrap: 'wrap',
      gap: 12,
      marginTop: 10,
    },
  });
}

function textStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    right: { textAlign: 'right', maxWidth: 200 },
    nowrap: { whiteSpace: 'nowrap' },
    // A picture keeps its width, and stands in the middle of its row.
    spark: { width: 124, '&&': { verticalAlign: 'middle' } },
    second: { color: tones.textSecond, fontSize: 13, lineHeight: '18px' },
    version: { fontSize: 15, fontWeight: 650 as 600 },
    quiet: {
      '& td': { paddingTop: 5, paddingBottom: 5, color: tones.textSecond },
    },
    bad: { background: tones.critical.soft },
    plain: { fontSize: 13, fontWeight: 400 },
    struck: { textDecoration: 'line-through', color: tones.textSecond },
    hidden: visuallyHidden,
  });
}

/** Tables of the plugin: 52 px rows, blocks below 700 px. @public */
export const useTableStyles = makeStyles<Theme>(theme => ({
  ...tableStyles(theme),
  ...textStyles(theme),
}));
