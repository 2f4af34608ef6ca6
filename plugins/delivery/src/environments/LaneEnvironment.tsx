import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { environmentRouteRef } from '../routes';
import { EnvironmentActs } from './EnvironmentActs';
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
  return (
    <span className={classes.root}>
      <Link to={link({ name })}>{value?.title ?? name}</Link>
      {expires ? <EndsChip expires={expires} /> : undefined}
      {value ? (
        <EnvironmentActs environment={value} onDone={refresh} />
      ) : undefined}
    </span>
  );
}
