import {
  type CopiedName,
  hostOfCopy,
} from '@slipway/backstage-plugin-delivery-common';

/** A host name of what is copied, and that of the copy. */
export interface HostPair {
  from: string;
  to: string;
}

/** A host name of the source as the copy will have it. */
export interface CopiedHost extends HostPair {
  /** What becomes of it by itself. */
  offered: string;
  /** Where it stands among what a person wrote; absent when it comes by itself. */
  row?: number;
}

/**
 * All host names of the source, and those that were written down beside them.
 * A second row for one of the source is of the latter.
 */
export function copiedHosts(
  source: readonly string[],
  written: readonly HostPair[],
  names: readonly CopiedName[],
): CopiedHost[] {
  const all = [...source].sort().map(from => {
    const offered = hostOfCopy(from, names);
    const row = written.findIndex(each => each.from === from);
    return row < 0
      ? { from, offered, to: offered }
      : { from, offered, to: written[row].to, row };
  });
  const taken = new Set(all.map(({ row }) => row));
  const others = written.flatMap((pair, row) =>
    taken.has(row) ? [] : [{ ...pair, offered: '', row }],
  );
  return [...all, ...others];
}

/** What is wrong with a host name of a copy, without asking anybody. */
export type HostProblem = 'half' | 'same' | 'there-twice' | 'here-twice';

function isTwice(
  all: readonly CopiedHost[],
  name: keyof HostPair,
  host: string,
): boolean {
  const folded = host.toLowerCase();
  return all.filter(each => each[name].toLowerCase() === folded).length > 1;
}

/** Why a host name cannot stay as it is beside the others. */
export function hostProblem(
  { from, to }: HostPair,
  all: readonly CopiedHost[],
): HostProblem | undefined {
  if (!from || !to) return 'half';
  if (from.toLowerCase() === to.toLowerCase()) return 'same';
  if (isTwice(all, 'from', from)) return 'there-twice';
  return isTwice(all, 'to', to) ? 'here-twice' : undefined;
}

/** What is written down when a host name shall be another one: nothing for what comes by itself. */
export function withHost(
  written: readonly HostPair[],
  { from, offered, row }: Pick<CopiedHost, 'from' | 'offered' | 'row'>,
  to: string,
): HostPair[] {
  const isOffered = to === offered && offered !== from;
  if (row === undefined)
    return isOffered ? [...written] : [...written, { from, to }];
  return written.flatMap((pair, at) => {
    if (at !== row) return [pair];
    return isOffered ? [] : [{ from, to }];
  });
}
