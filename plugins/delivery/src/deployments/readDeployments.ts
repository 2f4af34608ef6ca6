import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryApi } from '../api/DeliveryApi';

/** Size of a page and how many are read before the page says "of". */
const PAGE = 200;
const MOST_PAGES = 5;

/** Deployments that were read, and how many there are. */
export interface DeploymentList {
  items: Deployment[];
  total: number;
}

/** Deployments page by page, up to a number that a page can show. */
export async function readDeployments(
  api: Pick<DeliveryApi, 'deployments'>,
  filter: Parameters<DeliveryApi['deployments']>[0],
  signal?: AbortSignal,
  mostPages = MOST_PAGES,
): Promise<DeploymentList> {
  const items: Deployment[] = [];
  let cursor: string | undefined;
  let total = 0;
  for (let page = 0; page < mostPages; page++) {
    const answer = await api.deployments(filter, {
      ...{ cursor, limit: PAGE, signal },
    });
    items.push(...answer.items);
    total = answer.totalItems;
    cursor = answer.nextCursor;
    if (!cursor) break;
  }
  return { items, total };
}
