import { parseQuantity } from '@slipway/backstage-plugin-delivery-common';
import { loadAll } from 'js-yaml';

/** What a namespace may ask for at most: cores and bytes. */
export interface Quota {
  cpu?: number;
  memory?: number;
  storage?: number;
}

type Tree = Record<string, any>;

function isQuota(object: unknown): object is Tree {
  return (object as Tree | null)?.kind === 'ResourceQuota';
}

function documentsOf(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch {
    // A cluster applies nothing of what it cannot read.
    return [];
  }
}

/**
 * The quota that stands among the files beside a tenant's folders.
 *
 * @returns undefined where none does
 */
export function readQuota(texts: Iterable<string>): Quota | undefined {
  const hard = [...texts].flatMap(documentsOf).find(isQuota)?.spec?.hard;
  if (!hard) return undefined;
  const amount = (name: string) => {
    const value = hard[`requests.${name}`];
    return value === undefined ? undefined : parseQuantity(String(value));
  };
  return {
    ...{ cpu: amount('cpu'), memory: amount('memory') },
    storage: amount('storage'),
  };
}
