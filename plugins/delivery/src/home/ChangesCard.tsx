import { Link } from '@backstage/core-components';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  Cell,
  Row,
  StateWord,
  Table,
} from '@slipway/backstage-plugin-kit-react';
import { useTabLink } from '../deployments/OverviewCard';
import { describeDeployment } from '../state/describe';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { Moment } from '../time/Times';
import { useWords } from '../translation';

const SHOWN = 10;

/** The deployments whose version changed last, newest first. */
export function newestChanges(
  deployments: readonly Deployment[],
): Deployment[] {
  return [...deployments]
    .sort((a, b) => b.desired.since.localeCompare(a.desired.since))
    .slice(0, SHOWN);
}

function Change(props: { deployment: Deployment }) {
  const { deployment } = props;
  const { desired } = deployment;
  const t = useWords();
  const now = useNow();
  const tabLink = useTabLink(deployment.entityRef);
  const [state] = describeDeployment(deployment, now, t);
  return (
    <Row>
      <Cell look="nowrap">
        <Moment at={desired.since} />
      </Cell>
      <Cell look="end">{placeOf(deployment, t)}</Cell>
      <Cell>
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>
      </Cell>
      <Cell look="end">
        <strong>{desired.version ?? '–'}</strong>
      </Cell>
      <Cell look="second">{desired.author}</Cell>
      <Cell look="end">
        <StateWord tone={state.tone} icon={state.icon} label={state.word} />
      </Cell>
    </Row>
  );
}

/** What changed last, anywhere the person may look. */
export function ChangesCard(props: { deployments: readonly Deployment[] }) {
  const t = useWords();
  const changes = newestChanges(props.deployments);
  return (
    <Card title={t('home.changes')}>
      {changes.length ? (
        <Table
          head={[
            t('home.changeTime'),
            t('home.changeWhere'),
            t('home.changeWhat'),
            t('home.changeVersion'),
            t('home.changeWho'),
            t('home.changeState'),
          ]}
        >
          {changes.map(deployment => (
            <Change key={deployment.id} deployment={deployment} />
          ))}
        </Table>
      ) : (
        <p>{t('home.noChanges')}</p>
      )}
    </Card>
  );
}
