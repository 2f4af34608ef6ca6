import { InputError } from '@backstage/errors';

/** Makes the opaque text that a caller passes back for the next page. */
export function encodeCursor(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError for anything that {@link encodeCursor} did not make
 */
export function decodeCursor<T extends Record<string, string | number>>(
  text: string | undefined,
  shape: { [K in keyof T]: 'string' | 'number' },
): T | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      Object.entries(shape).every(([key, type]) => typeof value[key] === type)
    ) {
      return value as T;
    }
  } catch {
    // The sentence below covers it.
  }
  throw new InputError(
    'The cursor is not one of this server; begin again without it.',
  );
}
