import LinearProgress from '@material-ui/core/LinearProgress';
import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import {
  ActButton,
  MONO,
  NARROW_QUERY,
  StateIcon,
  still,
  tonesOf,
  touch,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { CHECK_LOOKS, CheckSummary } from '../kit/CheckSummary';
import { useNow } from '../time/Clock';
import { formatClock, formatDuration, localTimes } from '../time/format';
import { useWords } from '../translation';
import { CheckLinks } from './CheckLinks';
import { useDialogStyles } from './dialogStyles';
import type { Alternative } from './useAlternative';
import type { PreflightRun } from './usePreflight';

/** Fine checks beyond this many fold away when something else matters more. */
const MOST_FINE = 3;

function listStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    head: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: '4px 12px',
    },
    push: { flex: 1 },
    bar: {
      height: 2,
      margin: '4px 0',
      [still]: { '& *': { animation: 'none' } },
    },
    noBar: { height: 2, margin: '4px 0' },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    row: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(0, 1fr)',
      gap: 8,
      padding: '9px 0',
      borderBottom: `1px solid ${tones.line}`,
      '&:last-child': { borderBottom: 0 },
    },
    blocked: {
      background: tones.critical.soft,
      border: `1px solid ${tones.critical.line}`,
      borderRadius: 6,
      padding: 10,
      margin: '0 -10px 4px',
    },
    text: { minWidth: 0, overflowWrap: 'anywhere' },
  });
}

function answerStyles(theme: Theme) {
  return createStyles({
    evidence: {
      '& summary': { cursor: 'pointer', color: theme.palette.primary.main },
      '& pre': {
        margin: '4px 0 0',
        fontFamily: MONO,
        fontSize: 12.5,
        whiteSpace: 'pre-wrap',
      },
    },
    example: {
      margin: '4px 0 0',
      '& figcaption': { fontSize: 13, color: theme.palette.text.secondary },
      '& pre': {
        margin: '4px 0 0',
        padding: '6px 8px',
        background: theme.palette.background.paper,
        border: `1px solid ${tonesOf(theme).line}`,
        borderRadius: 4,
        fontFamily: MONO,
        fontSize: 12.5,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      },
    },
    accept: {
      display: 'flex',
      gap: 8,
      alignItems: 'center',
      marginTop: 6,
      cursor: 'pointer',
      '& input': {
        accentColor: theme.palette.primary.main,
        width: 18,
        height: 18,
        margin: 0,
      },
      [touch]: { minHeight: 44 },
    },
    hidden: visuallyHidden,
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...listStyles(theme),
  ...answerStyles(theme),
}));

const useToneStyles = makeStyles<Theme>(theme => ({
  critical: { color: tonesOf(theme).critical.mark },
  warning: { color: tonesOf(theme).warning.mark },
  ok: { color: tonesOf(theme).ok.mark },
  idle: { color: tonesOf(theme).idle.mark },
  accent: { color: tonesOf(theme).accent.mark },
}));

function Row(props: {
  check: CheckResult;
  accepted: boolean;
  alternative?: Alternative;
  onAccept?(id: string, on: boolean): void;
  onChoose?(version: string): void;
}) {
  const { check, accepted, alternative, onAccept, onChoose } = props;
  const now = useNow();
  const classes = useStyles();
  const t = useWords();
  const { icon, tone } = CHECK_LOOKS[check.status];
  const tones = useToneStyles();
  return (
    <li
      className={`${classes.row} ${check.status === 'block' ? classes.blocked : ''}`}
    >
      <span className={tones[tone]}>
        <StateIcon name={icon} size={18} />
        <span className={classes.hidden}>{t(`check.${check.status}`)}</span>
      </span>
      <div className={classes.text}>
        <strong>{`${check.title}. `}</strong>
        {localTimes(check.message, now)}
        {check.example ? (
          <figure className={classes.example}>
            <figcaption>{check.example.caption}</figcaption>
            <pre>{check.example.text}</pre>
          </figure>
        ) : undefined}
        {check.evidence?.length ? (
          <details className={classes.evidence}>
            <summary>{t('rollback.evidence')}</summary>
            <pre>{check.evidence.join('\n')}</pre>
          </details>
        ) : undefined}
        <CheckLinks {...{ check, alternative, onChoose }} />
        {check.status === 'unknown' && onAccept ? (
          <label className={classes.accept}>
            <input
              type="checkbox"
              checked={accepted}
              onChange={event => onAccept(check.id, event.target.checked)}
            />
            {t('rollback.accept')}
            <span className={classes.hidden}>{`: ${check.title}`}</span>
          </label>
        ) : undefined}
      </div>
    </li>
  );
}

/** Checks with their answers, worst first; accepting is part of asking only. */
export function ChecksList(props: {
  checks: readonly CheckResult[];
  accepted?: ReadonlySet<string>;
  alternative?: Alternative;
  onAccept?(id: string, on: boolean): void;
  onChoose?(version: string): void;
}) {
  const { checks, accepted, alternative, onAccept, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const isNarrow = useMediaQuery(NARROW_QUERY);
  const [all, setAll] = useState(false);
  const fine = checks.filter(check => check.status === 'ok');
  const worse = checks.filter(check => check.status !== 'ok');
  // What to choose instead is about all that block, so it is said once.
  const firstBlock = worse.find(check => check.status === 'block');
  const fold =
    !all && fine.length > MOST_FINE && (isNarrow || firstBlock !== undefined);
  return (
    <ul className={classes.list}>
      {[...worse, ...(fold ? [] : fine)].map(check => (
        <Row
          key={check.id}
          check={check}
          accepted={accepted?.has(check.id) ?? false}
          alternative={check === firstBlock ? alternative : undefined}
          {...{ onAccept, onChoose }}
        />
      ))}
      {fold ? (
        <li>
          {t(worse.length ? 'rollback.moreFine' : 'rollback.allFine', {
            n: String(fine.length),
          })}{' '}
          <ActButton size="small" onClick={() => setAll(true)}>
            {t('act.showThem')}
          </ActButton>
        </li>
      ) : undefined}
    </ul>
  );
}

/** The right side of the dialog. */
export function Checks(props: {
  run: PreflightRun;
  checks: readonly CheckResult[];
  accepted: ReadonlySet<string>;
  alternative?: Alternative;
  onAccept(id: string, on: boolean): void;
  onChoose?(version: string): void;
}) {
  const { run, checks, accepted, alternative, onAccept, onChoose } = props;
  const now = useNow();
  const classes = useStyles();
  const dialog = useDialogStyles();
  const t = useWords();
  const { value } = run;
  return (
    <section aria-label={t('rollback.checks')} aria-busy={run.pending}>
      <div className={classes.head}>
        <h3 className={dialog.label}>{t('rollback.checks')}</h3>
        <span className={classes.push} />
        <span role="status">
          <CheckSummary checks={checks} />
        </span>
        {value && !run.pending ? (
          <span className={dialog.second}>
            {t('rollback.checkedAt', {
              time: formatClock(Date.parse(value.checkedAt)),
              took: formatDuration(value.tookMs / 1000, t),
            })}
          </span>
        ) : undefined}
      </div>
      {run.pending ? (
        <LinearProgress
          className={classes.bar}
          aria-label={t('rollback.checksRunning')}
        />
      ) : (
        <div className={classes.noBar} />
      )}
      <ChecksList {...{ checks, accepted, alternative, onAccept, onChoose }} />
      {value?.notRolledBack.length ? (
        <p className={dialog.second}>
          <strong>{t('rollback.notRolledBack')}</strong>{' '}
          {localTimes(value.notRolledBack.join(', '), now)}
        </p>
      ) : undefined}
    </section>
  );
}
