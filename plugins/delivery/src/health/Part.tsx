import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    marginTop: 16,
    paddingTop: 12,
    borderTop: `1px solid ${tonesOf(theme).line}`,
  },
  title: { margin: 0, fontSize: 14, lineHeight: '20px', fontWeight: 600 },
}));

/** A titled part of a card. */
export function Part(props: {
  title: string;
  id?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <section id={props.id} className={classes.root} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.title}>
        {props.title}
      </h3>
      {props.children}
    </section>
  );
}
