import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';
import { narrow } from './styles';
import { tonesOf, type ToneName } from './tones';

const useStyles = makeStyles<Theme, { edge?: ToneName }>(theme => ({
  card: {
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    borderRadius: 8,
    padding: '16px 20px 20px',
    minWidth: 0,
    fontSize: 14,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    borderLeft: ({ edge }) =>
      edge ? `4px solid ${tonesOf(theme)[edge].mark}` : 'none',
    [narrow]: { padding: '14px 16px 16px' },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '8px 12px',
    minHeight: 32,
  },
  title: {
    margin: 0,
    fontSize: 18,
    lineHeight: '24px',
    fontWeight: 650 as 600,
  },
  count: { color: tonesOf(theme).textSecond },
  push: { flex: 1 },
}));

/** A section of a page with its title, and what stands at the right of it. @public */
export function Card(props: {
  title?: string;
  /** How many it holds, beside the title. */
  count?: number;
  /** Title for screen readers where none is shown. */
  label?: string;
  beside?: ReactNode;
  edge?: ToneName;
  children: ReactNode;
}) {
  const { title, count, label, beside, edge, children } = props;
  const classes = useStyles({ edge });
  const id = useId();
  return (
    <section
      className={classes.card}
      aria-labelledby={title ? id : undefined}
      aria-label={title ? undefined : label}
    >
      {title ? (
        <div className={classes.head}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          {count ? <span className={classes.count}>{count}</span> : undefined}
          <span className={classes.push} />
          {beside}
        </div>
      ) : undefined}
      {children}
    </section>
  );
}

const useStackStyles = makeStyles({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 16,
    [narrow]: { gap: 12 },
  },
});

/** Cards below each other. @public */
export function Stack(props: { children: ReactNode }) {
  return <div className={useStackStyles().stack}>{props.children}</div>;
}
