import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractsPage } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Chip,
  LoadingRows,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Failure } from '../contract/Failure';
import { formatMoment } from '../state/names';
import { RulesetLink } from '../state/RulesetLink';
import { useLast } from '../state/useLast';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { FILTERS, type FilterName, readFilter, withFilter } from './filters';
import { loadPoints } from './loadPoints';
import { PointsFilters } from './PointsFilters';
import { PointsTable } from './PointsTable';
import { Tiles } from './Tiles';

const PAGE = 50;

const useStyles = makeStyles<Theme>(theme => ({
  count: { margin: '12px 0 8px' },
  second: { color: tonesOf(theme).textSecond, fontSize: 13 },
  more: { marginTop: 12 },
}));

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
    loadPoints(each => api.contracts(each, options), filter, limit),
  );
  const page = useLast(loaded.value);
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
              {t('page.asOf', { at: formatMoment(page.liveAsOf) })}
              {' · '}
              <RulesetLink ruleset={page.ruleset} />
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
        <PointsFilters {...{ filter, page }} onChange={change} />
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
