import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  focusRing,
  MONO,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useWords } from '../translation';
import { type FileLine, fileLines } from './fileLines';

/** More than that is shown when it is asked for. */
const MOST_LINES = 300;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: { minWidth: 0, display: 'flex', flexDirection: 'column' },
    head: {
      display: 'flex',
      gap: 12,
      padding: '8px 14px',
      borderBottom: `1px solid ${tones.line}`,
      fontFamily: MONO,
      fontSize: 12,
      lineHeight: '18px',
      color: tones.textSecond,
      '& > :first-child': { flex: 1, overflowWrap: 'anywhere', minWidth: 0 },
    },
    lines: {
      margin: 0,
      padding: '4px 0',
      maxHeight: 460,
      overflow: 'auto',
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '20px',
      fontVariantLigatures: 'none',
      background: tones.sunken,
      flex: 1,
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
    },
    line: {
      display: 'flex',
      gap: 8,
      padding: '0 14px 0 0',
      whiteSpace: 'pre',
      width: 'max-content',
      minWidth: '100%',
      boxSizing: 'border-box',
    },
    number: {
      flex: 'none',
      width: 40,
      textAlign: 'right',
      color: tones.textSecond,
      userSelect: 'none',
    },
    '+': { background: tones.ok.soft },
    '-': { background: tones.critical.soft },
    ' ': {},
    plain: { textDecoration: 'none' },
    more: { padding: '6px 14px' },
  };
});

function Line(props: { line: FileLine }) {
  const classes = useStyles();
  const { sign, number, text } = props.line;
  const words = `${sign} ${text}`;
  const marked = {
    '+': <ins className={classes.plain}>{words}</ins>,
    '-': <del className={classes.plain}>{words}</del>,
    ' ': <span>{words}</span>,
  }[sign];
  return (
    <div className={`${classes.line} ${classes[sign]}`}>
      <span className={classes.number}>{number}</span>
      {marked}
    </div>
  );
}

/** The lines of a file as they would be committed. */
export function FileLines(props: { file: ChangedFile }) {
  const { file } = props;
  const classes = useStyles();
  const t = useWords();
  const [all, setAll] = useState(false);
  const lines = fileLines(file);
  const shown = all ? lines : lines.slice(0, MOST_LINES);
  const isBinary = file.before === undefined && file.after === undefined;
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <span>{file.path}</span>
        <span>{t(`review.${file.status}`)}</span>
      </div>
      <div
        className={classes.lines}
        role="region"
        aria-label={t('review.linesOf', { path: file.path })}
        // What scrolls must be reached by the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {shown.map((line, index) => (
          <Line key={index} line={line} />
        ))}
        {isBinary ? (
          <div className={classes.more}>{t('review.noText')}</div>
        ) : undefined}
        {shown.length < lines.length ? (
          <div className={classes.more}>
            <ActButton size="small" onClick={() => setAll(true)}>
              {t('review.allLines', { n: String(lines.length) })}
            </ActButton>
          </div>
        ) : undefined}
      </div>
    </div>
  );
}
