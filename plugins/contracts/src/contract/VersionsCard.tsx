import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractVersion } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Chip,
  narrow,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { describePlaces, formatMoment } from '../state/names';
import { useWords } from '../translation';
import { BumpBadge } from './BumpBadge';

const LAST = 7;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    line: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))',
      gap: '16px 0',
      listStyle: 'none',
      margin: '14px 0 0',
      padding: 0,
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    item: {
      position: 'relative',
      display: 'grid',
      gap: 3,
      alignContent: 'start',
      justifyItems: 'start',
      padding: '24px 12px 0 0',
      '&::before': {
        content: '""',
        position: 'absolute',
        top: 1,
        left: 1,
        width: 14,
        height: 14,
        borderRadius: '50%',
        background: theme.palette.background.paper,
        border: `2px solid ${tones.idle.mark}`,
        zIndex: 1,
      },
      '&::after': {
        content: '""',
        position: 'absolute',
        top: 7,
        left: 8,
        right: 0,
        height: 2,
        background: tones.lineStrong,
      },
      '&:last-child::after': { display: 'none' },
      [narrow]: { padding: '0 0 0 26px', '&::after': { display: 'none' } },
    },
    live: {
      '&::before': {
        background: tones.accent.mark,
        borderColor: tones.accent.mark,
      },
    },
    misfit: {
      '&::before': {
        background: tones.warning.mark,
        borderColor: tones.warning.mark,
        borderRadius: 3,
        transform: 'rotate(45deg) scale(.86)',
      },
    },
    version: { fontSize: 16, fontWeight: 650 as 600, overflowWrap: 'anywhere' },
    small: {
      fontSize: 12,
      lineHeight: '16px',
      color: tones.textSecond,
      overflowWrap: 'anywhere',
    },
    where: { display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 5 },
    beside: { color: tones.textSecond, fontSize: 13 },
  };
});

function Item(props: { version: ContractVersion; isFirst: boolean }) {
  const { version, judgement, live, publishedAt, problem } = props.version;
  const classes = useStyles();
  const t = useWords();
  const isMisfit = judgement && !judgement.fits;
  const look =
    (isMisfit && classes.misfit) || (live.length ? classes.live : '');
  const environments = [...new Set(live.map(each => each.environment))];
  return (
    <li className={`${classes.item} ${look}`}>
      <span className={classes.version}>{version}</span>
      <BumpBadge
        judgement={judgement}
        unjudged={
          (problem && 'unreadable') ||
          (props.isFirst ? undefined : 'not-compared')
        }
      />
      <span className={classes.small} title={publishedAt}>
        {formatMoment(publishedAt)}
      </span>
      {problem ? <span className={classes.small}>{problem}</span> : undefined}
      {environments.length ? (
        <span className={classes.where}>
          {environments.map(environment => {
            const places = live.filter(
              each => each.environment === environment,
            );
            const stale = places.every(each => each.stale);
            const words = describePlaces(places);
            return (
              <Chip
                key={environment}
                small
                wrap
                tone={stale ? 'stale' : 'plain'}
                label={stale ? `${words}, ${t('versions.asLastSeen')}` : words}
              />
            );
          })}
        </span>
      ) : undefined}
    </li>
  );
}

/** The versions as a line, oldest first, with what each declares and where it lives. */
export function VersionsCard(props: { versions: readonly ContractVersion[] }) {
  const { versions } = props;
  const classes = useStyles();
  const t = useWords();
  const [all, setAll] = useState(false);
  const total = String(versions.length);
  const shown = (all ? versions : versions.slice(0, LAST)).slice().reverse();
  const isMore = versions.length > LAST;
  const beside = (
    <span className={classes.beside}>
      {isMore && !all
        ? t('versions.shown', { total, n: String(LAST) })
        : t('versions.all', { total })}{' '}
      {isMore ? (
        <ActButton size="small" onClick={() => setAll(!all)}>
          {t(all ? 'versions.showLast' : 'versions.showAll')}
        </ActButton>
      ) : undefined}
    </span>
  );
  return (
    <Card title={t('versions.title')} beside={beside}>
      {versions.length ? (
        <ol className={classes.line}>
          {shown.map(version => (
            <Item
              key={version.version}
              version={version}
              isFirst={version === versions.at(-1)}
            />
          ))}
        </ol>
      ) : (
        <p>
          {t('versions.none')}{' '}
          <span className={classes.beside}>{t('versions.noneHelp')}</span>
        </p>
      )}
    </Card>
  );
}
