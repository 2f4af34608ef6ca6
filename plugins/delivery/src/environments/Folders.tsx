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
import { hasVersionDrift } from '../state/judge';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { EndsChip } from './EndsChip';

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

/** How it is, in a word; what was not heard of is not known. */
function FolderState(props: { seen?: SeenDeployment }) {
  const { seen } = props;
  const t = useWords();
  const now = useNow();
  if (!seen) {
    return <StateWord tone="idle" icon="help" label={t('state.unknown')} />;
  }
  const [{ tone, icon, word, line }] = describeDeployment(seen, now, t);
  return (
    <span title={line}>
      <StateWord {...{ tone, icon }} label={word} />
    </span>
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
      <Cell look="line" label={t('environment.state')}>
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
          {folders.map(folder => (
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
