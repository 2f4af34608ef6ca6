import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Environment,
  OperationSummary,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Card,
  Cell,
  Row,
  Stack,
  StateWord,
  Table,
  TitledPage,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import { Failure } from '../kit/Failure';
import { SandboxChip, SilentSourcesChip } from '../deployments/SourceChips';
import {
  useDeployments,
  useEnvironments,
  useSources,
} from '../deployments/useDeployments';
import { EndsChip } from '../environments/EndsChip';
import { EnvironmentLink } from '../environments/EnvironmentPage';
import { environmentsRouteRef } from '../routes';
import { LiveLabel } from '../live/LiveLabel';
import type { Resource } from '../live/useResource';
import { shortCommit } from '../state/place';
import { OpenUpgradesCard } from '../tenants/OpenUpgradesCard';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { OperationRow } from './OperationRow';
import { EnvironmentHealth } from '../health/EnvironmentHealth';
import type { SeenDeployment } from '../health/SeenDeployment';
import { useSeen } from '../health/useHealth';
import { useOperations } from './useOperations';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: 16,
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** Loading, error and empty of a card, or what it holds. */
function Loaded<T>(props: {
  resource: Resource<T>;
  empty: string;
  isEmpty(value: T): boolean;
  children(value: T): JSX.Element;
}) {
  const { resource, empty, isEmpty, children } = props;
  const { value, error, refresh } = resource;
  return (
    <>
      {error ? (
        <Failure kept={Boolean(value)} error={error} onRetry={refresh} />
      ) : undefined}
      {resource.loading ? <RowPlaceholders rows={3} height={52} /> : undefined}
      {value && isEmpty(value) ? <p>{empty}</p> : undefined}
      {value && !isEmpty(value) ? children(value) : undefined}
    </>
  );
}

function OperationsTable(props: { items: readonly OperationSummary[] }) {
  const t = useWords();
  return (
    <Table
      head={[
        t('delivery.what'),
        t('delivery.state'),
        t('delivery.asked'),
        t('delivery.took'),
      ]}
    >
      {props.items.map(operation => (
        <OperationRow key={operation.id} operation={operation} />
      ))}
    </Table>
  );
}

function EnvironmentsTable(props: {
  items: readonly Environment[];
  seen: readonly SeenDeployment[];
}) {
  const classes = useTableStyles();
  const t = useWords();
  const nearest = [...props.items].sort((a, b) => b.order - a.order);
  return (
    <Table>
      {nearest.map(({ name, title, deployments, tenants, policy, life }) => (
        <Row key={name}>
          <Cell>
            <strong>
              <EnvironmentLink name={name} />
            </strong>
            <div className={classes.second}>{title}</div>
            {life?.expires ? (
              <EndsChip brief expires={life.expires} />
            ) : undefined}
          </Cell>
          <Cell>
            {t('delivery.deployments', { count: deployments })}
            {tenants.length ? (
              <div className={classes.second}>
                {t('delivery.tenants', { count: tenants.length })}
              </div>
            ) : undefined}
          </Cell>
          <Cell look="wide">
            {policy.rollback === 'allow'
              ? t('delivery.rollbackAllowed')
              : t('delivery.forwardOnly')}
          </Cell>
          <EnvironmentHealth
            seen={props.seen.filter(d => d.environment === name)}
          />
        </Row>
      ))}
    </Table>
  );
}

function sourceSecond(source: Source, now: number, t: DeliveryWords): string {
  const { status, silentSince, cause, lastSeenAt, head } = source;
  if (status === 'silent' && silentSince) {
    return t('delivery.silentSince', {
      time: formatMoment(silentSince, now),
      cause: cause ?? '',
    });
  }
  const heard = lastSeenAt
    ? t('delivery.lastSeen', { time: formatMoment(lastSeenAt, now) })
    : t('delivery.neverSeen');
  return head
    ? `${heard}, ${t('delivery.head', { commit: shortCommit(head) })}`
    : heard;
}

function SourcesTable(props: { items: readonly Source[] }) {
  const classes = useTableStyles();
  const t = useWords();
  const now = useNow();
  const looks = {
    ok: { tone: 'ok', icon: 'check', label: t('delivery.sourceOk') },
    starting: {
      tone: 'accent',
      icon: 'running',
      label: t('delivery.sourceStarting'),
    },
    silent: {
      tone: 'idle',
      icon: 'cloudOff',
      label: t('delivery.sourceSilent'),
    },
  } as const;
  return (
    <Table>
      {props.items.map(source => (
        <Row key={source.id}>
          <Cell>
            <strong>{source.title}</strong>
          </Cell>
          <Cell look="wide">
            <StateWord {...looks[source.status]} />
            <div className={classes.second}>{sourceSecond(source, now, t)}</div>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** What is being done, what was done, where, and who is listened to. */
export function DeliveryOverview() {
  const classes = useStyles();
  const t = useWords();
  const environmentsLink = useRouteRef(environmentsRouteRef);
  const operations = useOperations();
  const environments = useEnvironments();
  const sources = useSources();
  const seen = useSeen(useDeployments(), sources);
  return (
    <TitledPage
      title={t('delivery.title')}
      beside={
        <>
          <SandboxChip sources={sources.value} />
          <SilentSourcesChip sources={sources.value} />
        </>
      }
    >
      <Stack>
        <Card
          title={t('delivery.running')}
          beside={<LiveLabel of={operations} />}
        >
          <Loaded
            resource={operations}
            empty={t('delivery.noRunning')}
            isEmpty={value => !value.running.length}
          >
            {value => <OperationsTable items={value.running} />}
          </Loaded>
        </Card>
        <OpenUpgradesCard />
        <Card title={t('delivery.recent')}>
          <Loaded
            resource={operations}
            empty={t('delivery.noRecent')}
            isEmpty={value => !value.ended.length}
          >
            {value => <OperationsTable items={value.ended} />}
          </Loaded>
          {operations.more ? (
            <ActButton size="small" onClick={operations.showMore}>
              {t('act.showOlder')}
            </ActButton>
          ) : undefined}
        </Card>
        <div className={classes.columns}>
          <Card
            title={t('delivery.environments')}
            beside={<Link to={environmentsLink()}>{t('environment.all')}</Link>}
          >
            <Loaded
              resource={environments}
              empty={t('delivery.noEnvironments')}
              isEmpty={value => !value.length}
            >
              {value => (
                <EnvironmentsTable
                  items={value}
                  seen={seen.value?.items ?? []}
                />
              )}
            </Loaded>
          </Card>
          <Card title={t('delivery.sources')}>
            <Loaded
              resource={sources}
              empty={t('delivery.noSources')}
              isEmpty={value => !value.length}
            >
              {value => <SourcesTable items={value} />}
            </Loaded>
          </Card>
        </div>
      </Stack>
    </TitledPage>
  );
}
