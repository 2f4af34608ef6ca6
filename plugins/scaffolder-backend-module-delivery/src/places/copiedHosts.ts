import { renamedHost, type Renaming } from './renameHosts';

/** Host names of a new tenant's file, as they follow from those of the other one. */
export function copiedHosts(
  hosts: readonly string[],
  renaming: Renaming,
): { hosts: string[]; renamed: string[]; notCopied: string[] } {
  const own = new Set(hosts);
  const pairs = hosts.map(from => ({
    from,
    to: renamedHost(from, renaming, own),
  }));
  const others = pairs.filter(({ from, to }) => to !== from);
  return {
    hosts: [...new Set(others.map(({ to }) => to))],
    renamed: others.map(({ from, to }) => `${from} becomes ${to}`),
    // Two cannot answer to one name.
    notCopied: pairs
      .filter(({ from, to }) => to === from)
      .map(({ from }) => `${from}, which the other tenant keeps; name another`),
  };
}
