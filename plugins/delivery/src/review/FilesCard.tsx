import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { PreviewedChange } from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  StateIcon,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { type DeliveryWords, useWords } from '../translation';
import { countPlan, groupFiles, type PlanCount } from './fileLines';
import { FileLines } from './FileLines';
import { FileTree } from './FileTree';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    change: { marginTop: 12 },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 12px',
      margin: '0 0 6px',
      fontSize: 13,
      color: tones.textSecond,
      '& > h3': {
        margin: 0,
        fontSize: 14,
        fontWeight: 600,
        color: theme.palette.text.primary,
      },
      '& > :last-child': { marginLeft: 'auto' },
    },
    box: {
      display: 'grid',
      gridTemplateColumns: 'minmax(220px, 5fr) minmax(0, 6fr)',
      border: `1px solid ${tones.line}`,
      borderRadius: 6,
      overflow: 'hidden',
      [tight]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    tree: {
      maxHeight: 500,
      overflowY: 'auto',
      padding: '6px 0',
      borderRight: `1px solid ${tones.line}`,
      [tight]: {
        borderRight: 0,
        borderBottom: `1px solid ${tones.line}`,
        maxHeight: 260,
      },
    },
    note: { margin: '10px 0 0', fontSize: 12.5, color: tones.textSecond },
  };
});

/** What a change comes to, in words. */
export function countWords(count: PlanCount, t: DeliveryWords): string {
  return [
    count.new && t('review.newFiles', { count: count.new }),
    count.changed && t('review.changedFiles', { count: count.changed }),
    count.gone && t('review.goneFiles', { count: count.gone }),
    count.added && t('review.linesMore', { count: count.added }),
    count.removed && t('review.linesLess', { count: count.removed }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Files that say what runs; one of them is shown first. */
const TELLING = /(^|\/)(values|stack|deployment)\.ya?ml$|^README\.md$/;

function tellingFile({ files }: PreviewedChange) {
  const ordered = groupFiles(files).flatMap(group =>
    group.files.map(({ file }) => file),
  );
  return ordered.find(({ path }) => TELLING.test(path)) ?? ordered[0];
}

function Change(props: { change: PreviewedChange }) {
  const { change } = props;
  const { files, title, repository, kind } = change;
  const classes = useStyles();
  const t = useWords();
  const groups = groupFiles(files);
  const [chosen, setChosen] = useState(tellingFile(change)?.path);
  const file = files.find(({ path }) => path === chosen);
  return (
    <section className={classes.change} aria-label={title}>
      <div className={classes.head}>
        <h3>{title}</h3>
        <span>
          {kind === 'commit'
            ? t('review.oneCommit', { repository })
            : t('review.newRepository', { repository })}
        </span>
        <span>{countWords(countPlan(change), t)}</span>
      </div>
      {files.length ? (
        <div className={classes.box}>
          <div className={classes.tree}>
            <FileTree
              label={t('review.filesOf', { title })}
              {...{ groups, chosen, onChoose: setChosen }}
            />
          </div>
          {file ? <FileLines key={file.path} file={file} /> : undefined}
        </div>
      ) : (
        t('review.nothingChanges')
      )}
    </section>
  );
}

/** The very files and lines that would be committed. */
export function FilesCard(props: { changes: readonly PreviewedChange[] }) {
  const classes = useStyles();
  const t = useWords();
  const { changes } = props;
  const hasSecrets = changes.some(({ files }) =>
    files.some(({ after }) => after?.includes('(sealed)')),
  );
  return (
    <Card title={t('review.committed')}>
      {changes.length ? (
        changes.map(change => <Change key={change.step} change={change} />)
      ) : (
        <p>{t('review.noChanges')}</p>
      )}
      {hasSecrets ? (
        <p className={classes.note}>
          <StateIcon name="lock" /> {t('review.sealed')}
        </p>
      ) : undefined}
    </Card>
  );
}
