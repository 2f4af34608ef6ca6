import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Chip, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { HIDDEN_LOOK, VERDICT_LOOKS } from '../state/looks';
import { formatDay, nameOf } from '../state/names';
import { useWords } from '../translation';
import type { HitChange } from './groupChanges';

const useStyles = makeStyles<Theme>(theme => ({
  second: {
    fontSize: 13,
    lineHeight: '18px',
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  hits: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 8,
    fontSize: 13,
  },
}));

function NobodyHit(props: { blind?: boolean }) {
  const t = useWords();
  return props.blind ? (
    <Chip small tone="idle" icon="help" label={t('changes.nobodyKnown')} />
  ) : (
    <Chip small tone="ok" icon="check" label={t('changes.nobody')} />
  );
}

/** Whom a change hits, and why it is judged otherwise. */
export function Hits(props: { change: HitChange; blind?: boolean }) {
  const { hits, hiddenHits, exception, verdict } = props.change;
  const sure = VERDICT_LOOKS[verdict];
  const classes = useStyles();
  const t = useWords();
  return (
    <div className={classes.hits}>
      <b>{t('changes.hits')}</b>
      {hits.map(({ entityRef, version, certain }) => {
        const who = `${nameOf(entityRef)} ${version}`;
        return (
          <Chip
            key={who}
            small
            wrap
            {...(certain ? sure : VERDICT_LOOKS.unknown)}
            label={certain ? who : t('changes.notKnown', { who })}
          />
        );
      })}
      {hiddenHits ? (
        <Chip
          small
          {...HIDDEN_LOOK}
          label={t('hidden.count', { n: String(hiddenHits) })}
        />
      ) : undefined}
      {hits.length || hiddenHits ? undefined : (
        <NobodyHit blind={props.blind} />
      )}
      {exception ? (
        <span className={classes.second}>
          {t('changes.exception', {
            owner: nameOf(exception.owner),
            until: formatDay(exception.expiresAt),
          })}
        </span>
      ) : undefined}
    </div>
  );
}
