import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Fragment, type ReactNode } from 'react';
import { tonesOf } from './tones';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(0, 1fr)',
    gap: '7px 12px',
    margin: '8px 0 0',
    '& dt': { color: tonesOf(theme).textSecond, fontSize: 13 },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
}));

/** Names and values; what has no value is not shown. @public */
export function Facts(props: { items: [name: string, value: ReactNode][] }) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {props.items
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
