import { CELL, ROW, ROWS, TABLE } from '../kit/tableRoles';
import { Link } from '@backstage/core-components';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { useTabLink } from '../deployments/OverviewCard';
import { useTableStyles } from '../history/tableStyles';
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
  const tone =
    state.tone === 'stale' || state.tone === 'plain' ? 'idle' : state.tone;
  return (
    <tr {...ROW}>
      <td {...CELL}>
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>{' '}
        <span className={classes.second}>{placeOf(deployment, t)}</span>
        <div>
          <StateWord tone={tone} icon={state.icon} label={state.word} />
        </div>
      </td>
      <td {...CELL} className={classes.right}>
        <strong>{deployment.live.version ?? t('lanes.versionNotKnown')}</strong>
      </td>
    </tr>
  );
}

/** What I own, where it is nearest to customers. */
export function MineCard(props: { deployments: readonly Deployment[] }) {
  const { deployments } = props;
  const classes = useTableStyles();
  const home = useHomeStyles();
  const t = useWords();
  return (
    <Card title={t('home.mineTitle')}>
      {deployments.length ? (
        <table className={classes.table} {...TABLE}>
          <tbody {...ROWS}>
            {deployments.slice(0, MOST_ROWS).map(deployment => (
              <Service key={deployment.id} deployment={deployment} />
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <p>{t('home.noneMine')}</p>
          <p className={home.second}>{t('home.noneMineHelp')}</p>
        </>
      )}
    </Card>
  );
}
