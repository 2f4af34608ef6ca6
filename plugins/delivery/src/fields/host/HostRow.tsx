import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  ActButton,
  narrow,
  StateIcon,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useEffect, useId, useState } from 'react';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { useWords } from '../../translation';
import type { FieldNote } from '../kit/FieldFrame';
import { useAsked } from '../kit/useAsked';
import { PAUSE_MS } from './HostNameField';
import { hostNote } from './hostNote';
import type { CopiedHost } from './hostPairs';

const useStyles = makeStyles<Theme>(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 20px minmax(0, 1fr) auto',
    alignItems: 'end',
    gap: '0 12px',
    padding: '8px 0',
    [narrow]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      '& > :nth-child(2)': { display: 'none' },
    },
  },
  there: {
    overflowWrap: 'anywhere',
    paddingBottom: 6,
    [narrow]: { gridColumn: '1 / -1' },
  },
  title: { display: 'block', fontSize: 12, color: tonesOf(theme).textSecond },
  arrow: { paddingBottom: 6, color: tonesOf(theme).textSecond },
  note: {
    gridColumn: '3 / -1',
    margin: '4px 0 0',
    fontSize: 13,
    lineHeight: '18px',
    minHeight: 18,
    [narrow]: { gridColumn: '1 / -1' },
  },
}));

/** Why a host name cannot be had, or that it can. */
function useHostNote(
  { to }: CopiedHost,
  problem: string | undefined,
): FieldNote | undefined {
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  const asked = useAsked(
    to && !problem ? to : undefined,
    options => forms.host(to, options),
    PAUSE_MS,
  );
  return problem
    ? { tone: 'critical', icon: 'block', words: problem }
    : hostNote(asked, t);
}

/** One host name of the source, and what the copy answers to instead. */
export function HostRow(props: {
  host: CopiedHost;
  /** What is wrong with it beside the others, a sentence. */
  problem?: string;
  disabled?: boolean;
  onChange(to: string): void;
  /** Named by a person, who may change it too. */
  onRename?(from: string): void;
  onRemove?(): void;
}) {
  const { host, problem, disabled, onChange, onRename, onRemove } = props;
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  const note = useHostNote(host, problem);
  // Taken over when it is written: on the way it may be the name of another row.
  const [there, setThere] = useState(host.from);
  useEffect(() => setThere(host.from), [host.from]);
  const input = { spellCheck: false, autoCapitalize: 'none' };
  return (
    <li className={classes.row}>
      {onRename ? (
        <TextField
          id={`${id}-there`}
          label={t('fields.hostThere')}
          value={there}
          InputLabelProps={{ shrink: true }}
          inputProps={input}
          {...{ disabled }}
          onChange={({ target }) => setThere(target.value)}
          onBlur={() => onRename(there)}
        />
      ) : (
        <div className={classes.there}>
          <span className={classes.title}>{t('fields.hostThere')}</span>
          {host.from}
        </div>
      )}
      <span className={classes.arrow}>
        <StateIcon name="arrow" />
      </span>
      <TextField
        id={`${id}-here`}
        label={t('fields.hostHere')}
        value={host.to}
        error={note?.tone === 'critical'}
        InputLabelProps={{ shrink: true }}
        inputProps={{
          ...{ ...input, 'aria-describedby': id },
          'aria-label': t('fields.hostInstead', { host: host.from || '…' }),
        }}
        {...{ disabled }}
        onChange={({ target }) => onChange(target.value)}
      />
      {onRemove ? (
        <ActButton
          size="small"
          label={t('fields.hostRemove', { host: host.from })}
          onClick={onRemove}
        >
          {t('fields.remove')}
        </ActButton>
      ) : (
        <span />
      )}
      <p id={id} className={classes.note} aria-live="polite">
        {note ? (
          <StateWord tone={note.tone} icon={note.icon} label={note.words} />
        ) : undefined}
      </p>
    </li>
  );
}
