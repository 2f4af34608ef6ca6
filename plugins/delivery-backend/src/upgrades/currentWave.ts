import type { UpgradeItemRow } from './rows';

/** Whether nothing is to be done for it any more. */
function isOver({ state }: UpgradeItemRow): boolean {
  return state === 'done' || state === 'set-aside';
}

/** The items of the first wave in which there is something to be done. */
export function currentWave(
  items: readonly UpgradeItemRow[],
): UpgradeItemRow[] {
  const open = items.filter(item => !isOver(item));
  const wave = Math.min(...open.map(item => item.wave));
  return items.filter(item => item.wave === wave);
}
