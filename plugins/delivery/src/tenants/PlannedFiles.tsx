import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';
import { MONO, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { shownChange } from './changedLines';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    file: {
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '20px',
      fontVariantLigatures: 'none',
      background: tones.sunken,
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      overflow: 'hidden',
    },
    path: {
      padding: '4px 10px',
      borderBottom: `1px solid ${tones.line}`,
      fontSize: 12,
      color: tones.textSecond,
      overflowWrap: 'anywhere',
    },
    line: {
      display: 'flex',
      gap: 8,
      padding: '0 10px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      '& del, & ins': { textDecoration: 'none', minWidth: 0 },
    },
    number: {
      width: 32,
      flex: 'none',
      textAlign: 'right',
      color: tones.textSecond,
    },
    removed: { background: tones.critical.soft },
    added: { background: tones.ok.soft },
  };
});

/** Exactly what a commit changes, file by file. */
export function PlannedFiles(props: { files: readonly ChangedFile[] }) {
  const classes = useStyles();
  return (
    <>
      {props.files.map(shownChange).map(({ path, removed, added }) => (
        <div key={path} className={classes.file}>
          <div className={classes.path}>{path}</div>
          {removed.map(({ line, text }) => (
            <div
              key={`-${line}`}
              className={`${classes.line} ${classes.removed}`}
            >
              <span className={classes.number}>{line}</span>
              <del>{`- ${text}`}</del>
            </div>
          ))}
          {added.map(({ line, text }) => (
            <div
              key={`+${line}`}
              className={`${classes.line} ${classes.added}`}
            >
              <span className={classes.number}>{line}</span>
              <ins>{`+ ${text}`}</ins>
            </div>
          ))}
        </div>
      ))}
    </>
  );
}
