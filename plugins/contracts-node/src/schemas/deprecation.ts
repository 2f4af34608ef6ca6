/** The first date in some words, ISO 8601. @public */
export function isoDateIn(words: unknown): string | undefined {
  return typeof words === 'string'
    ? words.match(/\b\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/)?.[0]
    : undefined;
}

/**
 * The date after which something deprecated may be gone, from what its
 * extensions say.
 *
 * @public
 */
export function sunsetOf(
  notes: Readonly<Record<string, unknown>>,
): string | undefined {
  const own = notes['x-sunset'] ?? notes['x-deprecation-date'] ?? notes.sunset;
  return isoDateIn(own) ?? httpDate(own);
}

/** `Sat, 21 Nov 2026 00:00:00 GMT`, as the header says it. */
function httpDate(words: unknown): string | undefined {
  if (typeof words !== 'string' || !/\d \w{3} \d{4} .*GMT$/.test(words))
    return undefined;
  const time = Date.parse(words);
  return Number.isNaN(time)
    ? undefined
    : new Date(time).toISOString().slice(0, 10);
}

/** Whether something was announced to go, and that day has passed. @public */
export function isOverdue(
  notes: Readonly<Record<string, unknown>>,
  today: string,
): boolean {
  const sunset = sunsetOf(notes);
  return notes.deprecated === true && sunset !== undefined && sunset < today;
}
