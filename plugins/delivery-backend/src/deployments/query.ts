import type { Request } from 'express';
import type { DeploymentSort } from '../database/DeploymentStore';

/** Values of a query parameter that may be given several times; undefined without any. */
export function texts(req: Request, name: string): string[] | undefined {
  const value = req.query[name];
  const list = Array.isArray(value) ? value : [value];
  const found = list.filter(item => typeof item === 'string' && item !== '');
  return found.length ? found.map(String) : undefined;
}

/** First value of a query parameter. */
export function text(req: Request, name: string): string | undefined {
  return texts(req, name)?.[0];
}

const DEFAULT_LIMIT = 50;

/** Cursor and limit; the API document has checked them. */
export function paging(req: Request): { cursor?: string; limit: number } {
  const limit = Number(req.query.limit ?? DEFAULT_LIMIT);
  return { cursor: text(req, 'cursor'), limit };
}

/** Filter and order of a list of deployments. */
export function deploymentsQuery(req: Request) {
  return {
    entityRefs: texts(req, 'entityRef')?.map(ref => ref.toLowerCase()),
    environments: texts(req, 'environment'),
    ...{ tenants: texts(req, 'tenant'), clusters: texts(req, 'cluster') },
    ...{ component: text(req, 'component'), search: text(req, 'q') },
    repository: text(req, 'repository'),
    sort: text(req, 'sort') as DeploymentSort | undefined,
  };
}
