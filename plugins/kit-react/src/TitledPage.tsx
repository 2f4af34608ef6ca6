import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { narrow } from './styles';
import { tonesOf } from './tones';

const useStyles = makeStyles<Theme>(theme => ({
  page: {
    padding: '0 20px 40px',
    minWidth: 0,
    fontSize: 14,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.primary,
    [narrow]: { padding: '0 12px 20px' },
  },
  kind: { color: tonesOf(theme).textSecond, paddingTop: 16 },
  row: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: 12,
    minHeight: 40,
    paddingTop: 6,
  },
  title: {
    margin: 0,
    fontSize: 24,
    lineHeight: '32px',
    fontWeight: 700,
    overflowWrap: 'anywhere',
  },
  acts: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 'auto',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 20px',
    margin: '8px 0 18px',
  },
  name: { color: tonesOf(theme).textSecond, marginRight: 8 },
}));

/** A page below Backstage's own frame: kind, title, facts, then its cards. @public */
export function TitledPage(props: {
  kind?: string;
  title: string;
  beside?: ReactNode;
  /** What stands at the right end of the line. */
  acts?: ReactNode;
  facts?: [name: string, value: ReactNode][];
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <main className={classes.page}>
      {props.kind ? (
        <div className={classes.kind}>{props.kind}</div>
      ) : undefined}
      <div className={classes.row}>
        <h1 className={classes.title}>{props.title}</h1>
        {props.beside}
        {props.acts ? (
          <div className={classes.acts}>{props.acts}</div>
        ) : undefined}
      </div>
      <div className={classes.facts}>
        {props.facts?.map(([name, value]) => (
          <span key={name}>
            <span className={classes.name}>{name}</span>
            {value}
          </span>
        ))}
      </div>
      {props.children}
    </main>
  );
}
