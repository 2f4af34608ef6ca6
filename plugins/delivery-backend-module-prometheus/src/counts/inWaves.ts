/** Works on all, so many at a time, and begins no more after a failure. */
export async function inWaves<T, R>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  const workers = Math.min(Math.max(1, atATime), items.length);
  await Promise.all(Array.from({ length: workers }, worker));
  return results;
}
