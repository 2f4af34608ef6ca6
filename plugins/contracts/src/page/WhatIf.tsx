import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractMatrix } from '@slipway/backstage-plugin-contracts-common';
import { ActButton, narrow } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { nameOf } from '../state/names';
import { useKnownVersions } from '../state/useKnownVersions';
import { useWords } from '../translation';
import { Choice } from './Field';
import { SearchField } from './SearchField';

const useStyles = makeStyles<Theme>({
  whatIf: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 220px) minmax(0, 200px) auto auto',
    gap: 12,
    alignItems: 'end',
    justifyContent: 'start',
    marginTop: 12,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** A version of a component that does not live there. */
export interface Tried {
  component: string;
  version: string;
}

/** Asks what another version of a component would do to all that live there. */
export function WhatIf(props: {
  matrix: ContractMatrix;
  tried: Tried | undefined;
  onTry(tried: Tried | undefined): void;
}) {
  const { matrix, tried, onTry } = props;
  const classes = useStyles();
  const t = useWords();
  const components = [
    ...new Set(matrix.contracts.map(({ provider }) => provider)),
  ].sort();
  const [component, setComponent] = useState(tried?.component ?? '');
  const [version, setVersion] = useState(tried?.version ?? '');
  const chosen = component || components[0] || '';
  const known = useKnownVersions(
    matrix.contracts
      .filter(({ provider }) => provider === chosen)
      .map(({ entityRef }) => entityRef),
  );
  const missing =
    (!chosen && t('matrix.noneToTry')) ||
    (!version.trim() && t('matrix.versionFirst')) ||
    undefined;
  const submit = () => {
    if (!missing) onTry({ component: chosen, version: version.trim() });
  };
  return (
    <form
      className={classes.whatIf}
      aria-label={t('matrix.whatIfHelp')}
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <Choice
        label={`${t('matrix.whatIf')}: ${t('matrix.component')}`}
        value={chosen}
        options={components.map(ref => [ref, nameOf(ref)] as const)}
        onChange={next => {
          setComponent(next);
          setVersion('');
        }}
      />
      <SearchField
        free
        label={t('matrix.version')}
        placeholder={t('matrix.versionHelp')}
        value={version}
        options={known}
        onChange={setVersion}
      />
      <ActButton look="outlined" disabledBecause={missing} onClick={submit}>
        {t('matrix.try')}
      </ActButton>
      {tried ? (
        <ActButton onClick={() => onTry(undefined)}>
          {t('matrix.clear')}
        </ActButton>
      ) : undefined}
    </form>
  );
}
