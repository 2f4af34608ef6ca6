import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Stack, TitledPage } from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import { useSeen } from '../health/useHealth';
import { SandboxChip, SilentSourcesChip } from '../deployments/SourceChips';
import {
  useDeployments,
  useEnvironments,
  useSources,
} from '../deployments/useDeployments';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { sortDeployments } from '../state/place';
import { useWords } from '../translation';
import { AttentionCard } from './AttentionCard';
import { ChangesCard } from './ChangesCard';
import { useHomeStyles } from './homeStyles';
import { MineCard } from './MineCard';
import { RunningCard } from './RunningCard';
import { useOwned } from './useOwned';

/** @public */
export interface DeliveryHomeProps {
  /** Heading of the page; a question when absent. */
  title?: string;
}

const NONE: ReadonlySet<string> = new Set();

/** For each component only its environment nearest to customers. */
function nearestOnly(sorted: readonly SeenDeployment[]): SeenDeployment[] {
  const nearest = new Map<string, string>();
  for (const { entityRef, environment } of sorted) {
    if (!nearest.has(entityRef)) {
      nearest.set(entityRef, environment);
    }
  }
  return sorted.filter(d => nearest.get(d.entityRef) === d.environment);
}

function HomeContent(props: DeliveryHomeProps) {
  const classes = useHomeStyles();
  const t = useWords();
  const owned = useOwned();
  const environments = useEnvironments();
  const sources = useSources();
  const deployments = useSeen(useDeployments(), sources);
  const mine = owned.value?.components ?? NONE;
  const items = deployments.value?.items ?? [];
  const sorted = sortDeployments(items, environments.value ?? []);
  const person = owned.value?.person;
  return (
    <TitledPage
      title={props.title ?? t('home.title')}
      beside={
        <>
          <SandboxChip sources={sources.value} />
          <SilentSourcesChip sources={sources.value} />
        </>
      }
      facts={
        person
          ? [
              [
                t('home.signedIn'),
                <EntityRefLink entityRef={person} defaultKind="user" />,
              ],
            ]
          : []
      }
    >
      <div className={classes.columns}>
        <Stack>
          <AttentionCard
            resource={deployments}
            mine={mine}
            sources={sources.value ?? []}
          />
          {deployments.value ? <ChangesCard deployments={items} /> : undefined}
        </Stack>
        <Stack>
          <RunningCard />
          {deployments.value ? (
            <MineCard
              deployments={nearestOnly(sorted).filter(d =>
                mine.has(d.entityRef),
              )}
            />
          ) : undefined}
        </Stack>
      </div>
    </TitledPage>
  );
}

/**
 * What a home page shows first: what needs me, what is being done, what
 * changed, and what I own. All of it comes from the delivery backend.
 *
 * @public
 */
export function DeliveryHome(props: DeliveryHomeProps) {
  return (
    <DeliveryFrame>
      <HomeContent {...props} />
    </DeliveryFrame>
  );
}
