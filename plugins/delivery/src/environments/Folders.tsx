import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  EnvironmentDetails,
  EnvironmentFolder,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  Cell,
  Row,
  StateWord,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import type { SeenDeployment } from '../health/SeenDeployment';
import type { SeenList } from '../health/useHealth';
import type { Resource } from '../live/useResource';
import { describeDeployment } from '../state/describe';
import { attentionRank, hasVersionDrift } from '../state/judge';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { operationRouteRef } from '../routes';
import { EndsChip } from './EndsChip';

/** Places after all that a person has to look at. */
const NOT_KNOWN = 10;
const CALM = 11;

/** Only what differs from the environment catches the eye. */
function FolderEnd(props: { expires?: string; of?: string }) {
  const { expires, of } = props;
  const t = useWords();
  if (!expires) return <>{t('environment.never')}</>;
  return expires === of ? (
    <>{t('environment.withIt')}</>
  ) : (
    <EndsChip expires={expires} />
  );
}

/** What a person reads first: wrong comes before not known, which comes before fine. */
function urgency(seen: SeenDeployment | undefined): number {
  if (!seen) return NOT_KNOWN;
  return (
    attentionRank(seen) ?? (seen.health.status === 'unknown' ? NOT_KNOWN : CALM)
  );
}

/** The operation at work on it, or the one that ended badly, for more about it. */
function OperationOf(props: { seen: SeenDeployment; isEnded: boolean }) {
  const { seen, isEnded } = props;
  const link = useRouteRef(operationRouteRef);
  const t = useWords();
  const { operation, lastOperation } = seen;
  const shown = operation ?? (isEnded ? lastOperation : undefined);
  return shown ? (
    <div>
      <Link to={link({ id: shown.id })}>
        {t(operation ? 'environment.operation' : 'environment.lastOperation')}
      </Link>
    </div>
  ) : null;
}

/** How it is, in a word, and why where it is not fine; what was not heard of is not known. */
function FolderState(props: { seen?: SeenDeployment }) {
  const { seen } = props;
  const { second } = useTableStyles();
  const t = useWords();
  const now = useNow();
  if (!seen) {
    return <StateWord tone="idle" icon="help" label={t('state.unknown')} />;
  }
  const states = describeDeployment(seen, now, t);
  const [{ tone, icon, word, line, kind }] = states;
  return (
    <>
      <span title={line}>
        <StateWord {...{ tone, icon }} label={word} />
      </span>
      {kind === 'healthy' ? undefined : <div className={second}>{line}</div>}
      <OperationOf
        seen={seen}
        isEnded={states.some(state => state.kind === 'ended')}
      />
    </>
  );
}

/** What Git wants, and what runs where that is another one. */
function FolderVersion(props: { version?: string; seen?: SeenDeployment }) {
  const { version, seen } = props;
  const { second } = useTableStyles();
  const t = useWords();
  return (
    <>
      {version ?? t('environment.notSaid')}
      {seen && hasVersionDrift(seen) ? (
        <div className={second}>
          {t('environment.runs', { version: seen.live.version ?? '' })}
        </div>
      ) : undefined}
    </>
  );
}

function FolderRow(props: {
  folder: EnvironmentFolder;
  seen?: SeenDeployment;
  /** Nothing can be said of its state yet. */
  isLooking: boolean;
  /** When its environment ends. */
  expires?: string;
}) {
  const { folder, seen, isLooking, expires } = props;
  const t = useWords();
  return (
    <Row>
      <Cell>
        <EntityRefLink
          entityRef={folder.entityRef}
          title={[folder.component, folder.tenant].filter(Boolean).join(' · ')}
        />
      </Cell>
      <Cell look="end">
        <FolderVersion version={folder.version} seen={seen} />
      </Cell>
      <Cell look="wide" label={t('environment.state')}>
        {isLooking ? undefined : <FolderState seen={seen} />}
      </Cell>
      <Cell look="wide" label={t('environment.folder')}>
        {`${folder.repository}, ${folder.path}`}
      </Cell>
      <Cell look="line" label={t('environment.ends')}>
        <FolderEnd expires={folder.expires} of={expires} />
      </Cell>
    </Row>
  );
}

/** What stands in an environment, and how it is. */
export function Folders(props: {
  environment: EnvironmentDetails;
  standing: Resource<SeenList>;
}) {
  const { environment, standing } = props;
  const { folders, life } = environment;
  const t = useWords();
  const { value, error, loading } = standing;
  const byId = new Map(value?.items.map(item => [item.id, item]));
  const rank = ({ deploymentId }: EnvironmentFolder) =>
    urgency(byId.get(deploymentId));
  const worstFirst = [...folders].sort((a, b) => rank(a) - rank(b));
  return (
    <Card title={t('environment.folders')} count={folders.length}>
      {error ? (
        <p role="status">
          {t('environment.statesFailed', { cause: failureMessage(error) })}
        </p>
      ) : undefined}
      {folders.length ? (
        <Table
          head={[
            ...[t('environment.component'), t('environment.version')],
            ...[t('environment.state'), t('environment.folder')],
            t('environment.ends'),
          ]}
        >
          {worstFirst.map(folder => (
            <FolderRow
              key={folder.deploymentId}
              folder={folder}
              seen={byId.get(folder.deploymentId)}
              isLooking={loading && !value}
              expires={life?.expires}
            />
          ))}
        </Table>
      ) : (
        <p>{t('environment.deployments', { count: 0 })}</p>
      )}
    </Card>
  );
}
