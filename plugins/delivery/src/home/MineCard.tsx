import { Link } from '@backstage/core-components';
import {
  Card,
  Cell,
  Row,
  StateWord,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { useTabLink } from '../deployments/OverviewCard';
import type { SeenDeployment } from '../health/SeenDeployment';
import { columnTop } from '../health/sparkShape';
import { SparklinePicture } from '../health/Sparkline';
import { troubleLabel } from '../history/measured';
import { describeDeployment } from '../state/describe';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { useHomeStyles } from './homeStyles';

/** More would be a list to search, and the catalog is better at that. */
const MOST_ROWS = 12;

function Service(props: { deployment: SeenDeployment; sparkTop?: number }) {
  const { deployment, sparkTop } = props;
  const classes = useTableStyles();
  const t = useWords();
  const now = useNow();
  const tabLink = useTabLink(deployment.entityRef);
  const [state] = describeDeployment(deployment, now, t);
  const label =
    state.kind === 'trouble'
      ? troubleLabel(state.word, deployment.measured, t)
      : state.word;
  return (
    <Row>
      <Cell>
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>{' '}
        <span className={classes.second}>{placeOf(deployment, t)}</span>
        <div>
          <StateWord tone={state.tone} icon={state.icon} label={label} />
        </div>
      </Cell>
      <Cell look="right">
        <strong>{deployment.live.version ?? t('lanes.versionNotKnown')}</strong>
      </Cell>
      {sparkTop === undefined ? undefined : (
        <Cell look="spark">
          <SparklinePicture health={deployment.measured} top={sparkTop} />
        </Cell>
      )}
    </Row>
  );
}

/** What I own, where it is nearest to customers. */
export function MineCard(props: { deployments: readonly SeenDeployment[] }) {
  const { deployments } = props;
  const home = useHomeStyles();
  const shown = deployments.slice(0, MOST_ROWS);
  const sparkTop = columnTop(shown);
  const t = useWords();
  return (
    <Card title={t('home.mineTitle')}>
      {deployments.length ? (
        <Table
          head={
            sparkTop === undefined
              ? undefined
              : [t('home.service'), t('home.version'), t('spark.short')]
          }
        >
          {shown.map(deployment => (
            <Service
              key={deployment.id}
              deployment={deployment}
              sparkTop={sparkTop}
            />
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
