import type {
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';

/** What a wave of an open upgrade has still to do for a tenant. */
export interface PendingWave {
  /** Names it among others. */
  id: string;
  /** 1 for the first. */
  wave: number;
  /** `payments 2.4.0`, each once. */
  what: string;
}

const OVER: ReadonlySet<UpgradeItem['state']> = new Set(['done', 'set-aside']);

/** Waves of open upgrades, planned ones too, in which a tenant is still to come. */
export function pendingUpgrades(
  tenant: string,
  upgrades: readonly Upgrade[],
): PendingWave[] {
  return upgrades
    .filter(({ endedAt }) => endedAt === undefined)
    .flatMap(({ id, waves }) =>
      waves.flatMap(({ items }, index) => {
        const own = items.filter(
          item => item.tenant === tenant && !OVER.has(item.state),
        );
        const versions = own.map(each => `${each.component} ${each.toVersion}`);
        const what = [...new Set(versions)].join(', ');
        const wave = index + 1;
        return own.length ? [{ id: `${id}-${wave}`, wave, what }] : [];
      }),
    );
}
