import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';
import { useWords } from '../translation';
import { changedLines, lineCount } from './changedLines';
import { useEnvironmentDialogStyles } from './dialogStyles';

const MOST_FILES = 100;

function File(props: { file: ChangedFile }) {
  const { path, status, before, after } = props.file;
  const classes = useEnvironmentDialogStyles();
  const t = useWords();
  if (status === 'removed') {
    const count = lineCount(before);
    return (
      <li>
        {`− ${path} `}
        <span className={classes.status}>
          {`(${t('plan.removed', { count })})`}
        </span>
      </li>
    );
  }
  const lines = changedLines(before ?? '', after ?? '');
  return (
    <li>
      {`${path} `}
      <span className={classes.status}>
        {`(${t('plan.changed', { count: lines.length })})`}
      </span>
      {lines.map(({ line, from, to }) => (
        <span key={line}>
          <del className={`${classes.line} ${classes.removed}`}>
            {`${line} - ${from}`}
          </del>
          <ins className={`${classes.line} ${classes.added}`}>
            {`${line} + ${to}`}
          </ins>
        </span>
      ))}
    </li>
  );
}

/** The very files and lines that a commit would change. */
export function PlanFiles(props: { files: readonly ChangedFile[] }) {
  const { files } = props;
  const classes = useEnvironmentDialogStyles();
  const t = useWords();
  const more = files.length - MOST_FILES;
  if (!files.length) {
    return <p>{t('plan.none')}</p>;
  }
  return (
    // It scrolls, so that the keyboard has to be able to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes.files} tabIndex={0} aria-label={t('plan.title')}>
      {files.slice(0, MOST_FILES).map(file => (
        <File key={file.path} file={file} />
      ))}
      {more > 0 ? <li>{t('plan.more', { n: String(more) })}</li> : undefined}
    </ul>
  );
}
