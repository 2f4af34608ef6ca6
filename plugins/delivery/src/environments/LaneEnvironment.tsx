import { Link } from '@backstage/core-components';
import { alertApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { environmentRouteRef } from '../routes';
import { useWords } from '../translation';
import {
  endedWords,
  EnvironmentActs,
  type EndedEnvironment,
} from './EnvironmentActs';
import { EndsChip } from './EndsChip';
import { useEnvironment } from './useEnvironment';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 10 },
});

/** On an open lane: the environment that exists only in Git, and what can be done with it. */
export function LaneEnvironment(props: { deployment: Deployment }) {
  const { environment: name, expires } = props.deployment;
  const classes = useStyles();
  const link = useRouteRef(environmentRouteRef);
  const { value, refresh } = useEnvironment(name);
  const alertApi = useApi(alertApiRef);
  const t = useWords();
  // The lane goes with what it shows; what was done must outlast it.
  const told = (ended: EndedEnvironment) =>
    alertApi.post({
      ...{ message: endedWords(ended, t), severity: 'success' },
      display: 'permanent',
    });
  return (
    <span className={classes.root}>
      <Link to={link({ name })}>{value?.title ?? name}</Link>
      {expires ? <EndsChip expires={expires} /> : undefined}
      {value ? (
        <EnvironmentActs environment={value} onDone={refresh} onEnded={told} />
      ) : undefined}
    </span>
  );
}
