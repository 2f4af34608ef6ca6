import type {
  UpgradeItem,
  UpgradeState,
} from '@slipway/backstage-plugin-delivery-common';
import type { IconName, ToneName } from '@slipway/backstage-plugin-kit-react';
import type { DeliveryWords } from '../translation';

interface Look {
  tone: ToneName;
  icon: IconName;
}

/** How each state of an upgrade looks. */
export const UPGRADE_LOOKS: Record<UpgradeState, Look> = {
  planned: { tone: 'idle', icon: 'schedule' },
  running: { tone: 'accent', icon: 'running' },
  stopped: { tone: 'warning', icon: 'pause' },
  completed: { tone: 'ok', icon: 'checkCircle' },
  abandoned: { tone: 'idle', icon: 'block' },
};

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
