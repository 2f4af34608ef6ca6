import type {
  DeploymentHealthDetails,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useMemo, useRef, useState } from 'react';
import { Card, Segmented, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import { LiveLabel } from '../live/LiveLabel';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { Chart } from './chart/Chart';
import { chartModels } from './chart/model';
import { DataTable } from './DataTable';
import { formatFigure } from './figures';
import { badSince, recoveryPhases, recoveryRange } from './recovery';
import { useHealthDetails } from './useHealth';

const HEIGHT = 236;

const useStyles = makeStyles<Theme>(theme => ({
  second: { color: tonesOf(theme).textSecond, margin: '8px 0 0' },
  chart: { margin: '8px 0 0' },
}));

const NOWHERE = () => {};

/** Failed requests from before the bad version until they recovered, or not. */
function RecoveryChart(props: {
  operation: Operation;
  details: DeploymentHealthDetails;
  table: boolean;
}) {
  const { operation, details, table } = props;
  const classes = useStyles();
  const t = useWords();
  const [index, setIndex] = useState<number>();
  const phases = useMemo(
    () => recoveryPhases(operation, details),
    [operation, details],
  );
  const model = useMemo(
    () =>
      chartModels(
        details,
        phases,
        limit =>
          t('chart.recoveredBelow', { limit: formatFigure(limit, 'ratio', t) }),
        t,
      ).find(({ id }) => id === 'errors'),
    [details, phases, t],
  );
  const times = details.series?.times ?? [];
  if (!model || !times.length) {
    return <p className={classes.second}>{t('recovery.none')}</p>;
  }
  const shown = { ...model, headline: undefined };
  return table ? (
    <DataTable models={[shown]} times={times} />
  ) : (
    <figure className={classes.chart}>
      <Chart
        model={model}
        times={times}
        phases={phases}
        markers={details.markers}
        height={HEIGHT}
        endPoint
        marked={{ index }}
        onRead={setIndex}
        onSelect={NOWHERE}
      />
    </figure>
  );
}

/** Whether the operation helped, as requests tell it; none where none are measured. */
export function OperationHealth(props: { operation: Operation }) {
  const { operation } = props;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const [table, setTable] = useState(false);
  const deployment = { id: operation.deploymentId, topic: operation.topic };
  const [since, setSince] = useState<string>();
  const range = recoveryRange(operation, since, now);
  const details = useHealthDetails(deployment, range);
  // A range that became longer is asked anew; the chart stays meanwhile.
  const last = useRef<DeploymentHealthDetails>();
  last.current = details.value ?? last.current;
  const { error } = details;
  const value = last.current;
  const found = badSince(operation, value);
  if (found && found !== since) {
    setSince(found);
  }
  // Where nobody measures there is nothing to show, and the steps say so.
  if (!value?.health.source && !error) {
    return null;
  }
  const cause = error ? failureMessage(error) : value?.seriesProblem;
  return (
    <Card
      title={t('recovery.title', { place: placeOf(operation, t) })}
      beside={
        <>
          <LiveLabel of={details} />
          <Segmented
            label={t('health.view')}
            selected={table ? 'table' : 'charts'}
            items={[
              { id: 'charts', label: t('health.charts'), icon: 'chart' },
              { id: 'table', label: t('health.table'), icon: 'table' },
            ]}
            onSelect={id => setTable(id === 'table')}
          />
        </>
      }
    >
      {cause ? (
        <p className={classes.second}>{t('recovery.silent', { cause })}</p>
      ) : undefined}
      {value?.series ? (
        <RecoveryChart operation={operation} details={value} table={table} />
      ) : undefined}
    </Card>
  );
}
