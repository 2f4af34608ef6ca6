import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import type { DeployedVersion } from '@slipway/backstage-plugin-delivery-common';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useId, useState } from 'react';
import {
  ActButton,
  focusRing,
  narrow,
  NARROW_QUERY,
  StateIcon,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import { Bump } from '../kit/Bump';
import { asSentence } from '../history/verdict';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';

/** As many versions as are compared at a glance; on a phone the chosen one. */
const SHOWN = 4;
const SHOWN_NARROW = 1;

function choiceStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    choices: {
      border: `1px solid ${tones.line}`,
      borderRadius: 6,
      overflow: 'hidden',
      margin: 0,
      padding: 0,
      minWidth: 0,
    },
    choice: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(56px, auto) 84px minmax(0, 1fr) auto',
      gap: 10,
      alignItems: 'center',
      minHeight: 34,
      padding: '4px 12px',
      fontSize: 13.5,
      cursor: 'pointer',
      '& + &': { borderTop: `1px solid ${tones.line}` },
      '&:focus-within': { ...focusRing(theme), outlineOffset: -2 },
      [touch]: { minHeight: 44 },
      [narrow]: {
        gridTemplateColumns: '20px minmax(0, 1fr) auto',
        '& > :nth-child(4)': { gridColumn: '2 / -1' },
        '& > :nth-child(5)': { gridColumn: '2 / -1' },
        '& > :nth-child(5) svg': { display: 'none' },
      },
    },
  });
}

function markStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    chosen: { background: tones.accent.soft },
    unusable: {
      cursor: 'not-allowed',
      color: tones.textSecond,
      '& strong': { textDecoration: 'line-through' },
    },
    radio: {
      accentColor: theme.palette.primary.main,
      width: 18,
      height: 18,
      margin: 0,
    },
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...choiceStyles(theme),
  ...markStyles(theme),
}));

function Choice(props: {
  version: DeployedVersion;
  name: string;
  chosen: boolean;
  onChoose(version: string): void;
}) {
  const { version, name, chosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const { unusable } = version;
  const looks = [
    classes.choice,
    chosen && classes.chosen,
    unusable && classes.unusable,
  ];
  return (
    <label className={looks.filter(Boolean).join(' ')}>
      <input
        type="radio"
        className={classes.radio}
        name={name}
        value={version.version}
        checked={chosen}
        disabled={Boolean(unusable)}
        onChange={() => onChoose(version.version)}
      />
      <strong>{version.version}</strong>
      <span>
        <Bump kind={version.kind} bump={version.bump} />
      </span>
      <span>{unusable ?? asSentence(version.verdictText)}</span>
      <span>
        {unusable ? <StateIcon name="block" /> : undefined}
        {version.suggested && !unusable ? (
          <strong>{t('rollback.suggested')}</strong>
        ) : undefined}
      </span>
    </label>
  );
}

/** The versions that ran here; unusable ones stay in sight with the reason. */
export function VersionChoice(props: {
  versions: readonly DeployedVersion[];
  current: string;
  target?: string;
  onChoose(version: string): void;
}) {
  const { versions, current, target, onChoose } = props;
  const classes = useStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const name = useId();
  const most = useMediaQuery(NARROW_QUERY) ? SHOWN_NARROW : SHOWN;
  const [all, setAll] = useState(false);
  const candidates = versions.filter(v => v.version !== current);
  const shown = all
    ? candidates
    : candidates.filter((v, at) => v.version === target || at < most);
  if (!candidates.length) {
    return <div className={second}>{t('rollback.noVersions')}</div>;
  }
  return (
    <>
      <fieldset className={classes.choices} aria-label={t('rollback.version')}>
        {shown.map(version => (
          <Choice
            key={version.version}
            version={version}
            name={name}
            chosen={version.version === target}
            onChoose={onChoose}
          />
        ))}
      </fieldset>
      {candidates.length > most ? (
        <div>
          <ActButton size="small" onClick={() => setAll(!all)}>
            {all
              ? t('rollback.fewerVersions')
              : t('rollback.allVersions', { n: String(candidates.length) })}
          </ActButton>
        </div>
      ) : undefined}
    </>
  );
}
