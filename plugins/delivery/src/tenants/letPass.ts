import type {
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';
import { shortName } from '../state/place';
import type { DeliveryWords } from '../translation';

/** Who looks, and which checks that person lets pass now. */
export interface Passing {
  /** Entity ref; absent while it is not known. */
  me?: string;
  accepted: ReadonlySet<string>;
}

function versionWords(
  { component, toVersion: version }: UpgradeItem,
  { requestedBy }: Upgrade,
  { me }: Passing,
  t: DeliveryWords,
): string {
  const who = shortName(requestedBy);
  return me === requestedBy
    ? t('upgradeStart.letPassYou', { component, version })
    : t('upgradeStart.letPassBy', { component, version, who });
}

/** What of an item goes on only because a person let it pass, in sentences. */
export function letPassWords(
  item: UpgradeItem,
  upgrade: Upgrade,
  passing: Passing,
  t: DeliveryWords,
): string[] {
  const isLetPass = upgrade.versionsLetPass?.some(
    ({ component, version }) =>
      component === item.component && version === item.toVersion,
  );
  const checks = item.checks.filter(
    ({ id, status }) => status === 'unknown' && passing.accepted.has(id),
  );
  return [
    ...(isLetPass ? [versionWords(item, upgrade, passing, t)] : []),
    ...checks.map(({ id, title: check }) =>
      upgrade.accepted.includes(id)
        ? t('upgradeStart.checkBefore', { check })
        : t('upgradeStart.checkYou', { check }),
    ),
  ];
}
