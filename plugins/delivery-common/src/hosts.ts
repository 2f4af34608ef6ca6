/** A name that is another one in a copy, for example of a tenant. @public */
export interface CopiedName {
  /** In lower case; absent while it is not known. */
  from?: string;
  to?: string;
}

/**
 * The host name that a copy gets by itself: each part that is the name of what
 * is copied changes, but for the last one, which is a domain of the world and
 * no name of ours. Without such a part it stays the same, and has to be named.
 *
 * @public
 */
export function hostOfCopy(host: string, names: readonly CopiedName[]): string {
  const labels = host.split('.');
  const own = labels.slice(0, -1).map(label => {
    const name = names.find(
      ({ from, to }) => from && to && from === label.toLowerCase(),
    );
    return name?.to ?? label;
  });
  return [...own, ...labels.slice(-1)].join('.');
}
