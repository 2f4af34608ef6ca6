import type { Operation, Server } from './Api';
import type { ApiComparison } from './ApiComparison';

export interface MatchedOperations {
  pairs: [before: Operation, after: Operation][];
  removed: Operation[];
  added: Operation[];
  /** Whether paths moved into or out of the address of the server, and stayed. */
  samePlaces: boolean;
}

/** The path that all servers share, if they do. */
function prefixOf(servers: readonly Server[]): string {
  const paths = new Set(servers.map(({ path }) => path));
  return paths.size === 1 ? [...paths][0] : '';
}

function fullKey({ key, path }: Operation, prefix: string): string {
  return key.replace(/ (?=[^ ]*$)/, ` ${path.startsWith('/') ? prefix : ''}`);
}

/** Finds for each operation the one that it became. */
export function matchOperations(
  comparison: ApiComparison,
  before: readonly Operation[],
  after: readonly Operation[],
): MatchedOperations {
  const pairs: MatchedOperations['pairs'] = [];
  const old = new Set(before);
  const young = new Set(after);
  const by = (
    oldKey: (operation: Operation) => string,
    youngKey: (operation: Operation) => string,
  ) => {
    const known = new Map([...young].map(each => [youngKey(each), each]));
    for (const operation of [...old]) {
      const other = known.get(oldKey(operation));
      if (!other || !young.has(other)) continue;
      pairs.push([operation, other]);
      old.delete(operation);
      young.delete(other);
    }
  };
  const name = (operation: Operation) => operation.name;
  const key = (operation: Operation) => operation.key;
  by(name, name);
  by(key, key);
  const left = old.size;
  const prefixes = [comparison.before, comparison.after].map(({ servers }) =>
    prefixOf(servers),
  );
  if (prefixes[0] !== prefixes[1]) {
    by(
      each => fullKey(each, prefixes[0]),
      each => fullKey(each, prefixes[1]),
    );
  }
  return {
    pairs,
    removed: [...old],
    added: [...young],
    samePlaces: left > 0 && old.size === 0,
  };
}
