import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  CONTRACT_GAPS,
  CONTRACT_GROUPS,
  type ContractsPage,
} from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  narrow,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useEffect, useRef, useState } from 'react';
import { contractsApiRef, type ContractsFilter } from '../api/ContractsApi';
import { failureMessage } from '../api/errors';
import { nameOf } from '../state/names';
import { useWords } from '../translation';
import { download, toCsv } from './exportCsv';
import { Choice, TextField } from './Field';
import type { FilterName } from './filters';
import { loadPoints } from './loadPoints';
import { GAP_LOOKS } from './Tiles';
import { useSlashFocus } from './useSlashFocus';

const TYPING_MS = 250;
const STATES = ['breaks', 'risky', 'unknown', 'fine'] as const;

const useStyles = makeStyles<Theme>(theme => ({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1.4fr) repeat(4, minmax(0, 1fr)) auto',
    gap: 12,
    alignItems: 'end',
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  failure: { margin: '8px 0 0', color: tonesOf(theme).critical.text },
}));

/** What is typed goes into the address when the typing rests. */
function useTyped(value: string, onRest: (text: string) => void) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onRest(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onRest]);
  return [text, setText] as const;
}

/** Everything that fits the filters, as a file, also what is not shown yet. */
function useExport(filter: ContractsFilter) {
  const api = useApi(contractsApiRef);
  const [failure, setFailure] = useState<string>();
  const start = async () => {
    setFailure(undefined);
    try {
      const { items } = await loadPoints(each => api.contracts(each), filter);
      download('contracts.csv', toCsv(items));
    } catch (error) {
      setFailure(failureMessage(error));
    }
  };
  return { start, failure };
}

/** What narrows the list, and takes it away as a file. */
export function PointsFilters(props: {
  filter: ContractsFilter;
  page: ContractsPage | undefined;
  onChange(name: FilterName, value: string | undefined): void;
}) {
  const { filter, page, onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const [typed, setTyped] = useTyped(filter.q ?? '', each =>
    onChange('q', each),
  );
  const field = useRef<HTMLInputElement>(null);
  useSlashFocus(field);
  // What was typed a moment ago is not in the address yet.
  const { start, failure } = useExport({ ...filter, q: typed || undefined });
  const choice = (
    name: FilterName,
    label: string,
    options: (readonly [value: string, label: string])[],
  ) => (
    <Choice
      {...{ label, options, value: filter[name] ?? '' }}
      onChange={each => onChange(name, each)}
    />
  );
  return (
    <>
      <div className={classes.filters}>
        <TextField
          label={t('points.find')}
          placeholder={t('points.findHelp')}
          {...{ value: typed, inputRef: field, onChange: setTyped }}
        />
        {choice('group', t('points.kind'), [
          ['', t('group.all')],
          ...CONTRACT_GROUPS.filter(group => page?.groups[group]).map(
            group => [group, t(`group.${group}`)] as const,
          ),
        ])}
        {choice('owner', t('points.owner'), [
          ['', t('points.allOwners')],
          ...(page?.owners ?? []).map(ref => [ref, nameOf(ref)] as const),
        ])}
        {choice('state', t('points.state'), [
          ['', t('points.allStates')],
          ...STATES.map(state => [state, t(`state.${state}`)] as const),
        ])}
        {choice('gap', t('points.gap'), [
          ['', t('points.gapBoth')],
          ['any', t('points.gapAny')],
          ['none', t('points.gapNone')],
          ...CONTRACT_GAPS.map(gap => [gap, GAP_LOOKS[gap].word(t)] as const),
        ])}
        <ActButton look="outlined" onClick={start}>
          {t('points.export')}
        </ActButton>
      </div>
      {failure ? (
        <p role="alert" className={classes.failure}>
          {t('points.notExported', { cause: failure })}
        </p>
      ) : undefined}
    </>
  );
}
