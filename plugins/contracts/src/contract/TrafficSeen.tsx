import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ConsumersPage,
  ConsumerVersion,
} from '@slipway/backstage-plugin-contracts-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { VERDICT_ORDER } from '../state/looks';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  small: {
    fontSize: 12,
    lineHeight: '16px',
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 4 },
  },
}));

/** Thousands apart, as in 1,204. */
function countOf(n: number): string {
  return n.toLocaleString('en-GB');
}

/** How often it called, or for how long it did not; nothing when nobody looks. */
export function CallsSeen(props: {
  consumer: ConsumerVersion;
  /** Whether other versions of it live, too: calls are counted by component. */
  shared: boolean;
}) {
  const { calls, quietDays, lastCallAt } = props.consumer;
  const classes = useStyles();
  const t = useWords();
  if (calls === undefined) return <></>;
  const words =
    quietDays === undefined
      ? t(props.shared ? 'consumers.callsOfAll' : 'consumers.calls', {
          n: countOf(calls),
        })
      : t('consumers.quiet', { n: String(quietDays) });
  return (
    <div className={classes.small} title={lastCallAt}>
      {words}
    </div>
  );
}

/** What else is known of who calls: from outside, by what source, and who may not be seen. */
export function Beneath(props: { page: ConsumersPage }) {
  const { outside, trafficSources, hidden = {} } = props.page;
  const classes = useStyles();
  const t = useWords();
  const out = VERDICT_ORDER.filter(verdict => hidden[verdict]).map(
    verdict => `${hidden[verdict]} × ${t(`effect.${verdict}`)}`,
  );
  return (
    <>
      {out.length ? (
        <p>{t('consumers.hidden', { summary: out.join(', ') })}</p>
      ) : undefined}
      {outside ? (
        <p className={classes.small}>
          {t('consumers.outside', { n: countOf(outside.calls) })}
        </p>
      ) : undefined}
      <p className={classes.small}>
        {trafficSources.length
          ? t('consumers.sources', {
              titles: trafficSources.map(({ title }) => title).join(', '),
            })
          : t('consumers.noSources')}
      </p>
      {trafficSources.map(({ id, title, problem }) =>
        problem ? (
          <p key={id} role="status" className={classes.small}>
            {title}: {problem}
          </p>
        ) : undefined,
      )}
    </>
  );
}
