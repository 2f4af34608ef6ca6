import { makeStyles, type Theme } from '@material-ui/core/styles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  CheckResult,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { useId, useState, type ReactNode } from 'react';
import { ActButton } from '../kit/ActButton';
import { Card } from '../kit/Card';
import { CheckSummary } from '../kit/CheckSummary';
import { StateIcon } from '../kit/icons';
import { ChecksList } from '../rollback/Checks';
import { sortChecks } from '../rollback/gate';
import { isInTrouble, isNotStarting } from '../state/judge';
import { placeOf } from '../state/place';
import { focusRing, tight, touch } from '../theme/styles';
import { tonesOf } from '../theme/tones';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { rollbackRefusal } from './Refusals';
import { useSuggestion } from './useSuggestion';

/** More banners than this would push everything else out of sight. */
const MOST_BANNERS = 3;

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 344px',
    gap: '8px 32px',
    alignItems: 'start',
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 14 },
  },
  title: {
    display: 'flex',
    gap: 10,
    margin: 0,
    fontSize: 20,
    lineHeight: '28px',
    fontWeight: 700,
    [tight]: { fontSize: 18, lineHeight: '24px' },
  },
  icon: { color: tonesOf(theme).critical.mark, marginTop: 2 },
  cause: { margin: '6px 0 0', overflowWrap: 'anywhere' },
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
  checks: { gridColumn: '1 / -1', minWidth: 0 },
}));

function headline(deployment: Deployment, now: number, t: DeliveryWords) {
  const { health, live, desired } = deployment;
  const words = {
    version: desired.version ?? live.version ?? deployment.component,
    place: placeOf(deployment, t),
    time: formatMoment(health.since ?? desired.since, now),
  };
  if (health.status === 'missing') {
    return t('banner.missing', words);
  }
  return isNotStarting(deployment)
    ? t('banner.notStarting', words)
    : t('banner.degraded', words);
}

interface BannerProps {
  deployment: Deployment;
  first: boolean;
  onRollBack(deployment: Deployment, version?: string): void;
}

/** What the checks say beforehand, as a whole; one by one when it is pressed. */
function ChecksToggle(props: {
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
function Press(
  props: BannerProps & {
    suggestion: ReturnType<typeof useSuggestion>;
    checks: ReactNode;
  },
) {
  const { deployment, first, onRollBack, checks } = props;
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
      </div>
    </div>
  );
}

function Banner(props: BannerProps) {
  const { deployment } = props;
  const { health, desired } = deployment;
  const classes = useStyles();
  const now = useNow();
  const t = useWords();
  const title = headline(deployment, now, t);
  const suggestion = useSuggestion(deployment);
  const listId = useId();
  const [open, setOpen] = useState(false);
  const checks = suggestion.preflight.value?.checks;
  return (
    <Card edge="critical" label={title}>
      <div className={classes.root}>
        <div>
          {/* New trouble is said once; figures that only change are not. */}
          <div role="alert">
            <h2 className={classes.title}>
              <StateIcon name="error" size={24} className={classes.icon} />
              <span>{title}</span>
            </h2>
          </div>
          <p className={classes.cause}>
            {health.message ??
              (health.status === 'missing'
                ? t('say.missing')
                : t('say.degraded'))}
          </p>
          <p className={classes.second}>
            {t('banner.deployed', {
              time: formatMoment(desired.since, now),
              author: desired.author,
            })}
          </p>
        </div>
        <Press
          {...props}
          suggestion={suggestion}
          checks={
            checks ? (
              <ChecksToggle
                checks={checks}
                open={open}
                listId={listId}
                onToggle={() => setOpen(!open)}
              />
            ) : undefined
          }
        />
        <div id={listId} className={classes.checks} hidden={!open}>
          {open && checks ? (
            <ChecksList checks={sortChecks(checks)} />
          ) : undefined}
        </div>
      </div>
    </Card>
  );
}

/** What is wrong, since when, what to press: one banner each, at most three. */
export function TroubleBanners(props: {
  deployments: readonly Deployment[];
  onRollBack(deployment: Deployment, version?: string): void;
}) {
  const t = useWords();
  const troubled = props.deployments.filter(
    d => isInTrouble(d) && !d.operation,
  );
  const more = troubled.length - MOST_BANNERS;
  return (
    <>
      {troubled.slice(0, MOST_BANNERS).map((deployment, index) => (
        <Banner
          key={deployment.id}
          deployment={deployment}
          first={index === 0}
          onRollBack={props.onRollBack}
        />
      ))}
      {more > 0 ? <p>{t('banner.more', { n: String(more) })}</p> : undefined}
    </>
  );
}
