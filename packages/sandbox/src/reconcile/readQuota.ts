import { parseQuantity } from '@slipway/backstage-plugin-delivery-common';
import { loadAll } from 'js-yaml';

/** What a namespace may ask for at most: cores and bytes. */
export interface Quota {
  cpu?: number;
  memory?: number;
  storage?: number;
}

interface ResourceQuota {
  kind: 'ResourceQuota';
  spec?: { hard?: Record<string, unknown> };
}

function isQuota(object: unknown): object is ResourceQuota {
  return (object as Partial<ResourceQuota> | null)?.kind === 'ResourceQuota';
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
