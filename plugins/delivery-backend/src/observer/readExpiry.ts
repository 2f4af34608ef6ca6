import { DateTime } from 'luxon';

/** When a folder ends, as its `delivery.yaml` says it. */
export interface Expiry {
  /** ISO 8601 in UTC. */
  expires?: string;
  /** Why it cannot be told, as a sentence. */
  problem?: string;
}

const WITH_ZONE =
  /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Reads the time after which a folder may go. One without a time or a zone
 * could be meant in several ways, and then nothing is removed.
 */
export function readExpiry(text: string | undefined): Expiry {
  if (text === undefined) return {};
  const time = DateTime.fromISO(text.replace(' ', 'T'), { setZone: true });
  if (WITH_ZONE.test(text) && time.isValid) {
    return { expires: time.toUTC().toISO()! };
  }
  return {
    problem: `expires in delivery.yaml is ${JSON.stringify(text.slice(0, 40))}, which is no time with a zone; nothing is removed until it is corrected, for example to 2026-11-30T18:00:00Z.`,
  };
}
