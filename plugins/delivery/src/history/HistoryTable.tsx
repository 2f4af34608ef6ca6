import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { CELL, ROW, ROWS, TABLE } from '../kit/tableRoles';
import { ActButton } from '../kit/ActButton';
import { Bump } from '../kit/Bump';
import { CommitLink } from '../kit/CommitLink';
import { StateWord } from '../kit/Chip';
import { StateIcon } from '../kit/icons';
import { shortCommit } from '../state/place';
import { Elapsed, Moment } from '../time/Times';
import { useNow } from '../time/Clock';
import { formatDuration, secondsSince } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import type { HistoryRow } from './stays';
import { useTableStyles } from './tableStyles';
import { asSentence, verdictLook } from './verdict';

/** What a change did, where it is not simply another version. */
function kindWords(revision: Revision, t: DeliveryWords): string | undefined {
  if (revision.problem) {
    return t('history.unreadable', { problem: revision.problem });
  }
  switch (revision.kind) {
    case 'config':
      return t('history.config', { version: revision.versionAfter ?? '' });
    case 'create':
      return t('history.create');
    case 'remove':
      return t('history.remove');
    case 'restore':
      return t('history.restore');
    default:
      return undefined;
  }
}

function VersionCell(props: { row: HistoryRow }) {
  const { revision } = props.row;
  const classes = useTableStyles();
  const version = revision.versionAfter ?? '–';
  return (
    <>
      <div
        className={`${classes.version} ${revision.rewritten ? classes.struck : ''}`}
      >
        {version}
      </div>
      {revision.kind === 'config' ? undefined : (
        <Bump
          kind={revision.versionKind}
          bump={revision.bump}
          rollback={Boolean(revision.rollback)}
        />
      )}
    </>
  );
}

function VerdictCell(props: { row: HistoryRow }) {
  const { revision, known } = props.row;
  const classes = useTableStyles();
  const t = useWords();
  const kind = kindWords(revision, t);
  const { rollback } = revision;
  return (
    <>
      {known ? (
        <StateWord
          {...verdictLook(known.verdict)}
          label={asSentence(known.verdictText)}
        />
      ) : undefined}
      {kind ? <div className={classes.second}>{kind}</div> : undefined}
      {rollback?.reason ? (
        <div className={classes.second}>
          {t('history.reason', { reason: rollback.reason })}
        </div>
      ) : undefined}
      {known?.suggested && !known.unusable ? (
        <div className={classes.second}>{t('history.suggested')}</div>
      ) : undefined}
      {revision.rewritten ? (
        <div className={classes.second}>{t('history.rewritten')}</div>
      ) : undefined}
    </>
  );
}

function RanForCell(props: { row: HistoryRow }) {
  const { from, until, wanted } = props.row;
  const t = useWords();
  const now = useNow();
  if (!from) {
    return <>–</>;
  }
  if (wanted) {
    const length = formatDuration(secondsSince(from, now), t);
    return <>{t('history.still', { length })}</>;
  }
  return until ? <Elapsed from={from} to={until} /> : <>–</>;
}

function BroughtCell(props: { revision: Revision }) {
  const { revision } = props;
  const classes = useTableStyles();
  const t = useWords();
  return (
    <>
      <div>{revision.subject}</div>
      <div className={classes.second}>
        <CommitLink commit={revision.commit} url={revision.commitUrl} />
        {` · ${t('history.files', { count: revision.filesChanged })}`}
        {revision.landedIn
          ? ` · ${t('history.landedIn', { commit: shortCommit(revision.landedIn) })}`
          : undefined}
      </div>
    </>
  );
}

function ActCell(props: {
  row: HistoryRow;
  deployment: Deployment;
  onRollBack(deployment: Deployment, version?: string): void;
}) {
  const { row, deployment, onRollBack } = props;
  const { known, wanted } = row;
  const classes = useTableStyles();
  const t = useWords();
  if (wanted) {
    const runs = deployment.live.version === row.revision.versionAfter;
    return (
      <span>
        <StateIcon name="arrow" />{' '}
        {runs && !deployment.live.stale
          ? t('history.runsNow')
          : t('history.wantedNow')}
      </span>
    );
  }
  if (!known || known.verdict === 'current') {
    return null;
  }
  if (known.unusable) {
    return (
      <span className={classes.second}>
        <StateIcon name="block" /> {known.unusable}
      </span>
    );
  }
  const { allowed } = deployment.can.rollback;
  return allowed && !deployment.operation ? (
    <ActButton
      size="small"
      look={known.suggested ? 'outlined' : 'text'}
      label={t('act.rollBackTo', { version: known.version })}
      onClick={() => onRollBack(deployment, known.version)}
    >
      {t('act.rollBackToChoose')}
    </ActButton>
  ) : null;
}

/** Changes of one deployment, newest first. */
export function HistoryTable(props: {
  rows: readonly HistoryRow[];
  deployment: Deployment;
  onRollBack(deployment: Deployment, version?: string): void;
}) {
  const classes = useTableStyles();
  const t = useWords();
  return (
    // Roles are named because blocks on narrow pages would lose them.
    <table className={classes.table} {...TABLE}>
      <thead>
        <tr>
          <th scope="col">{t('history.version')}</th>
          <th scope="col">{t('history.verdict')}</th>
          <th scope="col">{t('history.ranFor')}</th>
          <th scope="col">{t('history.brought')}</th>
          <th scope="col">{t('history.when')}</th>
          <th scope="col">
            <span className={classes.hidden}>{t('history.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody {...ROWS}>
        {props.rows.map(row => (
          <tr {...ROW} key={row.revision.id}>
            <td {...CELL} className={classes.nowrap}>
              <VersionCell row={row} />
            </td>
            <td {...CELL} className={classes.wide}>
              <VerdictCell row={row} />
            </td>
            <td {...CELL} className={classes.nowrap}>
              <RanForCell row={row} />
            </td>
            <td {...CELL} className={classes.wide}>
              <BroughtCell revision={row.revision} />
            </td>
            <td {...CELL} className={classes.nowrap}>
              <Moment at={row.revision.at} />
              <div className={classes.second}>{row.revision.author.name}</div>
            </td>
            <td {...CELL} className={classes.right}>
              <ActCell {...props} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
