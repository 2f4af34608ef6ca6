/** A part of the document as it is written. */
export type Raw = Readonly<Record<string, unknown>>;

/** A table, file, message, or a field of one. */
export interface OdcsField {
  name: string;
  raw: Raw;
  required: boolean;
  fields: readonly OdcsField[];
  /** What an array holds. */
  items?: OdcsField;
}

/** A data contract. */
export interface OdcsDocument {
  raw: Raw;
  objects: readonly OdcsField[];
  servers: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Whether a value is an object of the document. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list. */
export function rawsOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isRaw) : [];
}

/** A scalar as a text. */
export function scalarOf(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : undefined;
}

/** A value as a text that does not depend on the order of its keys. */
export function canonicalOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isRaw(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  );
}
