import type {
  BelongingKind,
  PreviewCheck,
  RemovalPreview,
} from '@slipway/backstage-plugin-delivery-common';

/** What holds data that nothing brings back, in words for one and for several. */
const HOLD_DATA: Partial<Record<BelongingKind, [string, string]>> = {
  volume: ['volume', 'volumes'],
  database: ['database', 'databases'],
  bus: ['message bus', 'message buses'],
};

function countOf(
  kind: BelongingKind,
  { belongings }: Pick<RemovalPreview, 'belongings'>,
): string[] {
  const count = belongings.filter(each => each.kind === kind).length;
  const [one, several] = HOLD_DATA[kind]!;
  return count ? [`${count} ${count === 1 ? one : several}`] : [];
}

/** What dies with a removal and cannot be had back, beside what could not be told. */
export function lossesOf(
  preview: Pick<RemovalPreview, 'belongings' | 'untold'>,
): Pick<PreviewCheck, 'status' | 'message'>[] {
  const kinds = Object.keys(HOLD_DATA) as BelongingKind[];
  const lost = kinds.flatMap(kind => countOf(kind, preview));
  const { untold } = preview;
  return [
    ...(lost.length
      ? [
          {
            status: 'warn' as const,
            message: `${lost.join(', ')} and all data in them go with it; look before whether there is a backup.`,
          },
        ]
      : []),
    ...(untold.length
      ? [
          {
            status: 'unknown' as const,
            message: `Whether more goes with it could not be told: ${untold[0].replace(/\.$/, '')}${untold.length > 1 ? `, and ${untold.length - 1} more` : ''}.`,
          },
        ]
      : []),
  ];
}
