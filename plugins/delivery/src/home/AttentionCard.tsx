import type { Source } from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import {
  Card,
  Segmented,
  StateIcon,
} from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import { isMeasuredBad, type SeenDeployment } from '../health/SeenDeployment';
import { columnTop } from '../health/sparkShape';
import type { SeenList } from '../health/useHealth';
import { Failure } from '../kit/Failure';
import { LiveLabel } from '../live/LiveLabel';
import type { Resource } from '../live/useResource';
import { RollbackDialog, type RollbackAsk } from '../rollback/RollbackDialog';
import { attentionRank } from '../state/judge';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { AttentionItem, SilentItem } from './AttentionItems';
import { useHomeStyles } from './homeStyles';

/** Whose deployments are looked at. */
export type Whose = 'mine' | 'all';

/** Worst first; what is only stale is told by its source, once. */
export function needsAttention(
  deployments: readonly SeenDeployment[],
  now: number,
): SeenDeployment[] {
  const rank = (d: SeenDeployment) => attentionRank(d, now);
  return deployments
    .filter(d => rank(d) !== undefined && (!d.live.stale || isMeasuredBad(d)))
    .sort((a, b) => rank(a)! - rank(b)!);
}

function Calm(props: { deployments: readonly SeenDeployment[] }) {
  const classes = useHomeStyles();
  const t = useWords();
  const now = useNow();
  const [newest] = [...props.deployments].sort((a, b) =>
    b.desired.since.localeCompare(a.desired.since),
  );
  return (
    <p className={classes.calm}>
      <StateIcon name="checkOutline" size={20} />
      {t('home.nothing')}
      {newest
        ? ` ${t('home.lastChange', {
            time: formatMoment(newest.desired.since, now),
            what: `${newest.component} ${newest.desired.version ?? ''} · ${placeOf(newest, t)}`,
          })}`
        : undefined}
    </p>
  );
}

/** What is wrong, worst first, with the one act at the right. */
export function AttentionCard(props: {
  resource: Resource<SeenList>;
  mine: ReadonlySet<string>;
  sources: readonly Source[];
}) {
  const { resource, mine, sources } = props;
  const classes = useHomeStyles();
  const t = useWords();
  const now = useNow();
  const [asked, setWhose] = useState<Whose>();
  const [ask, setAsk] = useState<RollbackAsk>();
  const everything = resource.value?.items ?? [];
  const ofMine = everything.filter(d => mine.has(d.entityRef));
  // Who has nothing of their own to do sees what others may need help with.
  const whose = asked ?? (needsAttention(ofMine, now).length ? 'mine' : 'all');
  const items = whose === 'mine' ? ofMine : everything;
  const wrong = needsAttention(items, now);
  const sparkTop = columnTop(wrong.filter(isMeasuredBad));
  const silent = sources.filter(source => source.status === 'silent');
  const { total = 0 } = resource.value ?? {};
  const shown = everything.length;
  return (
    <Card
      title={t('home.needs')}
      count={wrong.length + silent.length}
      beside={
        <>
          <LiveLabel of={resource} />
          <Segmented
            label={t('home.needs')}
            selected={whose}
            items={[
              { id: 'mine', label: t('home.mine') },
              { id: 'all', label: t('home.all') },
            ]}
            onSelect={id => setWhose(id as Whose)}
          />
        </>
      }
    >
      {resource.error ? (
        <Failure
          kept={Boolean(resource.value)}
          error={resource.error}
          onRetry={resource.refresh}
        />
      ) : undefined}
      {resource.loading ? <RowPlaceholders rows={3} height={64} /> : undefined}
      <ol className={classes.list}>
        {wrong.map((deployment, index) => (
          <AttentionItem
            key={deployment.id}
            deployment={deployment}
            first={index === 0}
            sparkTop={sparkTop}
            onRollBack={d => setAsk({ type: 'rollback', deployment: d })}
          />
        ))}
        {silent.map(source => (
          <SilentItem key={source.id} source={source} />
        ))}
      </ol>
      {resource.value && !wrong.length && !silent.length ? (
        <Calm deployments={items} />
      ) : undefined}
      {total > shown ? (
        <p className={classes.second}>
          {t('home.truncated', { shown: String(shown), total: String(total) })}
        </p>
      ) : undefined}
      {ask ? (
        <RollbackDialog ask={ask} onClose={() => setAsk(undefined)} />
      ) : undefined}
    </Card>
  );
}
