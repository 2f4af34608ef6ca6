import type { FileChange } from '@slipway/backstage-plugin-delivery-common';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';

/** Exactly what the commit changes. */
export function Diff(props: { changes: readonly FileChange[] }) {
  const classes = useDialogStyles();
  const t = useWords();
  if (!props.changes.length) {
    return <div className={classes.second}>{t('rollback.noChanges')}</div>;
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
