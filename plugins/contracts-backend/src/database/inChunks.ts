/** SQLite takes at most some thousands of values in one statement. */
const VALUES = 400;

/** Works through a list in parts that one statement can take. */
export async function inChunks<T, R>(
  items: readonly T[],
  work: (part: T[]) => Promise<readonly R[] | void>,
): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < items.length; at += VALUES) {
    found.push(...((await work(items.slice(at, at + VALUES))) ?? []));
  }
  return found;
}
