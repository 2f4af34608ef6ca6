import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  Cell,
  Chip,
  Row,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { Failure } from '../kit/Failure';
import { tenantsRouteRef } from '../routes';
import { useNow } from '../time/Clock';
import { localTimes } from '../time/format';
import { useWords } from '../translation';
import { changesOf, upgradeLook } from './upgradeLooks';
import { useUpgrades } from './useTenants';

function UpgradeRow(props: { upgrade: Upgrade }) {
  const { upgrade } = props;
  const { second } = useTableStyles();
  const t = useWords();
  const now = useNow();
  const tenantsLink = useRouteRef(tenantsRouteRef);
  const { wave, waves, message } = upgrade;
  const [first] = waves.flatMap(({ items }) => items);
  const where = first
    ? `?${new URLSearchParams({ environment: first.environment })}`
    : '';
  return (
    <Row>
      <Cell>
        <strong>
          <Link to={`${tenantsLink()}${where}`}>{changesOf(upgrade, t)}</Link>
        </strong>
        <div className={second}>
          {t('upgrades.atWave', {
            n: String(wave),
            waves: String(waves.length),
          })}
        </div>
      </Cell>
      <Cell>
        <Chip small {...upgradeLook(upgrade, t)} />
      </Cell>
      <Cell look="wide">{localTimes(message, now)}</Cell>
    </Row>
  );
}

/** Upgrades in waves that are planned or at work, and the way to them; nothing where there is none. */
export function OpenUpgradesCard() {
  const t = useWords();
  const { value = [], error, refresh } = useUpgrades();
  const open = value.filter(({ endedAt }) => endedAt === undefined);
  if (!open.length && !error) return null;
  return (
    <Card title={t('upgrades.open')} count={open.length}>
      {error ? (
        <Failure kept={open.length > 0} error={error} onRetry={refresh} />
      ) : undefined}
      {open.length ? (
        <Table>
          {open.map(upgrade => (
            <UpgradeRow key={upgrade.id} upgrade={upgrade} />
          ))}
        </Table>
      ) : undefined}
    </Card>
  );
}
