import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  Deployment,
  RevisionsPage,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Cell,
  Row,
  StateWord,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import { useTabLink } from '../deployments/OverviewCard';
import { Bump } from '../kit/Bump';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatAge, formatMoment, secondsSince } from '../time/format';
import { Moment } from '../time/Times';
import { useWords, type DeliveryWords } from '../translation';
import { Part } from './Part';
import type { SeenDeployment } from './SeenDeployment';
import {
  isNear,
  MOST_DEPENDENCIES,
  useElsewhere,
  type NearChange,
} from './useNearChanges';

/** Where *What else changed* goes. */
export const NEAR_ID = 'slipway-what-changed';

/** Changes of the entity's own deployments near a moment. */
export function ownChanges(
  deployments: readonly Deployment[],
  pages: ReadonlyMap<string, RevisionsPage>,
  at: string,
): NearChange[] {
  return deployments.flatMap(deployment =>
    (pages.get(deployment.id)?.items ?? [])
      .filter(revision => isNear(revision.at, at) && !revision.rewritten)
      .map(revision => ({ deployment, revision })),
  );
}

/** `24 min before`, or `same minute`. */
export function distanceText(
  iso: string,
  at: string,
  t: DeliveryWords,
): string {
  const seconds = secondsSince(iso, at);
  if (Math.abs(seconds) < 60) {
    return t('near.same');
  }
  const age = formatAge(Math.abs(seconds), t);
  return seconds > 0 ? t('near.before', { age }) : t('near.after', { age });
}

function Change(props: { change: NearChange; at: string; burning: boolean }) {
  const { deployment, revision } = props.change;
  const { versionBefore, versionAfter, kind } = revision;
  const classes = useTableStyles();
  const t = useWords();
  const tabLink = useTabLink(deployment.entityRef);
  const distance = distanceText(revision.at, props.at, t);
  const same = Math.abs(secondsSince(revision.at, props.at)) < 60;
  return (
    <Row>
      <Cell look="nowrap">
        <Moment at={revision.at} />
      </Cell>
      <Cell look="nowrap">
        <Link to={tabLink(deployment.id)}>{deployment.component}</Link>{' '}
        <span className={classes.second}>{placeOf(deployment, t)}</span>
      </Cell>
      <Cell look="nowrap">
        {kind === 'config' ? (
          <span className={classes.second}>{t('near.config')}</span>
        ) : (
          t('unit.change', {
            before: versionBefore ?? '–',
            now: versionAfter ?? '–',
          })
        )}
      </Cell>
      <Cell>
        {kind === 'config' ? undefined : (
          <Bump
            kind={revision.versionKind}
            bump={revision.bump}
            rollback={Boolean(revision.rollback)}
          />
        )}
      </Cell>
      <Cell look="wide">{revision.subject}</Cell>
      <Cell look="right">
        {same && props.burning ? (
          <StateWord tone="critical" icon="fire" label={distance} />
        ) : (
          <span className={classes.second}>{distance}</span>
        )}
      </Cell>
    </Row>
  );
}

/** What changed near the deploy: here, and in what the component depends on. */
export function NearChanges(props: {
  deployment: SeenDeployment;
  /** All deployments of the entity, and their histories. */
  sorted: readonly Deployment[];
  pages: ReadonlyMap<string, RevisionsPage>;
}) {
  const { deployment, sorted, pages } = props;
  const { entity } = useEntity();
  const classes = useTableStyles();
  const t = useWords();
  const now = useNow();
  const at = deployment.measured?.since ?? deployment.desired.since;
  const { value, error } = useElsewhere(entity, deployment, at);
  const changes = [
    ...ownChanges(sorted, pages, at),
    ...(value?.changes ?? []),
  ].sort((a, b) => b.revision.at.localeCompare(a.revision.at));
  const { component } = deployment;
  return (
    <Part
      id={NEAR_ID}
      title={t('near.title', { time: formatMoment(at, now), component })}
    >
      {changes.length ? (
        <Table>
          {changes.map(change => (
            <Change
              key={change.revision.id}
              change={change}
              at={at}
              burning={deployment.measured?.status === 'burning'}
            />
          ))}
        </Table>
      ) : undefined}
      {value && changes.length <= 1 ? (
        <p className={classes.second}>{t('near.alone')}</p>
      ) : undefined}
      {value?.truncated ? (
        <p className={classes.second}>
          {t('near.truncated', { n: String(MOST_DEPENDENCIES) })}
        </p>
      ) : undefined}
      {error ? (
        <p className={classes.second}>
          {t('near.failed', { cause: failureMessage(error) })}
        </p>
      ) : undefined}
    </Part>
  );
}
