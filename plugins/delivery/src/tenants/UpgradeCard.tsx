import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';
import { Card, Chip, StateWord } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { Failure } from '../kit/Failure';
import { CheckSummary } from '../kit/CheckSummary';
import { RowPlaceholders } from '../kit/Placeholders';
import type { Resource } from '../live/useResource';
import { ChecksList } from '../rollback/Checks';
import { operationRouteRef } from '../routes';
import { placeOf, shortName } from '../state/place';
import { useNow } from '../time/Clock';
import { formatDuration, formatMoment, localTimes } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { UpgradeActs } from './UpgradeActs';
import { itemLook, UPGRADE_LOOKS } from './upgradeLooks';
import { useUpgradeStyles } from './upgradeStyles';

/** What goes where: all changes that are the same are said once. */
function changesOf({ waves }: Upgrade, t: DeliveryWords): string {
  const all = waves.flatMap(({ items }) =>
    items.map(({ component, fromVersion: from, toVersion: to }) =>
      t('upgrades.change', { component, from, to }),
    ),
  );
  const unique = [...new Set(all)];
  const shown = unique.slice(0, 2).join(', ');
  return unique.length > 2
    ? t('upgrades.more', { changes: shown, n: String(unique.length - 2) })
    : shown;
}

/** What a person lets pass although nobody could tell. */
interface Acceptance {
  accepted: ReadonlySet<string>;
  onAccept?(id: string, on: boolean): void;
}

function Item(props: {
  item: UpgradeItem;
  upgrade: Upgrade;
  acceptance: Acceptance;
}) {
  const { item, upgrade, acceptance } = props;
  const classes = useUpgradeStyles();
  const t = useWords();
  const now = useNow();
  const operationLink = useRouteRef(operationRouteRef);
  const { tone, icon, label } = itemLook(item, upgrade.state, t);
  const what = `${item.component}, ${placeOf(item, t)}`;
  return (
    <div className={classes.item}>
      <div className={classes.words}>
        <strong>{item.tenant ?? item.environment}</strong>{' '}
        <span className={classes.second}>
          {t('upgrades.change', {
            ...{ component: item.component, from: item.fromVersion },
            to: item.toVersion,
          })}
        </span>
        <div className={classes.second}>{localTimes(item.message, now)}</div>
        {item.operationId ? (
          <Link to={operationLink({ id: item.operationId })}>
            {t('upgrades.operation')}
          </Link>
        ) : undefined}
      </div>
      <StateWord tone={tone} icon={icon} label={label} />
      {item.checks.length ? (
        <details className={classes.checks}>
          <summary aria-label={t('upgrades.checks', { what })}>
            <CheckSummary checks={item.checks} />
          </summary>
          <ChecksList checks={item.checks} {...acceptance} />
        </details>
      ) : undefined}
    </div>
  );
}

/** One upgrade: who asked for what, its waves and what may be done. */
function OneUpgrade(props: {
  upgrade: Upgrade;
  onActed(): void;
  onChange?(upgrade: Upgrade): void;
}) {
  const { upgrade, onActed, onChange } = props;
  const classes = useUpgradeStyles();
  const t = useWords();
  const now = useNow();
  const { state, reason, requestedBy, soakSeconds, waves, hidden } = upgrade;
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(
    () => new Set(upgrade.accepted),
  );
  const onAccept = (id: string, on: boolean) =>
    setAccepted(
      old => new Set([...old].filter(each => each !== id).concat(on ? id : [])),
    );
  const acceptance = {
    accepted,
    onAccept: upgrade.can.start || upgrade.can.stop ? onAccept : undefined,
  };
  return (
    <article className={classes.upgrade} aria-label={changesOf(upgrade, t)}>
      <div className={classes.head}>
        <span className={classes.second}>
          {t('upgrades.says', {
            ...{ what: changesOf(upgrade, t), who: shortName(requestedBy) },
            soak: formatDuration(soakSeconds, t),
          })}
        </span>
        <Chip
          small
          {...UPGRADE_LOOKS[state]}
          label={t(`upgradeState.${state}`)}
        />
      </div>
      <div className={classes.second}>{t('upgrades.reason', { reason })}</div>
      <div className={classes.second}>
        {t('upgrades.asked', { time: formatMoment(upgrade.requestedAt, now) })}
        {upgrade.startsAt
          ? ` · ${t('upgrades.startsAt', {
              time: formatMoment(upgrade.startsAt, now),
            })}`
          : ''}
      </div>
      <div role="status">{localTimes(upgrade.message, now)}</div>
      <ol className={classes.waves}>
        {waves.map(({ items }, index) => (
          <li
            key={index}
            className={classes.wave}
            aria-label={t('upgrades.wave', { n: String(index + 1) })}
          >
            <span className={classes.number} aria-hidden>
              {index + 1}
            </span>
            <div>
              {items.map(item => (
                <Item
                  key={item.deploymentId}
                  {...{ item, upgrade, acceptance }}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      {hidden ? (
        <div className={classes.second}>
          {t('upgrades.hidden', { count: hidden })}
        </div>
      ) : undefined}
      <UpgradeActs {...{ upgrade, accepted, onActed, onChange }} />
    </article>
  );
}

/** So many that have ended are still of interest. */
const MOST_ENDED = 2;

/** Upgrades in waves: those that are open, and the newest that ended. */
export function UpgradeCard(props: {
  upgrades: Resource<Upgrade[]>;
  /** Opens the plan of one that is planned or stopped. */
  onChange?(upgrade: Upgrade): void;
}) {
  const { value, loading, error, refresh } = props.upgrades;
  const classes = useUpgradeStyles();
  const t = useWords();
  const isOpen = ({ endedAt }: Upgrade) => endedAt === undefined;
  const shown = [
    ...(value ?? []).filter(isOpen),
    ...(value ?? []).filter(each => !isOpen(each)).slice(0, MOST_ENDED),
  ];
  return (
    <Card title={t('upgrades.title')}>
      {error ? (
        <Failure kept={Boolean(value)} error={error} onRetry={refresh} />
      ) : undefined}
      {loading ? <RowPlaceholders rows={2} height={52} /> : undefined}
      {value && !shown.length ? (
        <p className={classes.second}>{t('upgrades.none')}</p>
      ) : undefined}
      {shown.map(upgrade => (
        <OneUpgrade
          key={upgrade.id}
          {...{ upgrade, onActed: refresh }}
          onChange={props.onChange}
        />
      ))}
    </Card>
  );
}
