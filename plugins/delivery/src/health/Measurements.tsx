import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  DeploymentHealth,
  DeploymentHealthDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { useMemo } from 'react';
import { Chip, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { Notice } from '../kit/Failure';
import { describeMeasured } from '../state/describeMeasured';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { Against } from './Against';
import { Alerts } from './Alerts';
import { chartModels } from './chart/model';
import { phasesOf } from './chart/phases';
import { ChartsView } from './ChartsView';
import { DataTable } from './DataTable';
import { formatFigure } from './figures';
import { Part } from './Part';
import type { HealthView } from './range';
import { Slos } from './Slos';

const useStyles = makeStyles<Theme>(theme => ({
  second: {
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
    margin: '2px 0 0',
  },
  state: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 10px',
    margin: '6px 0',
  },
  list: { margin: '6px 0 0', paddingLeft: 18 },
  fine: {
    color: tonesOf(theme).textSecond,
    fontSize: 12.5,
    margin: '10px 0 0',
  },
}));

/** Nobody measures it: what to do. */
export function NotMeasured(props: { why?: string }) {
  const t = useWords();
  return (
    <Notice icon="help" title={t('health.noneTitle')}>
      {[props.why, t('health.noneHelp')].filter(Boolean).join(' ')}
    </Notice>
  );
}

/** Why there are no series, and what still holds. */
function NoSeries(props: { details: DeploymentHealthDetails }) {
  const { health, seriesProblem } = props.details;
  const t = useWords();
  const now = useNow();
  const { measuredAt, source } = health;
  if (!source) {
    return <NotMeasured why={seriesProblem ?? health.message} />;
  }
  return (
    <Notice icon="cloudOff" title={t('health.silentTitle')}>
      {[
        seriesProblem ?? t('health.noSeries'),
        measuredAt
          ? t('health.silentHelp', { time: formatMoment(measuredAt, now) })
          : t('health.silentHelpNone'),
      ].join(' ')}
    </Notice>
  );
}

/** Said where it is not plainly fine: which of the ways of not knowing it is. */
function StateLine(props: { health: DeploymentHealth }) {
  const { health } = props;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const state = describeMeasured({ measured: health }, now, t);
  return state ? (
    <div className={classes.state}>
      <Chip small tone={state.tone} icon={state.icon} label={state.word} />
      <span>{state.line}</span>
    </div>
  ) : null;
}

function Drawn(props: { details: DeploymentHealthDetails; view: HealthView }) {
  const { details, view } = props;
  const t = useWords();
  const phases = useMemo(() => phasesOf(details), [details]);
  const models = useMemo(
    () =>
      chartModels(
        details,
        phases,
        limit =>
          t('chart.alertAbove', { limit: formatFigure(limit, 'ratio', t) }),
        t,
      ),
    [details, phases, t],
  );
  const times = details.series?.times ?? [];
  return view.table ? (
    <DataTable models={models} times={times} />
  ) : (
    <ChartsView
      models={models}
      times={times}
      phases={phases}
      markers={details.markers}
      nowLabel={view.zoom ? undefined : t('chart.now')}
      onTable={() => view.setTable(true)}
      takesFocus={view.byKeys}
      onZoom={view.setZoom}
    />
  );
}

function MeasuredBy(props: { health: DeploymentHealth }) {
  const { measuredAt, source, profile, simulated } = props.health;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  if (!measuredAt || !source) {
    return null;
  }
  return (
    <p className={classes.fine}>
      {t('health.by', { time: formatMoment(measuredAt, now), source })}
      {profile ? t('health.profile', { profile }) : undefined}
      {simulated ? ` · ${t('health.simulated')}` : undefined}
    </p>
  );
}

/** Charts or their table, objectives, alerts, and what must be mended. */
export function Measurements(props: {
  details: DeploymentHealthDetails;
  view: HealthView;
}) {
  const { details, view } = props;
  const { health, series } = details;
  const classes = useStyles();
  const t = useWords();
  const drawable = Boolean(series?.times.length && series.groups.length);
  return (
    <>
      {/* What the source said of the whole is said by the notice. */}
      {drawable || health.source ? <StateLine health={health} /> : undefined}
      <div className={classes.second}>
        <Against health={health} />
        {series?.warnings.map(warning => (
          <div key={warning}>{warning}</div>
        ))}
      </div>
      {drawable ? (
        <Drawn details={details} view={view} />
      ) : (
        <NoSeries details={details} />
      )}
      <MeasuredBy health={health} />
      <Slos slos={health.slos} />
      <Alerts alerts={health.alerts} />
      {health.problems.length ? (
        <Part title={t('health.problems')}>
          <ul className={classes.list}>
            {health.problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Part>
      ) : undefined}
    </>
  );
}
