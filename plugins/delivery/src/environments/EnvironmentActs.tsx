import { makeStyles } from '@material-ui/core/styles';
import type { EnvironmentDetails } from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useNow } from '../time/Clock';
import { formatAge, formatMoment } from '../time/format';
import { useWords } from '../translation';
import { EndDialog } from './EndDialog';
import { ProlongDialog } from './ProlongDialog';

const useStyles = makeStyles({ said: { maxWidth: 420 } });

/** What can be done with an environment that exists only in Git. */
export function EnvironmentActs(props: {
  environment: EnvironmentDetails;
  onDone(): void;
}) {
  const { environment, onDone } = props;
  const { name, can, life } = environment;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const [open, setOpen] = useState<'prolong' | 'end'>();
  const [said, setSaid] = useState('');
  if (!life) {
    return null;
  }
  const close = () => setOpen(undefined);
  const ask = (dialog: 'prolong' | 'end') => {
    setSaid('');
    setOpen(dialog);
  };
  const say = (words: string) => {
    setSaid(words);
    onDone();
  };
  const prolonged = (expires: string) => {
    const left = (Date.parse(expires) - now) / 1000;
    const time = formatMoment(expires, now);
    say(t('prolong.done', { name, time, age: formatAge(left, t) }));
  };
  return (
    <>
      {/* It is there before its words are, so that they are read out. */}
      <span role="status" className={classes.said}>
        {said}
      </span>
      <ActButton
        look="outlined"
        size="small"
        label={t('prolong.actLabel', { name })}
        disabledBecause={can.prolong.allowed ? undefined : can.prolong.reason}
        onClick={() => ask('prolong')}
      >
        {t('prolong.act')}
      </ActButton>
      <ActButton
        size="small"
        label={t('end.actLabel', { name })}
        disabledBecause={can.end.allowed ? undefined : can.end.reason}
        onClick={() => ask('end')}
      >
        {t('end.act')}
      </ActButton>
      {open === 'prolong' ? (
        <ProlongDialog
          environment={environment}
          onDone={prolonged}
          onClose={close}
        />
      ) : undefined}
      {open === 'end' ? (
        <EndDialog
          environment={environment}
          onDone={() => say(t('end.done', { name }))}
          onClose={close}
        />
      ) : undefined}
    </>
  );
}
