/** Sorts items by a key, in the order in which keys come first. */
export function groupBy<T, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const some = groups.get(key);
    if (some) {
      some.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
