import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  narrow,
  StateIcon,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { asSentence, verdictLook } from '../history/verdict';
import { describeDeployment } from '../state/describe';
import { hasVersionDrift } from '../state/judge';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import type { Rollback, RollbackAsk } from './useRollback';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    fromTo: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 24px minmax(0, 1fr)',
      gap: 12,
      alignItems: 'center',
      [narrow]: { gap: 6 },
    },
    box: {
      border: `1px solid ${tones.line}`,
      borderRadius: 6,
      padding: '8px 14px 12px',
      minWidth: 0,
      overflowWrap: 'anywhere',
      alignSelf: 'stretch',
      [narrow]: { padding: '8px 10px 12px' },
    },
    boxTo: { border: `2px solid ${theme.palette.primary.main}` },
    boxBlocked: { border: `2px solid ${tones.critical.mark}` },
    big: {
      fontSize: 20,
      lineHeight: '26px',
      fontWeight: 650 as 600,
      overflowWrap: 'anywhere',
    },
  };
});

/** What runs now, and what goes back. */
export function FromTo(props: { ask: RollbackAsk; rollback: Rollback }) {
  const { ask, rollback } = props;
  const { deployment } = ask;
  const classes = useStyles();
  const { second } = useDialogStyles();
  const now = useNow();
  const t = useWords();
  const { target, versions, checks, expected } = rollback;
  const known = versions.value?.find(v => v.version === target);
  const [state] = describeDeployment(deployment, now, t);
  const block = checks.find(check => check.status === 'block');
  const differs = hasVersionDrift(deployment) || deployment.live.stale;
  return (
    <div className={classes.fromTo}>
      <div className={classes.box}>
        <div className={second}>
          {differs ? t('rollback.wantedNow') : t('rollback.now')}
        </div>
        <div className={classes.big}>{expected.version}</div>
        <StateWord tone={state.tone} icon={state.icon} label={state.word} />
      </div>
      <StateIcon name="arrow" size={24} />
      <div
        className={`${classes.box} ${block ? classes.boxBlocked : classes.boxTo}`}
      >
        <div className={second}>{t('rollback.to')}</div>
        <div className={classes.big}>{target ?? t('rollback.toNone')}</div>
        {block ? (
          <StateWord
            tone="critical"
            icon="block"
            label={t('rollback.blocked', { reason: block.title })}
          />
        ) : undefined}
        {!block && known ? (
          <StateWord
            {...verdictLook(known.verdict)}
            label={asSentence(known.verdictText)}
          />
        ) : undefined}
      </div>
    </div>
  );
}
