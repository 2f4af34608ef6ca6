import { makeStyles } from '@material-ui/core/styles';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { withStop } from '../fields/version/offeredVersions';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { doubtKey, type VersionDoubt } from './versionDoubts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 },
});

/** Warns of versions that stand nowhere; each waits for a person who knows it. */
export function DoubtedVersions(props: {
  doubts: readonly VersionDoubt[];
  known: ReadonlySet<string>;
  onKnown(key: string, on: boolean): void;
}) {
  const { doubts, known, onKnown } = props;
  const { notice } = useDialogStyles();
  const fields = useFieldStyles();
  const classes = useStyles();
  const t = useWords();
  return doubts.length ? (
    <ul className={classes.list}>
      {doubts.map(doubt => {
        const { component, version, cause } = doubt;
        const key = doubtKey(doubt);
        const says = cause
          ? t('upgradePlan.versionUntold', {
              ...{ component, version, cause: withStop(cause) },
            })
          : t('upgradePlan.versionNowhere', { component, version });
        return (
          <li key={key} className={notice}>
            <StateWord tone="warning" icon="problem" label={says} />
            <label className={fields.box}>
              <input
                type="checkbox"
                className={fields.check}
                checked={known.has(key)}
                onChange={event => onKnown(key, event.target.checked)}
              />
              {t('upgradePlan.versionKnown', { component, version })}
            </label>
          </li>
        );
      })}
    </ul>
  ) : null;
}
