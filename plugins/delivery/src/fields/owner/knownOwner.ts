import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

const KINDS = ['group', 'user'];

/**
 * The reference of a group or user that a text names; a bare name is that of
 * a group. Undefined for what can be none.
 */
export function ownerRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      ...{ defaultKind: 'group', defaultNamespace: 'default' },
    });
    return KINDS.includes(ref.kind.toLowerCase())
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What people call an entity. */
export function titleOf({ metadata, spec }: Entity): string {
  const { displayName } = (spec?.profile ?? {}) as { displayName?: string };
  return metadata.title ?? displayName ?? metadata.name;
}

/** The group or user that a text names; undefined where the catalog has none. */
export async function knownOwner(
  catalog: Pick<CatalogApi, 'getEntityByRef'>,
  text: string,
): Promise<Entity | undefined> {
  const ref = ownerRef(text);
  return ref ? catalog.getEntityByRef(ref) : undefined;
}

/** All groups that the person may see, by what they are called. */
export async function readGroups(
  catalog: Pick<CatalogApi, 'getEntities'>,
): Promise<Entity[]> {
  const { items } = await catalog.getEntities({
    filter: { kind: 'Group' },
    fields: ['kind', 'metadata', 'spec.profile'],
  });
  return [...items].sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
}
