import type { ContractSummary } from '@slipway/backstage-plugin-contracts-common';
import type { StateRow } from '../database/rows';
import { listed, nameOf } from '../judge/names';
import type { Landscape } from '../landscape/Landscape';
import type { Uncontracted } from '../landscape/SeenUses';
import type { KeptSummary } from './StateStore';
import { digestOfParts } from '../versions/digest';

const NAMED = 3;

function callersOf(callers: readonly string[]): string {
  const names = callers.map(nameOf);
  const others = names.length - NAMED;
  return others > 0
    ? listed([
        ...names.slice(0, NAMED),
        others === 1 ? '1 other' : `${others} others`,
      ])
    : listed(names);
}

/** An integration point of which nothing is known but that it is used. */
export function seenPoint(
  { entityRef, callers }: Uncontracted,
  owner: string | undefined,
): KeptSummary {
  const named = callers.slice(0, NAMED);
  const verb = callers.length === 1 ? 'calls' : 'call';
  const message = `${callersOf(callers)} ${verb} it, and no contract says what they may expect.`;
  return {
    ...{ entityRef, name: nameOf(entityRef), specType: '', group: 'rest' },
    ...{ typeTitle: 'seen in traffic', seenOnly: true },
    ...(owner && { owner }),
    providers: [entityRef],
    consumers: { total: callers.length, breaking: 0, unknown: callers.length },
    ...{ state: 'unknown', stateReason: message },
    mentions: { state: named, gaps: [named, []] },
    gaps: [
      { gap: 'no-contract', message },
      ...(owner
        ? []
        : [{ gap: 'no-owner' as const, message: 'Nobody answers for it.' }]),
    ],
  };
}

/** Points that were only seen, with what they came from. */
export function seenPoints(
  landscape: Landscape,
): { inputs: string; summary: KeptSummary }[] {
  return landscape.uncontracted.map(point => {
    const owner = landscape.ownerOf(point.entityRef);
    return {
      inputs: digestOfParts([JSON.stringify(point), owner ?? '']),
      summary: seenPoint(point, owner),
    };
  });
}

/** What is found by typing; who calls it is not, because not everybody may see that. */
export function seenSearch({
  name,
  owner,
}: ContractSummary): Pick<StateRow, 'search' | 'sort_name'> {
  const words = [name, owner ? nameOf(owner) : ''];
  return {
    search: words.join('\n').toLowerCase(),
    sort_name: name.toLowerCase(),
  };
}
