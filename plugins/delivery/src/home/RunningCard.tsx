import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Card } from '@slipway/backstage-plugin-kit-react';
import { Failure } from '../kit/Failure';
import { operationTitle } from '../operations/OperationRow';
import { useOperations } from '../operations/useOperations';
import { operationRouteRef } from '../routes';
import { shortName } from '../state/place';
import { Elapsed } from '../time/Times';
import { useWords } from '../translation';
import { useHomeStyles } from './homeStyles';

/** Operations at work now. */
export function RunningCard() {
  const classes = useHomeStyles();
  const t = useWords();
  const operationLink = useRouteRef(operationRouteRef);
  const { value, error, refresh } = useOperations();
  const running = value?.running ?? [];
  return (
    <Card title={t('home.running')} count={running.length}>
      {error ? (
        <Failure kept={Boolean(value)} error={error} onRetry={refresh} />
      ) : undefined}
      {value && !running.length ? <p>{t('delivery.noRunning')}</p> : undefined}
      <ul className={classes.list}>
        {running.map(operation => (
          <li key={operation.id} className={classes.operation}>
            <Link to={operationLink({ id: operation.id })}>
              {operationTitle(operation, t)}
            </Link>
            <div className={classes.second}>
              {t('say.askedBy', {
                message: operation.message,
                who: shortName(operation.requestedBy),
              })}{' '}
              <Elapsed from={operation.requestedAt} />
            </div>
            <div
              className={classes.bar}
              role="progressbar"
              aria-label={t('operation.progress', {
                step: String(operation.step),
                steps: String(operation.steps),
              })}
              aria-valuemin={0}
              aria-valuemax={operation.steps}
              aria-valuenow={operation.step}
            >
              <span
                style={{
                  width: `${(100 * operation.step) / operation.steps}%`,
                }}
              />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
