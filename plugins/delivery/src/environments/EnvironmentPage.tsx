import { Link } from '@backstage/core-components';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  EnvironmentDetails,
  EnvironmentLife,
} from '@slipway/backstage-plugin-delivery-common';
import { Card, Stack, TitledPage } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { failureKind } from '../api/errors';
import { SandboxChip } from '../deployments/SourceChips';
import { useSources } from '../deployments/useDeployments';
import { CommitLink } from '../kit/CommitLink';
import { Failure, Notice } from '../kit/Failure';
import { RowPlaceholders } from '../kit/Placeholders';
import { LiveLabel } from '../live/LiveLabel';
import type { Resource } from '../live/useResource';
import { environmentRouteRef, environmentsRouteRef } from '../routes';
import { Age, Moment } from '../time/Times';
import { useWords, type DeliveryWords } from '../translation';
import { EndsChip } from './EndsChip';
import {
  endedWords,
  EnvironmentActs,
  type EndedEnvironment,
} from './EnvironmentActs';
import { Folders } from './Folders';
import { useEnvironment } from './useEnvironment';
import { useStanding } from './useStanding';

/** Who asked for it, with a link where the catalog knows them. */
export function Creator(props: { life: EnvironmentLife }) {
  const { name, entityRef } = props.life.createdBy;
  return entityRef ? <EntityRefLink entityRef={entityRef} /> : <>{name}</>;
}

/** A link to the page of an environment. */
export function EnvironmentLink(props: { name: string; children?: string }) {
  const link = useRouteRef(environmentRouteRef);
  return (
    <Link to={link({ name: props.name })}>{props.children ?? props.name}</Link>
  );
}

type Fact = [name: string, value: JSX.Element | string];

function factsOf(life: EnvironmentLife, t: DeliveryWords): Fact[] {
  const { since, commit, commitUrl, copiedFrom, reason, expires } = life;
  return [
    [
      t('environment.since'),
      <>
        <Age at={since} /> · <Moment at={since} />
      </>,
    ],
    [t('environment.by'), <Creator life={life} />],
    ...(copiedFrom
      ? [
          [
            t('environment.copiedFrom'),
            <EnvironmentLink name={copiedFrom} />,
          ] as Fact,
        ]
      : []),
    ...(reason ? [[t('environment.reason'), reason] as Fact] : []),
    [t('environment.commit'), <CommitLink commit={commit} url={commitUrl} />],
    ...(expires
      ? []
      : [[t('environment.ends'), t('environment.never')] as Fact]),
  ];
}

function Problems(props: { problems: readonly string[] }) {
  const t = useWords();
  return props.problems.length ? (
    <Card title={t('environment.problems')} edge="warning">
      <ul>
        {props.problems.map(problem => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Card>
  ) : null;
}

/** Why there is none of this name: ended just now by who looks, or before. */
function Gone(props: { ended?: EndedEnvironment }) {
  const { ended } = props;
  const link = useRouteRef(environmentsRouteRef);
  const t = useWords();
  const { commit, commitUrl, reason = '' } = ended?.change ?? {};
  return (
    <Notice
      icon={ended ? 'checkCircle' : 'help'}
      title={
        ended ? t('end.gone', { name: ended.name }) : t('failure.notFoundTitle')
      }
      acts={<Link to={link()}>{t('environment.all')}</Link>}
    >
      <span role="status">
        {ended ? endedWords(ended, t) : t('environment.notFound')}
      </span>
      {ended ? (
        <>
          {' '}
          {t('end.reason', { reason })}
          {commit ? (
            <>
              {' · '}
              {t('end.commit')} <CommitLink commit={commit} url={commitUrl} />
            </>
          ) : undefined}
        </>
      ) : undefined}
    </Notice>
  );
}

/** While there is no environment to show: loading, none, or why not. */
function Absent(props: {
  resource: Resource<EnvironmentDetails>;
  ended?: EndedEnvironment;
}) {
  const { ended } = props;
  const { error, refresh } = props.resource;
  const t = useWords();
  const isMissing = error && failureKind(error) === 'not-found';
  return (
    <TitledPage title={t('environment.title')}>
      <Card label={t('environment.title')}>
        {isMissing ? <Gone ended={ended} /> : undefined}
        {error && !isMissing ? (
          <Failure error={error} onRetry={refresh} />
        ) : undefined}
        {error ? undefined : <RowPlaceholders rows={6} height={52} />}
      </Card>
    </TitledPage>
  );
}

/** One environment: what stands there, since when, by whom, until when. */
export function EnvironmentPage() {
  const { name = '' } = useParams();
  const t = useWords();
  const resource = useEnvironment(name);
  const sources = useSources();
  const standing = useStanding(name, sources);
  const link = useRouteRef(environmentRouteRef);
  const [ended, setEnded] = useState<EndedEnvironment>();
  const { value, error, refresh } = resource;
  const isGone = error && failureKind(error) === 'not-found';
  if (!value || isGone) {
    // Kept until the page is left, or shows another one.
    return (
      <Absent
        resource={resource}
        ended={ended?.name === name ? ended : undefined}
      />
    );
  }
  const { life, title } = value;
  return (
    <BreadcrumbEntry entry={{ label: name, href: link({ name }) }}>
      <TitledPage
        kind={
          life
            ? `${t('environment.kind')}, ${t('environment.ofKind', { kind: life.kind })}`
            : `${t('environment.kind')}, ${t('environment.configured')}`
        }
        title={title}
        beside={
          <>
            {life?.expires ? (
              <EndsChip expires={life.expires} staying={life.staying} />
            ) : undefined}
            <SandboxChip sources={sources.value} />
          </>
        }
        acts={
          <>
            <LiveLabel of={resource} />
            <EnvironmentActs
              environment={value}
              onDone={refresh}
              onEnded={setEnded}
            />
          </>
        }
        facts={life ? factsOf(life, t) : []}
      >
        <Stack>
          {error ? <Failure kept error={error} onRetry={refresh} /> : undefined}
          <Problems problems={life?.problems ?? []} />
          <Folders environment={value} standing={standing} />
        </Stack>
      </TitledPage>
    </BreadcrumbEntry>
  );
}
