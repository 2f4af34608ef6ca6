import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractBump,
  VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';
import { Chip, StateWord, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    fontSize: 12,
    lineHeight: '16px',
    color: tonesOf(theme).textSecond,
  },
  major: { color: theme.palette.text.primary, fontWeight: 700 },
  squares: { width: 21, height: 7, flex: 'none' },
  fits: { fontSize: 12, lineHeight: '16px' },
}));

const PLACE: Partial<Record<ContractBump, number>> = {
  ...{ major: 0, minor: 1, patch: 2 },
};

function Squares(props: { filled: number | undefined; className: string }) {
  return (
    <svg viewBox="0 0 21 7" aria-hidden className={props.className}>
      {[0, 1, 2].map(place => (
        <rect
          key={place}
          {...{ x: 0.5 + place * 7, y: 1, width: 5, height: 5, rx: 1 }}
          fill="currentColor"
          opacity={place === props.filled ? 1 : 0.3}
        />
      ))}
    </svg>
  );
}

/** The bump that a version declares, and whether it is enough. */
export function BumpBadge(props: {
  judgement: VersionJudgement | undefined;
  /** Why there is no judgement, when it is not the first version. */
  unjudged?: 'unreadable' | 'not-compared';
  /** Leaves out that it fits. */
  brief?: boolean;
}) {
  const { judgement, unjudged, brief } = props;
  const classes = useStyles();
  const t = useWords();
  if (!judgement && unjudged) {
    const words = {
      unreadable: t('versions.unreadable'),
      'not-compared': t('versions.notCompared'),
    };
    return <Chip small wrap tone="idle" icon="help" label={words[unjudged]} />;
  }
  if (!judgement) {
    return <span className={classes.root}>{t('bump.first')}</span>;
  }
  const { declaredBump, requiredBump, fits } = judgement;
  const declared = declaredBump
    ? t(`bump.${declaredBump}`)
    : t('bump.undeclared');
  if (!fits) {
    const needed = t(`bump.${requiredBump}`);
    const label = t('bump.needs', { declared, needed });
    return <Chip small wrap tone="warning" icon="problem" label={label} />;
  }
  return (
    <>
      <span
        className={`${classes.root} ${declaredBump === 'major' ? classes.major : ''}`}
      >
        {declaredBump && declaredBump !== 'none' ? (
          <Squares filled={PLACE[declaredBump]} className={classes.squares} />
        ) : undefined}
        {declared}
      </span>
      {brief ? undefined : (
        <span className={classes.fits}>
          <StateWord tone="ok" icon="check" label={t('bump.fits')} />
        </span>
      )}
    </>
  );
}
