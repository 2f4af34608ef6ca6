import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { StateIcon, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { amountsOf, type AmountShown } from './amounts';
import { useTenantsStyles } from './tenantsStyles';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    list: { display: 'grid', gap: 6, margin: 0, padding: 0, listStyle: 'none' },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: 8,
      fontSize: 12.5,
      lineHeight: '17px',
    },
    words: {
      margin: 0,
      color: tones.textSecond,
      textAlign: 'right',
      whiteSpace: 'nowrap',
    },
    nearly: { color: tones.warning.text, fontWeight: 600 },
    bar: {
      height: 5,
      marginTop: 2,
      borderRadius: 3,
      background: tones.line,
      overflow: 'hidden',
      '& div': {
        height: '100%',
        borderRadius: 3,
        background: tones.accent.mark,
      },
    },
    full: { '& div': { background: tones.warning.mark } },
    // What is not known is hatched, never empty.
    unknown: {
      background: `repeating-linear-gradient(135deg, ${tones.idle.line} 0 3px, transparent 3px 7px)`,
    },
  };
});

function Bar(props: { amount: AmountShown }) {
  const { name, words, share, isNearlyFull } = props.amount;
  const classes = useStyles();
  const t = useWords();
  const look = isNearlyFull ? classes.full : '';
  return (
    <li>
      <div className={classes.head}>
        <span>{t(`tenantQuota.${name}`)}</span>
        <span
          className={`${classes.words} ${isNearlyFull ? classes.nearly : ''}`}
        >
          {isNearlyFull ? <StateIcon name="problem" size={14} /> : undefined}{' '}
          {words}
        </span>
      </div>
      <div
        aria-hidden
        className={`${classes.bar} ${share === undefined ? classes.unknown : look}`}
      >
        {share === undefined ? undefined : (
          <div style={{ width: `${Math.round(share * 100)}%` }} />
        )}
      </div>
    </li>
  );
}

/** What a tenant uses of its quota; what is not known is hatched, and says why. */
export function QuotaBars(props: { tenant: Tenant }) {
  const { usage, usageProblem } = props.tenant;
  const classes = useStyles();
  const texts = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const silent = usage?.silentSince && usage;
  return (
    <>
      <ul className={`${classes.list} ${silent ? texts.stale : ''}`}>
        {amountsOf(props.tenant, t).map(amount => (
          <Bar key={amount.name} amount={amount} />
        ))}
      </ul>
      {silent ? (
        <div className={texts.second}>
          {t('tenantQuota.asLastSeen', {
            time: formatMoment(silent.measuredAt, now),
            cause: silent.cause ?? '',
          })}
        </div>
      ) : undefined}
      {usageProblem ? (
        <div className={texts.second}>{usageProblem}</div>
      ) : undefined}
    </>
  );
}
