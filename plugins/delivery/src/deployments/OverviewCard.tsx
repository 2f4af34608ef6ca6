import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  Card,
  Chip,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import type { SeenDeployment } from '../health/SeenDeployment';
import { columnTop } from '../health/sparkShape';
import { SparklinePicture } from '../health/Sparkline';
import { useSeen } from '../health/useHealth';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { Failure } from '../kit/Failure';
import { describeDeployment } from '../state/describe';
import { placeOf, sortDeployments } from '../state/place';
import { useNow } from '../time/Clock';
import { hasVersionDrift } from '../state/judge';
import { Age } from '../time/Times';
import { useWords } from '../translation';
import { SilentSourcesChip } from './SourceChips';
import { useDeployments, useEnvironments, useSources } from './useDeployments';

/** The tab shows the rest. */
const MOST_ROWS = 8;

const useStyles = makeStyles<Theme>(theme => ({
  list: { listStyle: 'none', margin: '4px 0 8px', padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 64px 132px',
    gap: 12,
    alignItems: 'center',
    minHeight: 36,
    borderBottom: `1px solid ${tonesOf(theme).line}`,
  },
  measured: {
    gridTemplateColumns:
      'minmax(0, 1fr) minmax(0, 1fr) 56px 124px minmax(0, 1fr)',
    [tight]: {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 132px',
      gap: '4px 12px',
      padding: '6px 0',
    },
  },
  version: { fontWeight: 650 as 600, fontSize: 14, overflowWrap: 'anywhere' },
  faded: { fontStyle: 'italic', fontWeight: 500 },
  age: { textAlign: 'right', color: tonesOf(theme).textSecond, fontSize: 13 },
}));

/** Address of the entity tab, with the lane when one is meant. */
export function useTabLink(entityRef: string) {
  const entityLink = useRouteRef(entityRouteRef);
  const path = entityLink(entityRouteParams(entityRef)).replace(/\/$/, '');
  return (deploymentId?: string) =>
    deploymentId
      ? `${path}/deployments?deployment=${encodeURIComponent(deploymentId)}`
      : `${path}/deployments`;
}

function Row(props: {
  deployment: SeenDeployment;
  link: string;
  sparkTop?: number;
}) {
  const { deployment, link, sparkTop } = props;
  const { live, desired } = deployment;
  const classes = useStyles();
  const now = useNow();
  const t = useWords();
  const [state] = describeDeployment(deployment, now, t);
  const drift = hasVersionDrift(deployment);
  const wanted = desired.version ?? '';
  const since = drift ? live.since : desired.since;
  const faded = live.stale || live.version === undefined;
  return (
    <li
      className={`${classes.row} ${sparkTop === undefined ? '' : classes.measured}`}
    >
      <Link to={link}>{placeOf(deployment, t)}</Link>
      <span className={`${classes.version} ${faded ? classes.faded : ''}`}>
        {live.version ?? t('lanes.versionNotKnown')}
        {drift ? `, ${t('lanes.wants', { version: wanted })}` : undefined}
      </span>
      <span className={classes.age}>{since ? <Age at={since} /> : '–'}</span>
      {sparkTop === undefined ? undefined : (
        <SparklinePicture health={deployment.measured} top={sparkTop} />
      )}
      <span>
        <Chip small tone={state.tone} icon={state.icon} label={state.word} />
      </span>
    </li>
  );
}

function OverviewContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const classes = useStyles();
  const t = useWords();
  const environments = useEnvironments();
  const sources = useSources();
  const deployments = useSeen(useDeployments(entityRef), sources, {
    entityRef,
  });
  const tabLink = useTabLink(entityRef);
  const { value, error, loading, refresh } = deployments;
  const sorted = sortDeployments(value?.items ?? [], environments.value ?? []);
  const shown = sorted.slice(0, MOST_ROWS);
  const sparkTop = columnTop(shown);
  return (
    <Card
      title={t('card.title')}
      beside={<SilentSourcesChip sources={sources.value} />}
    >
      {loading ? <RowPlaceholders rows={4} height={36} /> : undefined}
      {error ? (
        <Failure
          kept={Boolean(value)}
          error={error}
          onRetry={refresh}
          forbiddenTitle={t('failure.forbiddenDeployments')}
        />
      ) : undefined}
      {value && !sorted.length ? <p>{t('card.none')}</p> : undefined}
      <ul className={classes.list}>
        {shown.map(deployment => (
          <Row
            key={deployment.id}
            deployment={deployment}
            sparkTop={sparkTop}
            link={tabLink(deployment.id)}
          />
        ))}
      </ul>
      <Link to={tabLink()}>{t('card.all')}</Link>
    </Card>
  );
}

/** The card on the overview of a component. */
export function OverviewCard() {
  return (
    <DeliveryFrame everyMs={10_000}>
      <OverviewContent />
    </DeliveryFrame>
  );
}
