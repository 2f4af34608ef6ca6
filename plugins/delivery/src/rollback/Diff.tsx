import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { FileChange } from '@slipway/backstage-plugin-delivery-common';
import { MONO, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    diff: {
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '20px',
      fontVariantLigatures: 'none',
      background: tones.sunken,
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      overflow: 'hidden',
    },
    diffFile: {
      padding: '4px 10px',
      borderBottom: `1px solid ${tones.line}`,
      fontSize: 12,
      color: tones.textSecond,
      overflowWrap: 'anywhere',
    },
    diffLine: {
      display: 'flex',
      gap: 8,
      padding: '0 10px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    diffNumber: {
      width: 32,
      flex: 'none',
      textAlign: 'right',
      color: tones.textSecond,
    },
    plain: { textDecoration: 'none', minWidth: 0 },
    removed: { background: tones.critical.soft },
    added: { background: tones.ok.soft },
  };
});

/** Exactly what the commit changes. */
export function Diff(props: { changes: readonly FileChange[] }) {
  const classes = useStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  if (!props.changes.length) {
    return <div className={second}>{t('rollback.noChanges')}</div>;
  }
  return (
    <>
      {props.changes.map(({ path, lines }) => (
        <div key={path} className={classes.diff}>
          <div className={classes.diffFile}>
            {`${path} · ${t('rollback.lines', { count: lines.length })}`}
          </div>
          {lines.map(({ line, before, after }) => (
            <div key={line}>
              <div className={`${classes.diffLine} ${classes.removed}`}>
                <span className={classes.diffNumber}>{line}</span>
                <del className={classes.plain}>{`- ${before}`}</del>
              </div>
              <div className={`${classes.diffLine} ${classes.added}`}>
                <span className={classes.diffNumber}>{line}</span>
                <ins className={classes.plain}>{`+ ${after}`}</ins>
              </div>
            </div>
          ))}
        </div>
      ))}
    </>
  );
}
