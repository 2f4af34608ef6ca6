import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import type { InlineFile } from '../files/readSources';

/** What a tenant gets, as its file says it. */
export interface DescribedService {
  component: string;
  environments: readonly string[];
}

/** What was not answered is not written down. */
function answered(details: JsonObject): JsonObject {
  const isEmpty = (value: unknown) =>
    value === undefined ||
    value === '' ||
    (typeof value === 'object' &&
      value !== null &&
      !Object.values(value).some(each => each !== undefined && each !== ''));
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => !isEmpty(value)),
  );
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
  const text = stringify({
    ...answered(details),
    name: tenant,
    services: described,
  });
  return folder ? [{ path: `${folder}/${tenant}.yaml`, text }] : [];
}
