import type {
  Revision,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import {
  ActButton,
  Card,
  StateWord,
} from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import { columnTop } from '../health/sparkShape';
import { Failure } from '../kit/Failure';
import { LiveLabel } from '../live/LiveLabel';
import type { Resource } from '../live/useResource';
import { useWords } from '../translation';
import { Lane, type LaneActions } from './Lane';
import { useLaneStyles } from './laneStyles';
import { Refusals, useRefusals } from './Refusals';
import { SilentSourcesChip } from './SourceChips';
import { groupTenants } from './tenantGroups';
import type { DeploymentList } from './readDeployments';

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}

function LaneHead(props: { measured: boolean }) {
  const classes = useLaneStyles();
  const t = useWords();
  const { measured } = props;
  return (
    // The same words are in each lane's own label and sentences.
    <div
      className={`${classes.head} ${measured ? classes.measuredHead : ''}`}
      aria-hidden
    >
      <span>{t('lanes.environment')}</span>
      <span>{t('lanes.runs')}</span>
      <span>{t('lanes.since')}</span>
      <span>{t('lanes.state')}</span>
      {measured ? <span>{t('spark.head')}</span> : undefined}
      <span />
    </div>
  );
}

function MoreTenants(props: {
  environment: string;
  count: number;
  onOpen(): void;
}) {
  const { environment, count, onOpen } = props;
  const classes = useLaneStyles();
  const t = useWords();
  return (
    <li className={classes.more}>
      <StateWord
        tone="ok"
        icon="checkOutline"
        label={t('lanes.moreTenants', { environment, tenants: String(count) })}
      />
      <span>{t('lanes.moreTenantsFine')}</span>
      <ActButton size="small" onClick={onOpen}>
        {t('act.show')}
      </ActButton>
    </li>
  );
}

/** What runs where: one lane a deployment, nearest to customers first. */
export function LanesCard(
  props: LaneActions & {
    resource: Resource<DeploymentList>;
    sorted: readonly SeenDeployment[];
    sources?: readonly Source[];
    newest: ReadonlyMap<string, Revision>;
    chosen?: string;
  },
) {
  const { resource, sorted, sources, newest, chosen, ...actions } = props;
  const classes = useLaneStyles();
  const t = useWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [tenants, setTenants] = useState<ReadonlySet<string>>(new Set());
  const refusals = useRefusals(sorted);
  const total = resource.value?.total ?? 0;
  const sparkTop = columnTop(sorted);
  return (
    <Card
      title={t('lanes.title')}
      beside={
        <>
          <SilentSourcesChip sources={sources} />
          <LiveLabel of={resource} />
        </>
      }
    >
      {resource.error ? (
        <Failure kept error={resource.error} onRetry={resource.refresh} />
      ) : undefined}
      <Refusals refusals={refusals} />
      <LaneHead measured={sparkTop !== undefined} />
      <ol className={classes.list}>
        {groupTenants(sorted, tenants, chosen).map(entry =>
          entry.kind === 'lane' ? (
            <Lane
              {...actions}
              refusals={refusals}
              key={entry.deployment.id}
              deployment={entry.deployment}
              sparkTop={sparkTop}
              newest={newest.get(entry.deployment.id)}
              chosen={entry.deployment.id === chosen}
              open={open.has(entry.deployment.id)}
              onToggle={id => setOpen(old => toggled(old, id))}
            />
          ) : (
            <MoreTenants
              key={entry.environment}
              environment={entry.environment}
              count={entry.deployments.length}
              onOpen={() => setTenants(old => toggled(old, entry.environment))}
            />
          ),
        )}
      </ol>
      {total > sorted.length ? (
        <div className={classes.foot}>
          {t('lanes.allShown', {
            shown: String(sorted.length),
            total: String(total),
          })}
        </div>
      ) : undefined}
    </Card>
  );
}
