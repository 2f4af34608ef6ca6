import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  part: { margin: '10px 0 0' },
  name: { margin: 0, fontSize: 13, fontWeight: 600 },
});

/** A part of what dies. */
export function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.part}>
      <h4 className={classes.name}>{props.title}</h4>
      {props.children}
    </div>
  );
}
