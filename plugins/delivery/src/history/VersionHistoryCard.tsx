import type {
  DeployComparison,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import type { SeenDeployment } from '../health/SeenDeployment';
import { useMemo } from 'react';
import {
  ActButton,
  Card,
  Segmented,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import { useVersions } from '../deployments/useSuggestion';
import { Failure } from '../kit/Failure';
import { placeOf } from '../state/place';
import { useWords } from '../translation';
import { download, historyCsv } from './csv';
import { HistoryBars } from './HistoryBars';
import { HistoryTable } from './HistoryTable';
import { historyRows } from './stays';
import { MOST_BARS, type Histories } from './useHistories';
import { useOlder, type Older } from './useOlder';

function Foot(props: {
  older: Older;
  shown: number;
  total: number;
  onExport(): void;
}) {
  const { older, shown, total, onExport } = props;
  const classes = useTableStyles();
  const t = useWords();
  return (
    <div className={classes.foot}>
      <span className={classes.second} role="status">
        {older.loading
          ? t('history.loadingOlder')
          : t('history.count', { shown: String(shown), total: String(total) })}
      </span>
      <span>
        {older.more ? (
          <ActButton
            size="small"
            disabledBecause={
              older.loading ? t('history.loadingOlder') : undefined
            }
            onClick={older.load}
          >
            {t('act.showOlder')}
          </ActButton>
        ) : undefined}
        <ActButton size="small" onClick={onExport}>
          {t('act.export')}
        </ActButton>
      </span>
    </div>
  );
}

/** The history of the chosen lane, and 30 days of all of them. */
export function VersionHistoryCard(props: {
  chosen: SeenDeployment;
  /** What was measured when versions went live here. */
  comparisons?: readonly DeployComparison[];
  sorted: readonly Deployment[];
  histories: Histories;
  onChoose(deploymentId: string): void;
  onRollBack(deployment: Deployment, version?: string): void;
}) {
  const { chosen, sorted, histories, comparisons } = props;
  const { onChoose, onRollBack } = props;
  const classes = useTableStyles();
  const t = useWords();
  const versions = useVersions(chosen);
  const unmeasured = t(`history.notMeasured${chosen.measured ? 'Then' : ''}`);
  const first = histories.pages.get(chosen.id);
  const failed = histories.errors.get(chosen.id);
  const older = useOlder(chosen.id, first);
  const { items } = older;
  const rows = useMemo(
    () => historyRows(items, versions.value ?? []),
    // The list is made anew on each render; its length and head say if it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [items.length, items[0]?.id, first, versions.value],
  );
  const bars = sorted.slice(0, MOST_BARS);
  const fileName = t('history.fileName', {
    component: chosen.component,
    place: [chosen.environment, chosen.tenant].filter(Boolean).join('-'),
  });
  return (
    <Card
      title={t('history.title')}
      beside={
        <Segmented
          label={t('history.lane')}
          selected={chosen.id}
          items={(bars.includes(chosen) ? bars : [chosen, ...bars]).map(d => ({
            id: d.id,
            label: placeOf(d, t),
          }))}
          onSelect={onChoose}
        />
      }
    >
      {histories.loading ? <RowPlaceholders rows={6} height={52} /> : undefined}
      {failed ? (
        <Failure error={failed} onRetry={histories.refresh} />
      ) : undefined}
      {first ? (
        <>
          <HistoryBars deployments={bars} pages={histories.pages} />
          {rows.length ? (
            <HistoryTable
              rows={rows}
              comparisons={comparisons}
              deployment={chosen}
              onRollBack={onRollBack}
            />
          ) : (
            <p>{t('history.empty')}</p>
          )}
          {older.error ? (
            <Failure kept error={older.error} onRetry={older.load} />
          ) : undefined}
          {versions.value?.some(v => v.verdict === 'ran') ? (
            <p className={classes.second}>{unmeasured}</p>
          ) : undefined}
          <Foot
            older={older}
            shown={items.length}
            total={first.totalItems}
            onExport={() => download(fileName, historyCsv(rows))}
          />
        </>
      ) : undefined}
    </Card>
  );
}
