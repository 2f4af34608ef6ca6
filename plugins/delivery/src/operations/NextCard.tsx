import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Card, MONO, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { CopyButton } from '../kit/CopyButton';
import { useWords } from '../translation';

/** Programs whose calls are copied, not read. */
const COMMAND = /^(git|kubectl|argocd|helm|curl|npm|yarn|docker)\s/;

const useStyles = makeStyles<Theme>(theme => ({
  list: { listStyle: 'none', margin: '6px 0 0', padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    gap: '2px 12px',
    alignItems: 'center',
    padding: '11px 0',
    borderTop: `1px solid ${tonesOf(theme).line}`,
    '&:first-child': { borderTop: 0 },
  },
  number: {
    width: 22,
    height: 22,
    borderRadius: '50%',
    display: 'grid',
    placeItems: 'center',
    fontSize: 12,
    fontWeight: 600,
    background: tonesOf(theme).idle.soft,
    color: tonesOf(theme).idle.text,
  },
  text: { overflowWrap: 'anywhere' },
  command: { fontFamily: MONO, fontSize: 12.5 },
}));

/** What a person can do next when it did not end well. */
export function NextCard(props: { acts: readonly string[] }) {
  const classes = useStyles();
  const t = useWords();
  if (!props.acts.length) {
    return null;
  }
  return (
    <Card title={t('operation.next')}>
      <ol className={classes.list}>
        {props.acts.map((act, index) => {
          const command = COMMAND.test(act);
          return (
            <li key={act} className={classes.item}>
              <span className={classes.number} aria-hidden>
                {index + 1}
              </span>
              <span
                className={`${classes.text} ${command ? classes.command : ''}`}
              >
                {act}
              </span>
              {command ? (
                <CopyButton text={() => act}>{t('act.copyCommand')}</CopyButton>
              ) : (
                <span />
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
