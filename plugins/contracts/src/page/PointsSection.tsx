import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  CONTRACT_GROUPS,
  type ContractsPage,
  type ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Chip,
  LoadingRows,
  narrow,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { contractsApiRef, type ContractsFilter } from '../api/ContractsApi';
import { Failure } from '../contract/Failure';
import { formatMoment, nameOf } from '../state/names';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { download, toCsv } from './exportCsv';
import { Choice, TextField } from './Field';
import { FILTERS, type FilterName, readFilter, withFilter } from './filters';
import { PointsTable } from './PointsTable';
import { Tiles } from './Tiles';

const PAGE = 50;
const LARGEST_PAGE = 200;
const TYPING_MS = 250;

const useStyles = makeStyles<Theme>(theme => ({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1.4fr) repeat(4, minmax(0, 1fr)) auto',
    gap: 12,
    alignItems: 'end',
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  count: { margin: '12px 0 8px' },
  second: { color: tonesOf(theme).textSecond, fontSize: 13 },
  more: { marginTop: 12 },
}));

/** Every page of a list, one after the other. */
async function loadAll(
  load: (filter: ContractsFilter) => Promise<ContractsPage>,
  filter: ContractsFilter,
): Promise<ContractSummary[]> {
  const found: ContractSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ ...filter, cursor, limit: LARGEST_PAGE });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

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

function Filters(props: {
  filter: ContractsFilter;
  page: ContractsPage | undefined;
  onChange(name: FilterName, value: string | undefined): void;
}) {
  const { filter, page, onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const api = useApi(contractsApiRef);
  const [typed, setTyped] = useTyped(filter.q ?? '', each =>
    onChange('q', each),
  );
  const exportAll = async () => {
    const all = await loadAll(each => api.contracts(each), filter);
    download('contracts.csv', toCsv(all));
  };
  const states = ['breaks', 'risky', 'unknown', 'fine'] as const;
  return (
    <div className={classes.filters}>
      <TextField
        label={t('points.find')}
        placeholder={t('points.findHelp')}
        {...{ value: typed, onChange: setTyped }}
      />
      <Choice
        label={t('points.kind')}
        value={filter.group ?? ''}
        options={[
          ['', t('group.all')],
          ...CONTRACT_GROUPS.filter(group => page?.groups[group]).map(
            group => [group, t(`group.${group}`)] as const,
          ),
        ]}
        onChange={each => onChange('group', each)}
      />
      <Choice
        label={t('points.owner')}
        value={filter.owner ?? ''}
        options={[
          ['', t('points.allOwners')],
          ...(page?.owners ?? []).map(ref => [ref, nameOf(ref)] as const),
        ]}
        onChange={each => onChange('owner', each)}
      />
      <Choice
        label={t('points.state')}
        value={filter.state ?? ''}
        options={[
          ['', t('points.allStates')],
          ...states.map(state => [state, t(`state.${state}`)] as const),
        ]}
        onChange={each => onChange('state', each)}
      />
      <Choice
        label={t('points.gap')}
        value={filter.gap === 'any' || filter.gap === 'none' ? filter.gap : ''}
        options={[
          ['', t('points.gapBoth')],
          ['any', t('points.gapAny')],
          ['none', t('points.gapNone')],
        ]}
        onChange={each => onChange('gap', each)}
      />
      <ActButton look="outlined" onClick={exportAll}>
        {t('points.export')}
      </ActButton>
    </div>
  );
}

function Empty(props: { filtered: boolean; onClear(): void }) {
  const t = useWords();
  return props.filtered ? (
    <p>
      {t('points.empty')}{' '}
      <ActButton size="small" onClick={props.onClear}>
        {t('points.clear')}
      </ActButton>
    </p>
  ) : (
    <p>
      {t('points.emptyAll')} {t('points.emptyHelp')}
    </p>
  );
}

function Points(props: { page: ContractsPage; onMore(): void }) {
  const { page, onMore } = props;
  const classes = useStyles();
  const t = useWords();
  const left = page.totalItems - page.items.length;
  return (
    <>
      <p className={classes.count}>
        <b>{t('points.total', { n: String(page.totalItems) })}</b>{' '}
        <span className={classes.second}>{t('points.totalHelp')}</span>
      </p>
      <PointsTable page={page} items={page.items} />
      {left > 0 ? (
        <div className={classes.more}>
          <ActButton onClick={onMore}>
            {t('points.more', { n: String(Math.min(left, PAGE)) })}
          </ActButton>
        </div>
      ) : undefined}
    </>
  );
}

/** Every integration point, what is missing where, and where it stands. */
export function PointsSection() {
  const classes = useStyles();
  const t = useWords();
  const [query, setQuery] = useSearchParams();
  const [limit, setLimit] = useState(PAGE);
  const filter = readFilter(query);
  const key = JSON.stringify({ ...filter, limit });
  const loaded = useLoaded(key, (api, options) =>
    api.contracts({ ...filter, limit: Math.min(limit, LARGEST_PAGE) }, options),
  );
  const [last, setLast] = useState<ContractsPage>();
  useEffect(() => {
    if (loaded.value) setLast(loaded.value);
  }, [loaded.value]);
  const page = loaded.value ?? last;
  const change = (name: FilterName, value: string | undefined) =>
    setQuery(withFilter(query, name, value), { replace: true });
  const clear = () => setQuery({}, { replace: true });
  const isFiltered = FILTERS.some(name => filter[name]);
  return (
    <>
      <Failure loaded={loaded} />
      {page ? (
        <>
          {page.liveAsOf ? (
            <p className={classes.second}>
              {t('page.asOf', {
                at: formatMoment(page.liveAsOf),
                ruleset: page.ruleset,
              })}
            </p>
          ) : undefined}
          {page.liveProblem ? (
            <Chip
              wrap
              tone="stale"
              icon="cloudOff"
              label={t('failure.live', { cause: page.liveProblem })}
            />
          ) : undefined}
          <Tiles
            gaps={page.gaps}
            selected={filter.gap}
            onSelect={gap => change('gap', gap)}
          />
        </>
      ) : undefined}
      <Card label={t('page.points')}>
        <Filters {...{ filter, page }} onChange={change} />
        {loaded.loading && !page ? (
          <LoadingRows label={t('failure.loading')} rows={6} height={52} />
        ) : undefined}
        {page && !page.items.length ? (
          <Empty filtered={isFiltered} onClear={clear} />
        ) : undefined}
        {page?.items.length ? (
          <Points page={page} onMore={() => setLimit(limit + PAGE)} />
        ) : undefined}
      </Card>
    </>
  );
}
