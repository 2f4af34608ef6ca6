import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  deliveryDeploymentReadPermission,
  type Deployment,
  type Source,
} from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Card, Stack } from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import { HealthCard } from '../health/HealthCard';
import { NEAR_ID, NearChanges } from '../health/NearChanges';
import { useHealthView } from '../health/range';
import type { SeenDeployment } from '../health/SeenDeployment';
import { useHealthDetails, useSeen, type SeenList } from '../health/useHealth';
import { VersionHistoryCard } from '../history/VersionHistoryCard';
import { useHistories } from '../history/useHistories';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { Failure } from '../kit/Failure';
import type { Resource } from '../live/useResource';
import { RollbackDialog, type RollbackAsk } from '../rollback/RollbackDialog';
import { ownerOf, sortDeployments } from '../state/place';
import { useWords } from '../translation';
import { EmptyDeployments } from './EmptyDeployments';
import { LanesCard } from './LanesCard';
import { SandboxChip } from './SourceChips';
import { TroubleBanners } from './TroubleBanner';
import { useDeployments, useEnvironments, useSources } from './useDeployments';

/** The lane whose history is shown; it stands in the URL. */
function useChosenLane(sorted: readonly SeenDeployment[]) {
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

/** Scrolls to what changed near the deploy, once its lane is the chosen one. */
function useShowChanges(choose: (id: string) => void) {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    if (wanted) {
      document.getElementById(NEAR_ID)?.scrollIntoView({ block: 'center' });
    }
  }, [wanted]);
  return (deployment: Deployment) => {
    choose(deployment.id);
    setWanted(n => n + 1);
  };
}

/** All cards of a component that is deployed somewhere. */
function Cards(props: {
  resource: Resource<SeenList>;
  sources: Source[] | undefined;
  sorted: readonly SeenDeployment[];
  chosen: SeenDeployment;
  choose(id: string): void;
}) {
  const { resource, sources, sorted, chosen, choose } = props;
  const [ask, setAsk] = useState<RollbackAsk>();
  const histories = useHistories(sorted, chosen.id);
  const view = useHealthView();
  const details = useHealthDetails(
    chosen.measured ? chosen : undefined,
    view.asked,
  );
  const showChanges = useShowChanges(choose);
  const rollBack = (deployment: Deployment, version?: string) =>
    setAsk({ type: 'rollback', deployment, version });
  const undo = (deployment: Deployment) =>
    setAsk({
      type: 'undo',
      deployment,
      version: deployment.lastOperation?.fromVersion,
      undoes: deployment.lastOperation,
    });
  const { newest, pages } = histories;
  return (
    <Stack>
      {sources?.some(source => source.simulated) ? (
        <div>
          <SandboxChip sources={sources} />
        </div>
      ) : undefined}
      <TroubleBanners
        deployments={sorted}
        newest={newest}
        onRollBack={rollBack}
        onShowChanges={showChanges}
      />
      <LanesCard
        {...{ resource, sorted, sources, newest }}
        chosen={chosen.id}
        onChoose={choose}
        onRollBack={rollBack}
        onUndo={undo}
      />
      <HealthCard
        deployment={chosen}
        details={details}
        view={view}
        near={<NearChanges deployment={chosen} {...{ sorted, pages }} />}
      />
      <VersionHistoryCard
        key={chosen.id}
        {...{ chosen, sorted, histories }}
        comparisons={details.value?.comparisons}
        onChoose={choose}
        onRollBack={rollBack}
      />
      {ask ? (
        <RollbackDialog ask={ask} onClose={() => setAsk(undefined)} />
      ) : undefined}
    </Stack>
  );
}

function DeploymentsContent() {
  const { entity } = useEntity();
  const t = useWords();
  const entityRef = stringifyEntityRef(entity);
  const environments = useEnvironments();
  const sources = useSources();
  const deployments = useSeen(useDeployments(entityRef), sources, {
    entityRef,
  });
  const { items } = deployments.value ?? {};
  const sorted = useMemo(
    () => sortDeployments(items ?? [], environments.value ?? []),
    [items, environments.value],
  );
  const { chosen, choose } = useChosenLane(sorted);

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
  return (
    <Cards
      resource={deployments}
      sources={sources.value}
      {...{ sorted, chosen, choose }}
    />
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
