import type {
  Environment,
  RefusedFolder,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Card,
  Cell,
  Row,
  Stack,
  Table,
  TitledPage,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { SandboxChip } from '../deployments/SourceChips';
import { useSources } from '../deployments/useDeployments';
import { Failure } from '../kit/Failure';
import { RowPlaceholders } from '../kit/Placeholders';
import { LiveLabel } from '../live/LiveLabel';
import { useTemplate } from '../templates/useTemplate';
import { Age, Moment } from '../time/Times';
import { useWords } from '../translation';
import { EndsChip } from './EndsChip';
import { Creator, EnvironmentLink } from './EnvironmentPage';
import { useAllEnvironments } from './useEnvironment';

function EnvironmentLine(props: { environment: Environment }) {
  const { name, title, deployments, life } = props.environment;
  const classes = useTableStyles();
  const t = useWords();
  return (
    <Row>
      <Cell>
        <strong>
          <EnvironmentLink name={name} />
        </strong>
        <div className={classes.second}>{title}</div>
      </Cell>
      <Cell look="end" label={t('environment.services')}>
        {deployments}
      </Cell>
      <Cell look="line" label={life && t('environment.since')}>
        {life ? (
          <>
            <Age at={life.since} />
            <div className={classes.second}>
              <Moment at={life.since} />
            </div>
          </>
        ) : (
          t('environment.configured')
        )}
      </Cell>
      <Cell label={life && t('environment.by')}>
        {life ? <Creator life={life} /> : undefined}
      </Cell>
      <Cell look="end" label={life?.copiedFrom && t('environment.copiedFrom')}>
        {life?.copiedFrom ? (
          <EnvironmentLink name={life.copiedFrom} />
        ) : undefined}
      </Cell>
      <Cell look="wide" label={t('environment.ends')}>
        {life?.expires ? (
          <EndsChip expires={life.expires} staying={life.staying} />
        ) : (
          t('environment.never')
        )}
        {life?.problems.map(problem => (
          <div key={problem} className={classes.second}>
            {problem}
          </div>
        ))}
      </Cell>
    </Row>
  );
}

function Refused(props: { folders: readonly RefusedFolder[] }) {
  const t = useWords();
  return props.folders.length ? (
    <Card title={t('environment.refused')} edge="warning">
      <Table>
        {props.folders.map(({ repository, path, message }) => (
          <Row key={`${repository} ${path}`}>
            <Cell look="wide">{`${repository}, ${path}`}</Cell>
            <Cell look="wide">{message}</Cell>
          </Row>
        ))}
      </Table>
    </Card>
  ) : null;
}

/** All environments, nearest to customers first: whose they are, and when they end. */
export function EnvironmentsPage() {
  const t = useWords();
  const resource = useAllEnvironments();
  const sources = useSources();
  const { value, error, refresh, loading } = resource;
  const { items, refused = [], kinds = [] } = value ?? { items: [] };
  const template = useTemplate('environment', kinds.length > 0);
  const nearest = [...items].sort(
    (a, b) => b.order - a.order || a.name.localeCompare(b.name),
  );
  return (
    <TitledPage
      title={t('environment.title')}
      beside={<SandboxChip sources={sources.value} />}
      acts={
        <>
          <LiveLabel of={resource} />
          {kinds.length ? (
            <ActButton
              look="outlined"
              disabledBecause={template.can.reason}
              onClick={() => template.open()}
            >
              {t('environment.create')}
            </ActButton>
          ) : undefined}
        </>
      }
    >
      <Stack>
        <Card label={t('environment.title')}>
          {error ? (
            <Failure kept={Boolean(value)} {...{ error, onRetry: refresh }} />
          ) : undefined}
          {loading ? <RowPlaceholders rows={5} height={52} /> : undefined}
          {value && !items.length ? <p>{t('environment.none')}</p> : undefined}
          {items.length ? (
            <Table
              head={[
                ...[t('environment.name'), t('environment.services')],
                ...[t('environment.since'), t('environment.by')],
                ...[t('environment.copiedFrom'), t('environment.ends')],
              ]}
            >
              {nearest.map(each => (
                <EnvironmentLine key={each.name} environment={each} />
              ))}
            </Table>
          ) : undefined}
        </Card>
        <Refused folders={refused} />
      </Stack>
    </TitledPage>
  );
}
