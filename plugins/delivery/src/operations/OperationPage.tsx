import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import LinkIcon from '@material-ui/icons/Link';
import type { Operation } from '@slipway/backstage-plugin-delivery-common';
import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { Card, Stack, TitledPage } from '@slipway/backstage-plugin-kit-react';
import { RowPlaceholders } from '../kit/Placeholders';
import { failureKind } from '../api/errors';
import { SandboxChip } from '../deployments/SourceChips';
import { useSources } from '../deployments/useDeployments';
import { CopyButton } from '../kit/CopyButton';
import { Failure, Notice } from '../kit/Failure';
import { LiveLabel } from '../live/LiveLabel';
import type { Resource } from '../live/useResource';
import { ChecksList } from '../rollback/Checks';
import { Diff } from '../rollback/Diff';
import { operationRouteRef } from '../routes';
import { sortChecks } from '../rollback/gate';
import { placeOf, shortName } from '../state/place';
import { Moment } from '../time/Times';
import { useWords } from '../translation';
import { OperationHealth } from '../health/OperationHealth';
import { NextCard } from './NextCard';
import { OperationActs } from './OperationActs';
import { StateCard } from './StateCard';
import { StepsCard } from './StepsCard';
import { useOperation } from './useOperations';
import { Incident, WhoWhyCard } from './WhoWhyCard';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 432px) minmax(0, 1fr)',
    gap: 16,
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

function Body(props: { operation: Operation; onChanged(): void }) {
  const { operation, onChanged } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <Stack>
      <StateCard
        operation={operation}
        acts={<OperationActs operation={operation} onChanged={onChanged} />}
      />
      {/* What there was to do has been done in another way. */}
      <NextCard acts={operation.passedOverBy ? [] : operation.nextActs} />
      <div className={classes.columns}>
        <StepsCard operation={operation} />
        <Stack>
          <OperationHealth operation={operation} />
          <WhoWhyCard operation={operation} />
          {operation.changes.length ? (
            <Card title={t('operation.diff')}>
              <Diff changes={operation.changes} />
            </Card>
          ) : undefined}
          {operation.checks.length ? (
            <Card title={t('operation.checks')}>
              <ChecksList checks={sortChecks(operation.checks)} />
            </Card>
          ) : undefined}
        </Stack>
      </div>
    </Stack>
  );
}

/** While there is no operation to show: loading, none, or why not. */
function Absent(props: { resource: Resource<Operation>; chip: ReactNode }) {
  const { error, refresh } = props.resource;
  const t = useWords();
  const missing = error && failureKind(error) === 'not-found';
  return (
    <TitledPage title={t('delivery.operations')} beside={props.chip}>
      <Card label={t('delivery.operations')}>
        {missing ? (
          <Notice icon="help" title={t('failure.notFoundTitle')}>
            {t('operation.notFound')}
          </Notice>
        ) : undefined}
        {error && !missing ? (
          <Failure error={error} onRetry={refresh} />
        ) : undefined}
        {error ? undefined : <RowPlaceholders rows={6} height={52} />}
      </Card>
    </TitledPage>
  );
}

const KINDS = {
  rollback: 'operation.kindRollback',
  undo: 'operation.kindUndo',
  upgrade: 'operation.kindUpgrade',
} as const;

/** One operation: is it going well, and how did it end? */
export function OperationPage() {
  const { id = '' } = useParams();
  const t = useWords();
  const resource = useOperation(id);
  const sources = useSources();
  const operationLink = useRouteRef(operationRouteRef);
  const { value: operation, error, refresh } = resource;
  const chip = <SandboxChip sources={sources.value} />;
  const crumb = { label: id.slice(0, 8), href: operationLink({ id }) };
  if (!operation) {
    return <Absent resource={resource} chip={chip} />;
  }
  const { component, fromVersion, toVersion, incident } = operation;
  const title = t('operation.title', {
    component,
    place: placeOf(operation, t),
    from: fromVersion,
    to: toVersion,
  });
  return (
    <BreadcrumbEntry entry={crumb}>
      <TitledPage
        kind={t(KINDS[operation.type])}
        title={title}
        beside={chip}
        acts={
          <>
            <LiveLabel of={resource} />
            <CopyButton
              icon={<LinkIcon aria-hidden fontSize="small" />}
              text={() => window.location.href}
            >
              {t('act.copyLink')}
            </CopyButton>
          </>
        }
        facts={[
          [
            t('operation.component'),
            <EntityRefLink entityRef={operation.entityRef} />,
          ],
          [
            t('operation.askedBy'),
            <>
              {shortName(operation.requestedBy)},{' '}
              <Moment at={operation.requestedAt} />
            </>,
          ],
          ...(incident
            ? [
                [t('operation.incident'), <Incident incident={incident} />] as [
                  string,
                  JSX.Element,
                ],
              ]
            : []),
        ]}
      >
        {error ? <Failure kept error={error} onRetry={refresh} /> : undefined}
        <Body operation={operation} onChanged={refresh} />
      </TitledPage>
    </BreadcrumbEntry>
  );
}
