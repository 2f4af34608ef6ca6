import { StateWord } from '../kit/Chip';
import { StateIcon } from '../kit/icons';
import { asSentence, verdictLook } from '../history/verdict';
import { describeDeployment, hasVersionDrift } from '../state/describe';
import { tonesOf } from '../theme/tones';
import { useTheme } from '@material-ui/core/styles';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import type { Rollback, RollbackAsk } from './useRollback';

/** What runs now, and what goes back. */
export function FromTo(props: { ask: RollbackAsk; rollback: Rollback }) {
  const { ask, rollback } = props;
  const { deployment } = ask;
  const classes = useDialogStyles();
  const tones = tonesOf(useTheme());
  const now = useNow();
  const t = useWords();
  const { target, versions, checks, expected } = rollback;
  const known = versions.value?.find(v => v.version === target);
  const [state] = describeDeployment(deployment, now, t);
  const blocked = checks.some(check => check.status === 'block');
  const differs = hasVersionDrift(deployment) || deployment.live.stale;
  return (
    <div className={classes.fromTo}>
      <div className={classes.box}>
        <div className={classes.second}>
          {differs ? t('rollback.wantedNow') : t('rollback.now')}
        </div>
        <div className={classes.big}>{expected.version}</div>
        <span
          style={{
            color:
              state.tone === 'stale' || state.tone === 'plain'
                ? tones.idle.text
                : tones[state.tone].text,
          }}
        >
          <StateIcon name={state.icon} /> {state.word}
        </span>
      </div>
      <StateIcon name="arrow" size={24} />
      <div
        className={`${classes.box} ${blocked ? classes.boxBlocked : classes.boxTo}`}
      >
        <div className={classes.second}>{t('rollback.to')}</div>
        <div className={classes.big}>{target ?? t('rollback.toNone')}</div>
        {known ? (
          <StateWord
            {...verdictLook(known.verdict)}
            label={asSentence(known.verdictText)}
          />
        ) : undefined}
      </div>
    </div>
  );
}
