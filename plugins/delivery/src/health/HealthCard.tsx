import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { DeploymentHealthDetails } from '@slipway/backstage-plugin-delivery-common';
import type { ReactNode } from 'react';
import {
  ActButton,
  Card,
  Segmented,
  StateIcon,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { Failure } from '../kit/Failure';
import type { Resource } from '../live/useResource';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { ChartPlaceholders } from './ChartPlaceholders';
import { Measurements, NotMeasured } from './Measurements';
import { RANGES, type HealthView, type RangeName } from './range';
import type { SeenDeployment } from './SeenDeployment';

const useStyles = makeStyles<Theme>(theme => ({
  links: { display: 'flex', flexWrap: 'wrap', gap: 12, fontSize: 13.5 },
  link: { display: 'inline-flex', alignItems: 'center', gap: 4 },
  zoom: {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    color: tonesOf(theme).textSecond,
    fontSize: 13,
  },
}));

function Links(props: { links: DeploymentHealthDetails['links'] }) {
  const classes = useStyles();
  return (
    <span className={classes.links}>
      {props.links.map(({ title, url }) => (
        <Link key={url} to={url} className={classes.link}>
          {title}
          <StateIcon name="openInNew" size={14} />
        </Link>
      ))}
    </span>
  );
}

/** Range, charts or table, and where to look further. */
function Controls(props: {
  view: HealthView;
  links: DeploymentHealthDetails['links'];
}) {
  const { view, links } = props;
  const t = useWords();
  return (
    <>
      <Segmented
        label={t('health.range')}
        selected={view.zoom ? undefined : view.range}
        items={(Object.keys(RANGES) as RangeName[]).map(id => ({
          id,
          label: t(`health.range${id}`),
        }))}
        onSelect={id => view.setRange(id as RangeName)}
      />
      <Segmented
        label={t('health.view')}
        selected={view.table ? 'table' : 'charts'}
        items={[
          { id: 'charts', label: t('health.charts'), icon: 'chart' },
          { id: 'table', label: t('health.table'), icon: 'table' },
        ]}
        onSelect={id => view.setTable(id === 'table')}
      />
      <Links links={links} />
    </>
  );
}

/** The part that was marked, and the way back. */
function Zoomed(props: { view: HealthView }) {
  const { zoom, range, setZoom } = props.view;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  if (!zoom) {
    return null;
  }
  return (
    <div className={classes.zoom}>
      {t('health.zoomed', {
        from: formatMoment(zoom.from, now),
        to: formatMoment(zoom.to, now),
      })}
      <ActButton size="small" onClick={() => setZoom()}>
        {t('health.wholeRange', { range: t(`health.range${range}`) })}
      </ActButton>
    </div>
  );
}

/** Health of the chosen deployment: what is measured, and what it means. */
export function HealthCard(props: {
  deployment: SeenDeployment;
  details: Resource<DeploymentHealthDetails | undefined>;
  view: HealthView;
  /** What changed near its deploy. */
  near: ReactNode;
}) {
  const { deployment, details, view, near } = props;
  const { value, error, loading, refresh } = details;
  const t = useWords();
  const title = t('health.title', { place: placeOf(deployment, t) });
  if (!deployment.measured) {
    return (
      <Card title={title}>
        <NotMeasured />
        {near}
      </Card>
    );
  }
  return (
    <Card
      title={title}
      beside={<Controls view={view} links={value?.links ?? []} />}
    >
      <Zoomed view={view} />
      {error ? (
        <Failure
          kept={Boolean(value)}
          error={error}
          onRetry={refresh}
          forbiddenTitle={t('health.forbidden')}
        />
      ) : undefined}
      {loading ? <ChartPlaceholders /> : undefined}
      {value ? <Measurements details={value} view={view} /> : undefined}
      {near}
    </Card>
  );
}
