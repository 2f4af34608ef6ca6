import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Card,
  Chip,
  StateWord,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { Failure } from '../kit/Failure';
import { CheckSummary } from '../kit/CheckSummary';
import { RowPlaceholders } from '../kit/Placeholders';
import type { Resource } from '../live/useResource';
import { ChecksList } from '../rollback/Checks';
import { operationRouteRef } from '../routes';
import { placeOf, shortName } from '../state/place';
import { useNow } from '../time/Clock';
import {
  formatDuration,
  formatMoment,
  formatZoned,
  localTimes,
} from '../time/format';
import { useWords } from '../translation';
import { UpgradeActs } from './UpgradeActs';
import { changesOf, itemLook, upgradeLook } from './upgradeLooks';
import { useUpgradeStyles } from './upgradeStyles';
import { usePutAway } from './usePutAway';

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

/** The waves in their order, with how each of their changes stands. */
function Waves(props: { upgrade: Upgrade; acceptance: Acceptance }) {
  const { upgrade, acceptance } = props;
  const classes = useUpgradeStyles();
  const t = useWords();
  return (
    <ol className={classes.waves}>
      {upgrade.waves.map(({ items }, index) => (
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
  );
}

/** One upgrade: who asked for what, its waves and what may be done. */
function OneUpgrade(props: {
  upgrade: Upgrade;
  onActed?(): void;
  onChange?(upgrade: Upgrade): void;
  /** Of one that has ended: takes it out of sight. */
  onPutAway?(): void;
}) {
  const { upgrade, onActed, onChange, onPutAway } = props;
  const classes = useUpgradeStyles();
  const t = useWords();
  const now = useNow();
  const { reason, requestedBy, soakSeconds, hidden } = upgrade;
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
        <Chip small {...upgradeLook(upgrade, t)} />
      </div>
      <div className={classes.second}>{t('upgrades.reason', { reason })}</div>
      <div className={classes.second}>
        {t('upgrades.asked', { time: formatMoment(upgrade.requestedAt, now) })}
        {upgrade.startsAt
          ? ` · ${t('upgrades.startsAt', {
              time: formatZoned(upgrade.startsAt, now),
            })}`
          : ''}
      </div>
      <div role="status">{localTimes(upgrade.message, now)}</div>
      <Waves {...{ upgrade, acceptance }} />
      {hidden ? (
        <div className={classes.second}>
          {t('upgrades.hidden', { count: hidden })}
        </div>
      ) : undefined}
      {onActed ? (
        <UpgradeActs {...{ upgrade, accepted, onActed, onChange }} />
      ) : undefined}
      {onPutAway ? (
        <div className={classes.acts}>
          <ActButton
            onClick={onPutAway}
            label={t('upgrades.putAwayWhat', { what: changesOf(upgrade, t) })}
          >
            {t('upgrades.putAway')}
          </ActButton>
        </div>
      ) : undefined}
    </article>
  );
}

/** So many that have ended are still of interest. */
const MOST_ENDED = 2;

/** What is in sight, and what has ended and was put away or passed by. */
function parted(all: readonly Upgrade[], away: ReadonlySet<string>) {
  const isOpen = ({ endedAt }: Upgrade) => endedAt === undefined;
  const fresh = all
    .filter(each => !isOpen(each))
    // First the newest: putting one away brings no older one back into sight.
    .slice(0, MOST_ENDED)
    .filter(each => !away.has(each.id));
  return {
    shown: [...all.filter(isOpen), ...fresh],
    earlier: all.filter(each => !isOpen(each) && !fresh.includes(each)),
  };
}

/** Upgrades that ended, out of the way and not lost. */
function Earlier(props: { upgrades: readonly Upgrade[] }) {
  const { upgrades } = props;
  const classes = useUpgradeStyles();
  const t = useWords();
  return upgrades.length ? (
    <details className={classes.earlier}>
      <summary>{t('upgrades.earlier', { n: String(upgrades.length) })}</summary>
      {upgrades.map(upgrade => (
        <OneUpgrade key={upgrade.id} upgrade={upgrade} />
      ))}
    </details>
  ) : null;
}

/** Upgrades in waves: those that are open, the newest that ended, and earlier ones. */
export function UpgradeCard(props: {
  upgrades: Resource<Upgrade[]>;
  /** Opens the plan of one that is planned or stopped. */
  onChange?(upgrade: Upgrade): void;
}) {
  const { value, loading, error, refresh } = props.upgrades;
  const classes = useUpgradeStyles();
  const t = useWords();
  const { away, putAway, canPutAway } = usePutAway();
  const { shown, earlier } = parted(value ?? [], away);
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
          onPutAway={
            upgrade.endedAt && canPutAway
              ? () => putAway(upgrade.id)
              : undefined
          }
        />
      ))}
      <Earlier upgrades={earlier} />
    </Card>
  );
}
