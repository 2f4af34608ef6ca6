import type {
  Upgrade,
  UpgradeItem,
  UpgradeState,
} from '@slipway/backstage-plugin-delivery-common';
import type { IconName, ToneName } from '@slipway/backstage-plugin-kit-react';
import type { DeliveryWords } from '../translation';

interface Look {
  tone: ToneName;
  icon: IconName;
}

/** What goes where: all changes that are the same are said once. */
export function changesOf({ waves }: Upgrade, t: DeliveryWords): string {
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

/** How each state of an upgrade looks. */
export const UPGRADE_LOOKS: Record<UpgradeState, Look> = {
  planned: { tone: 'idle', icon: 'schedule' },
  running: { tone: 'accent', icon: 'running' },
  stopped: { tone: 'warning', icon: 'pause' },
  completed: { tone: 'ok', icon: 'checkCircle' },
  abandoned: { tone: 'idle', icon: 'block' },
};

/** Icon, word and tone of an upgrade; one whose wave only waits does not run. */
export function upgradeLook(
  { state, wave, waves }: Pick<Upgrade, 'state' | 'wave' | 'waves'>,
  t: DeliveryWords,
): Look & { label: string } {
  const aside = waves
    .flatMap(each => each.items)
    .filter(item => item.state === 'set-aside').length;
  // Of what was left out nobody is to think that it was done.
  if (state === 'completed' && aside) {
    return {
      ...{ tone: 'warning', icon: 'checkCircle' },
      label: t('upgradeState.completedAside', { n: String(aside) }),
    };
  }
  const items = waves[wave - 1]?.items ?? [];
  const is = (...states: UpgradeItem['state'][]) =>
    items.some(item => states.includes(item.state));
  return state === 'running' && is('blocked') && !is('running', 'soaking')
    ? { tone: 'warning', icon: 'pause', label: t('upgradeState.held') }
    : { ...UPGRADE_LOOKS[state], label: t(`upgradeState.${state}`) };
}

/** Icon, word and tone of one deployment of an upgrade. */
export function itemLook(
  item: UpgradeItem,
  upgrade: UpgradeState,
  t: DeliveryWords,
): Look & { label: string } {
  switch (item.state) {
    case 'done':
      return { tone: 'ok', icon: 'check', label: t('upgradeItem.done') };
    case 'failed':
      return {
        tone: 'critical',
        icon: 'error',
        label: t('upgradeItem.failed'),
      };
    case 'set-aside':
      return { tone: 'idle', icon: 'pause', label: t('upgradeItem.aside') };
    case 'blocked':
      if (item.checks[0]?.status === 'unknown') {
        return {
          ...{ tone: 'idle', icon: 'help' },
          label: t('upgradeItem.unknown'),
        };
      }
      return {
        ...{ tone: 'warning', icon: 'problem' },
        label: t('upgradeItem.blocked'),
      };
    case 'running':
      return {
        tone: 'accent',
        icon: 'running',
        label: t('upgradeItem.running'),
      };
    case 'soaking':
      return {
        ...{ tone: 'accent', icon: 'schedule' },
        label: t('upgradeItem.soaking'),
      };
    default:
      if (!item.checks.length && upgrade === 'planned') {
        return {
          ...{ tone: 'idle', icon: 'schedule' },
          label: t('upgradeItem.checking'),
        };
      }
      return upgrade === 'planned'
        ? { tone: 'ok', icon: 'check', label: t('upgradeItem.ready') }
        : { tone: 'idle', icon: 'schedule', label: t('upgradeItem.waiting') };
  }
}
