import { makeStyles, type Theme } from '@material-ui/core/styles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  CheckResult,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { useId, type ReactNode } from 'react';
import {
  ActButton,
  focusRing,
  StateIcon,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import { CheckSummary } from '../kit/CheckSummary';
import { useWords } from '../translation';
import { rollbackRefusal } from './Refusals';
import type { useSuggestion } from './useSuggestion';

const useStyles = makeStyles<Theme>(theme => ({
  second: {
    margin: '2px 0 0',
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
  },
  press: { display: 'grid', gap: 6, minWidth: 0 },
  acts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '0 12px',
  },
  summary: {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 0,
    padding: '4px 0',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: 4,
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44 },
  },
}));

/** What a banner is about, and what it may ask of its page. */
export interface BannerProps {
  deployment: Deployment;
  first: boolean;
  onRollBack(deployment: Deployment, version?: string): void;
}

/** What the checks say beforehand, as a whole; one by one when it is pressed. */
export function ChecksToggle(props: {
  checks: readonly CheckResult[];
  open: boolean;
  listId: string;
  onToggle(): void;
}) {
  const { checks, open, listId, onToggle } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <button
      type="button"
      className={classes.summary}
      aria-expanded={open}
      aria-controls={listId}
      onClick={onToggle}
    >
      <span>{t('banner.checks')}</span>
      <CheckSummary checks={checks} />
      {open ? (
        <ExpandLessIcon aria-hidden fontSize="small" />
      ) : (
        <ExpandMoreIcon aria-hidden fontSize="small" />
      )}
    </button>
  );
}

/** The act, its target, why that target, and what the checks say beforehand. */
export function Press(
  props: BannerProps & {
    suggestion: ReturnType<typeof useSuggestion>;
    checks: ReactNode;
    /** Further acts that go with it. */
    more?: ReactNode;
  },
) {
  const { deployment, first, onRollBack, checks, more } = props;
  const { target, loading, preflight } = props.suggestion;
  const classes = useStyles();
  const t = useWords();
  const whyId = useId();
  const noTarget = loading ? t('failure.loading') : t('banner.noTarget');
  const refusal =
    rollbackRefusal(deployment, t('lanes.gitHasNone')) ??
    (target ? undefined : noTarget);
  return (
    <div className={classes.press}>
      <ActButton
        wide
        // One filled button a screenful: that of the worst.
        look={first ? 'filled' : 'outlined'}
        size="large"
        icon={<StateIcon name="restore" size={20} />}
        disabledBecause={refusal}
        describedBy={whyId}
        onClick={() => onRollBack(deployment, target?.version)}
      >
        {target
          ? t('act.rollBackTo', { version: target.version })
          : t('act.rollBack')}
      </ActButton>
      <div id={whyId} className={classes.second}>
        {refusal ?? (target && `${target.version} ${target.verdictText}.`)}
      </div>
      <div className={classes.acts}>
        {checks}
        {preflight.error ? <div>{t('banner.checksFailed')}</div> : undefined}
        {refusal ? undefined : (
          <ActButton size="small" onClick={() => onRollBack(deployment)}>
            {t('act.otherVersion')}
          </ActButton>
        )}
        {more}
      </div>
    </div>
  );
}
