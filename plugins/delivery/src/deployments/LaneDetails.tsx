import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { Facts } from '@slipway/backstage-plugin-kit-react';
import { LaneEnvironment } from '../environments/LaneEnvironment';
import { CommitLink } from '../kit/CommitLink';
import { shortName } from '../state/place';
import { Moment } from '../time/Times';
import { useWords, type DeliveryWords } from '../translation';

const useStyles = makeStyles({
  root: { padding: '0 0 16px', cursor: 'auto' },
  list: { margin: 0, paddingLeft: 16 },
});

function replicasText(deployment: Deployment, t: DeliveryWords): string {
  const { replicas } = deployment.live;
  if (!replicas) {
    return t('details.notKnown');
  }
  const ready = t('details.replicasReady', {
    ready: String(replicas.ready),
    desired: String(replicas.desired),
  });
  return replicas.updated === undefined
    ? ready
    : `${ready} · ${t('details.replicasUpdated', { updated: String(replicas.updated) })}`;
}

function GitPlace(props: { deployment: Deployment }) {
  const { repository, path, desired } = props.deployment;
  const t = useWords();
  const file = desired.file ?? path;
  return (
    <>
      {`${repository}, ${file}`}
      {desired.line
        ? `, ${t('details.line', { line: String(desired.line) })}`
        : undefined}
    </>
  );
}

function SeenBy(props: { deployment: Deployment }) {
  const { source, observedAt, staleCause } = props.deployment.live;
  const t = useWords();
  if (!observedAt) {
    return <>{staleCause ?? t('lanes.neverSeen')}</>;
  }
  return (
    <>
      {source ? `${source}, ` : ''}
      <Moment at={observedAt} />
    </>
  );
}

/** What opens below a lane: the evidence for what the lane says. */
export function LaneDetails(props: { deployment: Deployment }) {
  const { deployment } = props;
  const { desired, live, sync, hold, bans, problems } = deployment;
  const classes = useStyles();
  const t = useWords();
  return (
    <div className={classes.root}>
      <Facts
        items={[
          [
            t('details.environment'),
            deployment.environmentKind ? (
              <LaneEnvironment deployment={deployment} />
            ) : undefined,
          ],
          [t('details.replicas'), replicasText(deployment, t)],
          [t('details.git'), <GitPlace deployment={deployment} />],
          [
            t('details.commit'),
            <CommitLink commit={desired.commit} url={desired.commitUrl} />,
          ],
          [t('details.seenBy'), <SeenBy deployment={deployment} />],
          [t('details.sync'), sync.message],
          [
            t('details.runtime'),
            live.url ? (
              <Link to={live.url}>{t('details.openRuntime')}</Link>
            ) : undefined,
          ],
          [
            t('details.hold'),
            hold && `${hold.version}, ${shortName(hold.by)}: ${hold.reason}`,
          ],
          [
            t('details.ban'),
            bans.length
              ? bans
                  .map(b => `${b.version}, ${shortName(b.by)}: ${b.reason}`)
                  .join('; ')
              : undefined,
          ],
          [
            t('details.problem'),
            problems.length ? (
              <ul className={classes.list}>
                {problems.map(problem => (
                  <li key={problem.message}>{problem.message}</li>
                ))}
              </ul>
            ) : undefined,
          ],
        ]}
      />
    </div>
  );
}
