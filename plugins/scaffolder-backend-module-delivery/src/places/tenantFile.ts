import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import type { InlineFile } from '../files/readSources';

/** What a tenant gets, as its file says it. */
export interface DescribedService {
  component: string;
  environments: readonly string[];
}

/**
 * The file that describes a tenant; written by a library, so that text stays
 * text.
 *
 * @param folder - where such files are; without one there is none
 */
export function tenantFile(
  folder: string | undefined,
  tenant: string,
  details: JsonObject,
  services: readonly DescribedService[],
): InlineFile[] {
  const described = services.map(({ component, environments }) => ({
    ...{ component, environments: [...environments] },
  }));
  const text = stringify({ ...details, name: tenant, services: described });
  return folder ? [{ path: `${folder}/${tenant}.yaml`, text }] : [];
}
