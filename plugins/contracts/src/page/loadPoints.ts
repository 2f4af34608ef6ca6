import type {
  ContractsPage,
  ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractsFilter } from '../api/ContractsApi';

/** What the backend gives in one answer at most. */
const LARGEST_PAGE = 200;

/**
 * The first integration points that fit a filter, over as many pages as that
 * takes; all of them when no number is given.
 */
export async function loadPoints(
  load: (filter: ContractsFilter) => Promise<ContractsPage>,
  filter: ContractsFilter,
  most = Infinity,
): Promise<ContractsPage> {
  const items: ContractSummary[] = [];
  let page: ContractsPage;
  let cursor: string | undefined;
  do {
    const limit = Math.min(most - items.length, LARGEST_PAGE);
    page = await load({ ...filter, cursor, limit });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return { ...page, items };
}
