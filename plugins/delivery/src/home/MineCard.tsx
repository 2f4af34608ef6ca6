import { Link } from '@backstage/core-components';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { useTabLink } from '../deployments/OverviewCard';
import { Cell, Row, Table } from '../kit/Table';
import { useTableStyles } from '../kit/tableStyles';
import { Card } from '../kit/Card';
import { StateWord } from '../kit/Chip';
import { describeDeployment } from '../state/describe';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { useHomeStyles } from './homeStyles';

/** More would be a list to search, and the catalog is better at that. */
const MOST_ROWS = 12;

function Service(props: { deployment: Deployment }) {
  const { deployment } = props;
  const classes = useTableStyles();
  const t = useWords();
  const now = useNow();
  const tabLink = useTabLink(deployment.entityRef);
  const [state] = describeDeployment(deployment, now, t);
  return (
    <Row>
      <Cell>
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>{' '}
        <span className={classes.second}>{placeOf(deployment, t)}</span>
        <div>
          <StateWord tone={state.tone} icon={state.icon} label={state.word} />
        </div>
      </Cell>
      <Cell look="right">
        <strong>{deployment.live.version ?? t('lanes.versionNotKnown')}</strong>
      </Cell>
    </Row>
  );
}

/** What I own, where it is nearest to customers. */
export function MineCard(props: { deployments: readonly Deployment[] }) {
  const { deployments } = props;
  const home = useHomeStyles();
  const t = useWords();
  return (
    <Card title={t('home.mineTitle')}>
      {deployments.length ? (
        <Table>
          {deployments.slice(0, MOST_ROWS).map(deployment => (
            <Service key={deployment.id} deployment={deployment} />
          ))}
        </Table>
      ) : (
        <>
          <p>{t('home.noneMine')}</p>
          <p className={home.second}>{t('home.noneMineHelp')}</p>
        </>
      )}
    </Card>
  );
}
