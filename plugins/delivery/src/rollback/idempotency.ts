/** Random id by RFC 9562, version 4. */
export function randomId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  // Browsers offer randomUUID only to pages from a secure origin, and a
  // portal inside a network is often reached by plain HTTP.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] % 16) + 0x40;
  bytes[8] = (bytes[8] % 64) + 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0'));
  return [
    hex.slice(0, 4),
    hex.slice(4, 6),
    hex.slice(6, 8),
    hex.slice(8, 10),
    hex.slice(10),
  ]
    .map(part => part.join(''))
    .join('-');
}

/**
 * One key for each request of one opened dialog: a double click or a retry
 * sends the same key, another version or reason another one.
 */
export function createIdempotencyKeys(): (request: unknown) => string {
  const keys = new Map<string, string>();
  return request => {
    const body = JSON.stringify(request);
    const known = keys.get(body) ?? randomId();
    keys.set(body, known);
    return known;
  };
}
