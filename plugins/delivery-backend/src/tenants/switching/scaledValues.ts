/** A number of replicas that was set to none, and what it was. */
export interface ScaledValue {
  /** Below the root of the repository. */
  file: string;
  /** Number of the YAML document in the file. */
  document: number;
  /** Names on the way, joined by `/`. */
  at: string;
  was: number;
}

/** A place as a tenant's file writes it; `/` in a name is `~1`. */
export function writePlace(keyPath: readonly (string | number)[]): string {
  return keyPath
    .map(key => String(key).replace(/~/g, '~0').replace(/\//g, '~1'))
    .join('/');
}

/** The names on the way to a place. */
export function readPlace(at: string): string[] {
  return at.split('/').map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}
