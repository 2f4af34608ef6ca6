import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { useId, useState } from 'react';
import {
  ActButton,
  Card,
  StateIcon,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { HourChart } from '../health/HourChart';
import { MeasuredEvidence } from '../health/MeasuredEvidence';
import { isMeasuredBad, type SeenDeployment } from '../health/SeenDeployment';
import { ChecksList } from '../rollback/Checks';
import { sortChecks } from '../rollback/gate';
import { isInTrouble, isNotStarting } from '../state/judge';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { ChecksToggle, Press, type BannerProps } from './Press';
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
  // The chart stands between what is wrong and what to press, and below both
  // where there is no room.
  measured: {
    columnGap: 24,
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr) 264px',
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 14 },
  },
  chart: {
    gridColumn: 2,
    gridRow: 1,
    [tight]: { gridColumn: 'auto', gridRow: 'auto' },
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
  checks: { gridColumn: '1 / -1', minWidth: 0 },
}));

function runtimeHeadline(
  deployment: Deployment,
  now: number,
  t: DeliveryWords,
) {
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

/** What is wrong, of which version, where and since when. */
function headline(deployment: SeenDeployment, now: number, t: DeliveryWords) {
  const { measured, live, desired, component } = deployment;
  if (!measured || !isMeasuredBad(deployment)) {
    return runtimeHeadline(deployment, now, t);
  }
  const words = {
    version: measured.version ?? live.version ?? component,
    place: placeOf(deployment, t),
    time: formatMoment(measured.since ?? desired.since, now),
  };
  if (measured.status === 'over-limit') {
    return t('trouble.overLimit', words);
  }
  return measured.symptom === 'slow'
    ? t('trouble.slow', words)
    : t('trouble.failing', words);
}

/** What the runtime says of it, where nothing is measured. */
function RuntimeEvidence(props: { deployment: Deployment }) {
  const { health, desired } = props.deployment;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  return (
    <>
      <p className={classes.cause}>
        {health.message ??
          (health.status === 'missing' ? t('say.missing') : t('say.degraded'))}
      </p>
      <p className={classes.second}>
        {t('banner.deployed', {
          time: formatMoment(desired.since, now),
          author: desired.author,
        })}
      </p>
    </>
  );
}

/** What the banners know beside their own deployment. */
interface Around {
  all: readonly SeenDeployment[];
  newest?: ReadonlyMap<string, Revision>;
  onShowChanges?(deployment: Deployment): void;
}

function Banner(props: BannerProps & Around & { deployment: SeenDeployment }) {
  const { deployment, all, newest, onShowChanges } = props;
  const classes = useStyles();
  const now = useNow();
  const t = useWords();
  const title = headline(deployment, now, t);
  const suggestion = useSuggestion(deployment);
  const listId = useId();
  const [open, setOpen] = useState(false);
  const checks = suggestion.preflight.value?.checks;
  const measured = isMeasuredBad(deployment) ? deployment.measured : undefined;
  const icon = measured?.status === 'burning' ? 'fire' : 'error';
  const toggle = checks ? (
    <ChecksToggle
      checks={checks}
      open={open}
      listId={listId}
      onToggle={() => setOpen(!open)}
    />
  ) : undefined;
  const whatElse = onShowChanges ? (
    <ActButton size="small" onClick={() => onShowChanges(deployment)}>
      {t('trouble.whatElse')}
    </ActButton>
  ) : undefined;
  return (
    <Card edge="critical" label={title}>
      <div className={`${classes.root} ${measured ? classes.measured : ''}`}>
        <div>
          {/* New trouble is said once; figures that only change are not. */}
          <div role="alert">
            <h2 className={classes.title}>
              <StateIcon name={icon} size={24} className={classes.icon} />
              <span>{title}</span>
            </h2>
          </div>
          {measured ? (
            <MeasuredEvidence
              deployment={deployment}
              health={measured}
              all={all}
              before={newest?.get(deployment.id)}
            />
          ) : (
            <RuntimeEvidence deployment={deployment} />
          )}
        </div>
        <Press
          {...props}
          suggestion={suggestion}
          checks={toggle}
          more={measured ? whatElse : undefined}
        />
        {measured ? (
          <div className={classes.chart}>
            <HourChart health={measured} />
          </div>
        ) : undefined}
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
export function TroubleBanners(
  props: Omit<Around, 'all'> & {
    deployments: readonly SeenDeployment[];
    onRollBack(deployment: Deployment, version?: string): void;
  },
) {
  const { deployments, ...rest } = props;
  const t = useWords();
  const troubled = deployments.filter(d => isInTrouble(d) && !d.operation);
  const more = troubled.length - MOST_BANNERS;
  return (
    <>
      {troubled.slice(0, MOST_BANNERS).map((deployment, index) => (
        <Banner
          {...rest}
          key={deployment.id}
          deployment={deployment}
          all={deployments}
          first={index === 0}
        />
      ))}
      {more > 0 ? <p>{t('banner.more', { n: String(more) })}</p> : undefined}
    </>
  );
}
