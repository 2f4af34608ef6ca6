import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  Operation,
  OperationStep,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  type IconName,
  StateIcon,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { CommitLink } from '../kit/CommitLink';
import { Elapsed } from '../time/Times';
import { useWords } from '../translation';
import { allSteps } from './steps';

function stepStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    list: { listStyle: 'none', margin: '8px 0 0', padding: 0 },
    step: {
      display: 'grid',
      gridTemplateColumns: '24px minmax(0, 1fr) auto',
      gap: '0 12px',
      paddingBottom: 15,
      position: 'relative',
      '&::before': {
        content: '""',
        position: 'absolute',
        left: 11,
        top: 26,
        bottom: 2,
        width: 2,
        background: tones.lineStrong,
      },
      '&:last-child': { paddingBottom: 0, '&::before': { display: 'none' } },
    },
    passed: { '&::before': { background: tones.accent.mark } },
    title: { fontWeight: 600, lineHeight: '24px' },
    dim: { color: tones.textSecond, fontWeight: 500 },
    second: {
      gridColumn: '2 / -1',
      color: tones.textSecond,
      fontSize: 13,
      lineHeight: '18px',
      overflowWrap: 'anywhere',
    },
    time: { color: tones.textSecond, fontSize: 13, lineHeight: '24px' },
    hidden: visuallyHidden,
  });
}

function markStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    mark: {
      width: 24,
      height: 24,
      borderRadius: '50%',
      display: 'grid',
      placeItems: 'center',
      boxSizing: 'border-box',
      fontSize: 12,
      fontWeight: 600,
      border: `2px solid ${tones.lineStrong}`,
      color: tones.textSecond,
    },
    done: {
      background: tones.accent.mark,
      borderColor: tones.accent.mark,
      color: tones.onAccent,
    },
    running: { borderColor: tones.accent.mark, color: tones.accent.text },
    failed: {
      background: tones.critical.mark,
      borderColor: tones.critical.mark,
      color: theme.palette.background.paper,
    },
    // What could not be shown to have helped is no fault of the step.
    'not-recovered': {
      background: tones.warning.mark,
      borderColor: tones.warning.mark,
      color: theme.palette.background.paper,
    },
    'not-verified': {
      background: tones.idle.mark,
      borderColor: tones.idle.mark,
      color: theme.palette.background.paper,
    },
    skipped: {},
    waiting: {},
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...stepStyles(theme),
  ...markStyles(theme),
}));

const ICONS: Partial<Record<OperationStep['status'], IconName>> = {
  done: 'check',
  running: 'running',
  failed: 'error',
};

/** A verification that did not succeed looks like the end it led to. */
function markOf(step: OperationStep, { state }: Operation) {
  const open = step.status === 'failed' || step.status === 'running';
  if (step.name === 'verifying' && open) {
    if (state === 'not-recovered') {
      return { look: state, icon: 'problem' } as const;
    }
    if (state === 'not-verified') {
      return { look: state, icon: 'help' } as const;
    }
  }
  return { look: step.status, icon: ICONS[step.status] };
}

function Step(props: {
  step: OperationStep;
  place: number;
  operation: Operation;
}) {
  const { step, place, operation } = props;
  const classes = useStyles();
  const t = useWords();
  const { look, icon } = markOf(step, operation);
  const dim = step.status === 'waiting' || step.status === 'skipped';
  return (
    <li
      className={`${classes.step} ${step.status === 'done' ? classes.passed : ''}`}
    >
      <span className={`${classes.mark} ${classes[look]}`} aria-hidden>
        {icon ? <StateIcon name={icon} size={15} /> : place}
      </span>
      <span className={`${classes.title} ${dim ? classes.dim : ''}`}>
        {t(`step.${step.name}`)}
        <span className={classes.hidden}>
          {`, ${t(`stepStatus.${step.status}`)}`}
        </span>
        {step.name === 'committed' && operation.commit ? (
          <>
            {' '}
            <CommitLink commit={operation.commit} url={operation.commitUrl} />
          </>
        ) : undefined}
        {step.attempt > 1
          ? ` · ${t('operation.attempt', { n: String(step.attempt) })}`
          : undefined}
        {step.status === 'skipped'
          ? ` · ${t('stepStatus.skipped')}`
          : undefined}
      </span>
      {/* The ticking time is no news; a step that moves on is. */}
      <span className={classes.time} aria-live="off">
        {step.startedAt ? (
          <Elapsed
            from={step.startedAt}
            to={step.endedAt ?? operation.endedAt}
          />
        ) : undefined}
      </span>
      {step.message ? (
        <span className={classes.second}>{step.message}</span>
      ) : undefined}
    </li>
  );
}

/** What happened, in order, with times. */
export function StepsCard(props: { operation: Operation }) {
  const { operation } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <Card title={t('operation.steps')}>
      <ol className={classes.list} aria-live="polite">
        {allSteps(operation).map((step, index) => (
          <Step
            key={step.name}
            step={step}
            place={index + 1}
            operation={operation}
          />
        ))}
      </ol>
    </Card>
  );
}
