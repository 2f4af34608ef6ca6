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
  const classes = useTableStyles();
  const t = useWords();
  const now = useNow();
  const tabLink = useTabLink(deployment.entityRef);
  const [state] = describeDeployment(deployment, now, t);
  const tone =
    state.tone === 'stale' || state.tone === 'plain' ? 'idle' : state.tone;
  return (
    <tr {...ROW}>
      <td {...CELL} className={classes.nowrap}>
        <Moment at={desired.since} />
      </td>
      <td {...CELL}>{placeOf(deployment, t)}</td>
      <td {...CELL}>
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>
      </td>
      <td {...CELL}>
        <strong>{desired.version ?? '–'}</strong>
      </td>
      <td {...CELL} className={classes.second}>
        {desired.author}
      </td>
      <td {...CELL}>
        <StateWord tone={tone} icon={state.icon} label={state.word} />
      </td>
    </tr>
  );
}

/** What changed last, anywhere the person may look. */
export function ChangesCard(props: { deployments: readonly Deployment[] }) {
  const classes = useTableStyles();
  const t = useWords();
  const changes = newestChanges(props.deployments);
  return (
    <Card title={t('home.changes')}>
      {changes.length ? (
        <table className={classes.table} {...TABLE}>
          <thead>
            <tr>
              <th scope="col">{t('home.changeTime')}</th>
              <th scope="col">{t('home.changeWhere')}</th>
              <th scope="col">{t('home.changeWhat')}</th>
              <th scope="col">{t('home.changeVersion')}</th>
              <th scope="col">{t('home.changeWho')}</th>
              <th scope="col">{t('home.changeState')}</th>
            </tr>
          </thead>
          <tbody {...ROWS}>
            {changes.map(deployment => (
              <Change key={deployment.id} deployment={deployment} />
            ))}
          </tbody>
        </table>
      ) : (
        <p>{t('home.noChanges')}</p>
      )}
    </Card>
  );
}
