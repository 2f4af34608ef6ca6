import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  deliveryDeploymentReadPermission,
  type Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { VersionHistoryCard } from '../history/VersionHistoryCard';
import { useHistories } from '../history/useHistories';
import { Card, Stack } from '../kit/Card';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { Failure } from '../kit/Failure';
import { RowPlaceholders } from '../kit/Placeholders';
import { RollbackDialog, type RollbackAsk } from '../rollback/RollbackDialog';
import { ownerOf, sortDeployments } from '../state/place';
import { useWords } from '../translation';
import { EmptyDeployments } from './EmptyDeployments';
import { LanesCard } from './LanesCard';
import { SandboxChip } from './SourceChips';
import { TroubleBanners } from './TroubleBanner';
import { useDeployments, useEnvironments, useSources } from './useDeployments';

/** The lane whose history is shown; it stands in the URL. */
function useChosenLane(sorted: readonly Deployment[]) {
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('deployment');
  const chosen = sorted.find(d => d.id === asked) ?? sorted[0];
  const choose = (id: string) =>
    setParameters(
      old => {
        const next = new URLSearchParams(old);
        next.set('deployment', id);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return { chosen, choose };
}

function ForbiddenHelp() {
  const { entity } = useEntity();
  const t = useWords();
  const owner = ownerOf(entity);
  const permission = deliveryDeploymentReadPermission.name;
  if (!owner) {
    return <>{t('failure.forbiddenHelpNoOwner', { permission })}</>;
  }
  const [before, after] = t('failure.forbiddenHelp', {
    owner: '\u0000',
    permission,
  }).split('\u0000');
  return (
    <>
      {before}
      <EntityRefLink entityRef={owner} defaultKind="group" />
      {after}
    </>
  );
}

function DeploymentsContent() {
  const { entity } = useEntity();
  const t = useWords();
  const entityRef = stringifyEntityRef(entity);
  const deployments = useDeployments(entityRef);
  const environments = useEnvironments();
  const sources = useSources();
  const [ask, setAsk] = useState<RollbackAsk>();
  const { items } = deployments.value ?? {};
  const sorted = useMemo(
    () => sortDeployments(items ?? [], environments.value ?? []),
    [items, environments.value],
  );
  const { chosen, choose } = useChosenLane(sorted);
  const histories = useHistories(sorted, chosen?.id);

  if (deployments.loading) {
    return (
      <Card title={t('lanes.title')}>
        <RowPlaceholders rows={5} height={72} />
      </Card>
    );
  }
  if (!deployments.value) {
    return (
      <Card label={t('lanes.title')}>
        <Failure
          error={deployments.error!}
          onRetry={deployments.refresh}
          forbiddenTitle={t('failure.forbiddenDeployments')}
          forbiddenHelp={<ForbiddenHelp />}
        />
      </Card>
    );
  }
  if (!chosen) {
    return <EmptyDeployments component={entity.metadata.name} />;
  }
  const rollBack = (deployment: Deployment, version?: string) =>
    setAsk({ type: 'rollback', deployment, version });
  return (
    <Stack>
      {sources.value?.some(source => source.simulated) ? (
        <div>
          <SandboxChip sources={sources.value} />
        </div>
      ) : undefined}
      <TroubleBanners deployments={sorted} onRollBack={rollBack} />
      <LanesCard
        resource={deployments}
        sorted={sorted}
        sources={sources.value}
        newest={histories.newest}
        chosen={chosen.id}
        onChoose={choose}
        onRollBack={rollBack}
        onUndo={deployment =>
          setAsk({
            type: 'undo',
            deployment,
            version: deployment.lastOperation?.fromVersion,
            undoes: deployment.lastOperation,
          })
        }
      />
      <VersionHistoryCard
        key={chosen.id}
        chosen={chosen}
        sorted={sorted}
        histories={histories}
        onChoose={choose}
        onRollBack={rollBack}
      />
      {ask ? (
        <RollbackDialog ask={ask} onClose={() => setAsk(undefined)} />
      ) : undefined}
    </Stack>
  );
}

/** The entity tab *Deployments*. */
export function DeploymentsTab() {
  return (
    <DeliveryFrame>
      <DeploymentsContent />
    </DeliveryFrame>
  );
}
