/** A host name of what is copied, and that of the copy. */
export interface HostPair {
  from: string;
  to: string;
}

/** A name that is another one in the copy, for example of the tenant. */
export interface NamePair {
  from?: string;
  to?: string;
}

/** A host name of the source as the copy will have it. */
export interface CopiedHost extends HostPair {
  /** What becomes of it by itself. */
  offered: string;
  /** Written by a person. */
  isOwn: boolean;
}

/**
 * The host name that a copy gets by itself: each part that is the name of what
 * is copied changes, but for the last one, which is a domain of the world.
 */
export function offeredHost(host: string, names: readonly NamePair[]): string {
  const labels = host.split('.');
  const renamed = labels.slice(0, -1).map(label => {
    const name = names.find(
      ({ from, to }) => from && to && from === label.toLowerCase(),
    );
    return name?.to ?? label;
  });
  return [...renamed, ...labels.slice(-1)].join('.');
}

/** All host names of the source, and those that were written down beside them. */
export function copiedHosts(
  source: readonly string[],
  written: readonly HostPair[],
  names: readonly NamePair[],
): CopiedHost[] {
  const all = [...source].sort().map(from => {
    const offered = offeredHost(from, names);
    const own = written.find(each => each.from === from);
    return { from, offered, to: own?.to ?? offered, isOwn: Boolean(own) };
  });
  const others = written
    .filter(({ from }) => !source.includes(from))
    .map(pair => ({ ...pair, offered: '', isOwn: true }));
  return [...all, ...others];
}

/** What is written down when a host name shall be another one: nothing for what comes by itself. */
export function withHost(
  written: readonly HostPair[],
  { from, offered }: Pick<CopiedHost, 'from' | 'offered'>,
  to: string,
): HostPair[] {
  const others = written.filter(each => each.from !== from);
  const isOffered = to === offered && offered !== from;
  return isOffered ? others : [...others, { from, to }];
}
