import { makeStyles } from '@material-ui/core/styles';
import type {
  Change,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useNow } from '../time/Clock';
import { formatAge, formatZoned } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { EndDialog } from './EndDialog';
import { ProlongDialog } from './ProlongDialog';

const useStyles = makeStyles({ said: { maxWidth: 420 } });

/** What was removed, and by which commit. */
export interface EndedEnvironment {
  name: string;
  /** How many folders went with it. */
  folders: number;
  change: Change;
}

/** What a person who ended an environment is told. */
export function endedWords(
  { name, folders }: EndedEnvironment,
  t: DeliveryWords,
): string {
  const what = t('environment.deployments', { count: folders });
  return t('end.done', { name, what });
}

/** What can be done with an environment that exists only in Git. */
export function EnvironmentActs(props: {
  environment: EnvironmentDetails;
  onDone(): void;
  /** Told first: what shows the environment goes with it. */
  onEnded?(ended: EndedEnvironment): void;
}) {
  const { environment, onDone, onEnded } = props;
  const { name, can, life, folders } = environment;
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
    const time = formatZoned(expires, now);
    say(t('prolong.done', { name, time, age: formatAge(left, t) }));
  };
  const ended = (change: Change) => {
    const end = { name, folders: folders.length, change };
    onEnded?.(end);
    say(endedWords(end, t));
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
        <EndDialog environment={environment} onDone={ended} onClose={close} />
      ) : undefined}
    </>
  );
}
