import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Request } from 'express';

/** The value of a query parameter; undefined without one. */
export function text(req: Request, name: string): string | undefined {
  const value = req.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}

const DEFAULT_LIMIT = 50;

/** Cursor and limit; the API document has checked them. */
export function paging(req: Request): { cursor?: string; limit: number } {
  const limit = Number(req.query.limit ?? DEFAULT_LIMIT);
  return { cursor: text(req, 'cursor'), limit };
}

/** The entity that a path names. */
export function entityOf(req: Request): string {
  const { kind, namespace, name } = req.params;
  return stringifyEntityRef({ kind, namespace, name });
}
