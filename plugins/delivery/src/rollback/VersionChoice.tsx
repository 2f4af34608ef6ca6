import type { DeployedVersion } from '@slipway/backstage-plugin-delivery-common';
import { useId, useState } from 'react';
import { ActButton } from '../kit/ActButton';
import { Bump } from '../kit/Bump';
import { StateIcon } from '../kit/icons';
import { asSentence } from '../history/verdict';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';

/** As many versions as are compared at a glance. */
const SHOWN = 4;

function Choice(props: {
  version: DeployedVersion;
  name: string;
  chosen: boolean;
  onChoose(version: string): void;
}) {
  const { version, name, chosen, onChoose } = props;
  const classes = useDialogStyles();
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
  const classes = useDialogStyles();
  const t = useWords();
  const name = useId();
  const [all, setAll] = useState(false);
  const candidates = versions.filter(v => v.version !== current);
  const shown = all
    ? candidates
    : candidates.filter((v, at) => at < SHOWN || v.version === target);
  if (!candidates.length) {
    return <div className={classes.second}>{t('rollback.noVersions')}</div>;
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
      {candidates.length > SHOWN ? (
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
