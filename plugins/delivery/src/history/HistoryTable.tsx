import type {
  DeployComparison,
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Cell,
  Row,
  StateIcon,
  StateWord,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import { comparisonText, comparedAt, troubleLabel } from './measured';
import { Bump } from '../kit/Bump';
import { CommitLink } from '../kit/CommitLink';
import { describeDeployment } from '../state/describe';
import { isInTrouble } from '../state/judge';
import { shortCommit } from '../state/place';
import { Elapsed, Moment } from '../time/Times';
import { useNow } from '../time/Clock';
import { formatDuration, secondsSince } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import type { HistoryRow } from './stays';
import { stayVerdict } from './verdict';

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
  const config = revision.kind === 'config';
  const look = config ? classes.plain : classes.version;
  return (
    <>
      <div className={`${look} ${revision.rewritten ? classes.struck : ''}`}>
        {revision.versionAfter ?? '–'}
      </div>
      {config ? undefined : (
        <Bump
          kind={revision.versionKind}
          bump={revision.bump}
          rollback={Boolean(revision.rollback)}
        />
      )}
    </>
  );
}

/** What runs now and is in trouble says so here too, in the same word. */
function Verdict(props: { row: HistoryRow; deployment: SeenDeployment }) {
  const { row, deployment } = props;
  const t = useWords();
  const now = useNow();
  if (row.wanted && isInTrouble(deployment)) {
    const trouble = describeDeployment(deployment, now, t).find(
      state => state.kind === 'trouble',
    );
    return trouble ? (
      <StateWord
        {...trouble}
        label={troubleLabel(trouble.word, deployment.measured, t)}
      />
    ) : null;
  }
  const verdict = stayVerdict(row, t);
  return verdict ? <StateWord {...verdict} /> : null;
}

function VerdictCell(props: {
  row: HistoryRow;
  deployment: SeenDeployment;
  comparisons?: readonly DeployComparison[];
}) {
  const { revision, known } = props.row;
  const compared = comparedAt(revision, props.comparisons);
  const classes = useTableStyles();
  const t = useWords();
  const { rollback } = revision;
  const notes = [
    kindWords(revision, t),
    compared && comparisonText(compared, t),
    rollback?.reason && t('history.reason', { reason: rollback.reason }),
    known?.suggested && !known.unusable && t('history.suggested'),
    revision.rewritten && t('history.rewritten'),
  ];
  return (
    <>
      <Verdict {...props} />
      {notes.map(note =>
        note ? (
          <div key={note} className={classes.second}>
            {note}
          </div>
        ) : undefined,
      )}
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
  deployment: SeenDeployment;
  comparisons?: readonly DeployComparison[];
  onRollBack(deployment: Deployment, version?: string): void;
}) {
  const classes = useTableStyles();
  const t = useWords();
  const trouble = isInTrouble(props.deployment);
  const looks = ({ revision, wanted }: HistoryRow) => {
    const worst = wanted && trouble ? classes.bad : undefined;
    return revision.kind === 'config' ? classes.quiet : worst;
  };
  return (
    <Table
      head={[
        t('history.version'),
        t('history.verdict'),
        t('history.ranFor'),
        t('history.brought'),
        t('history.when'),
        <span className={classes.hidden}>{t('history.act')}</span>,
      ]}
    >
      {props.rows.map(row => (
        <Row key={row.revision.id} className={looks(row)}>
          <Cell look="nowrap">
            <VersionCell row={row} />
          </Cell>
          <Cell look="wide">
            <VerdictCell
              row={row}
              deployment={props.deployment}
              comparisons={props.comparisons}
            />
          </Cell>
          <Cell look="nowrap">
            <RanForCell row={row} />
          </Cell>
          <Cell look="wide">
            <BroughtCell revision={row.revision} />
          </Cell>
          <Cell look="nowrap">
            <Moment at={row.revision.at} />
            <div className={classes.second}>{row.revision.author.name}</div>
          </Cell>
          <Cell look="right">
            <ActCell {...props} row={row} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
