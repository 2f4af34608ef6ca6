import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractMatrix,
  ContractVersion,
} from '@slipway/backstage-plugin-contracts-common';
import { ActButton, narrow } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { describePlaces, formatDay, nameOf } from '../state/names';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { Choice } from './Field';
import { SearchField, type SearchOption } from './SearchField';

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

function toOption({ version, live, publishedAt }: ContractVersion) {
  return {
    ...{ value: version, label: version },
    hint: describePlaces(live) || formatDay(publishedAt),
  };
}

/** Versions that were published of what a component offers, newest first. */
function useKnownVersions(component: string, matrix: ContractMatrix) {
  const offered = matrix.contracts
    .filter(({ provider }) => provider === component)
    .map(({ entityRef }) => entityRef);
  const refs = [...new Set(offered)].sort();
  const loaded = useLoaded(
    refs.length ? refs.join() : undefined,
    async (api, options) => {
      const lists = await Promise.all(
        refs.map(ref => api.versions(ref, options)),
      );
      const found = lists.flatMap(({ items }) => items.map(toOption));
      return [...new Map(found.map(each => [each.value, each])).values()];
    },
  );
  // Without the list a version can still be typed, so its failure says nothing.
  return loaded.value ?? ([] as SearchOption[]);
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
  const known = useKnownVersions(chosen, matrix);
  const submit = () => {
    if (version.trim()) onTry({ component: chosen, version: version.trim() });
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
      <ActButton
        look="outlined"
        disabledBecause={version.trim() ? undefined : t('matrix.versionFirst')}
        onClick={submit}
      >
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
