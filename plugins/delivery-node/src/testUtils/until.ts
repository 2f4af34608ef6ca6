import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the answer is truthy.
 *
 * @returns the truthy answer
 * @throws when the time is over, with what was waited for
 * @public
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<NonNullable<T>> {
  const { timeoutMs = 15_000 } = options;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    }
    await sleep(20);
  }
}
