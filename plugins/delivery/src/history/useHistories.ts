import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type Deployment,
  type Revision,
  type RevisionsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { useMemo } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource } from '../live/useResource';

/** Bars beyond this many would be a wall, and as many requests. */
export const MOST_BARS = 12;

/** How many changes are read at a time. */
export const REVISIONS_PAGE = 50;

/** First pages of the histories of a component's deployments. */
export interface Histories {
  loading: boolean;
  /** Why a history could not be read, by deployment. */
  errors: ReadonlyMap<string, Error>;
  pages: ReadonlyMap<string, RevisionsPage>;
  /** Newest change of the version, by deployment. */
  newest: ReadonlyMap<string, Revision>;
  refresh(): void;
}

interface Answers {
  pages: Map<string, RevisionsPage>;
  errors: Map<string, Error>;
}

const NOTHING: Answers = { pages: new Map(), errors: new Map() };

/** One failed history must not take the others along. */
async function readEach(
  ids: readonly string[],
  read: (id: string) => Promise<RevisionsPage>,
): Promise<Answers> {
  const answers: Answers = { pages: new Map(), errors: new Map() };
  const settled = await Promise.allSettled(ids.map(read));
  for (const [index, result] of settled.entries()) {
    if (result.status === 'fulfilled') {
      answers.pages.set(ids[index], result.value);
    } else {
      answers.errors.set(ids[index], result.reason);
    }
  }
  return answers;
}

function newestOf(pages: ReadonlyMap<string, RevisionsPage>) {
  const newest = new Map<string, Revision>();
  for (const [id, page] of pages) {
    const revision = page.items.find(r => r.kind !== 'config' && !r.rewritten);
    if (revision) {
      newest.set(id, revision);
    }
  }
  return newest;
}

/** Reads the histories that the bars and the chosen lane need. */
export function useHistories(
  sorted: readonly Deployment[],
  chosen: string | undefined,
): Histories {
  const api = useApi(deliveryApiRef);
  const ids = sorted.slice(0, MOST_BARS).map(d => d.id);
  if (chosen && !ids.includes(chosen)) {
    ids.push(chosen);
  }
  const resource = useResource({
    key: `histories:${ids.join()}`,
    load: ({ signal }) =>
      readEach(ids, id => api.revisions(id, { limit: REVISIONS_PAGE, signal })),
    affectedBy: signal =>
      signal.type === 'deployments' &&
      ids.length > 0 &&
      isAbout(
        signal,
        sorted.map(d => d.topic),
      ),
  });
  const { pages, errors } = resource.value ?? NOTHING;
  const newest = useMemo(() => newestOf(pages), [pages]);
  return {
    loading: resource.loading,
    errors,
    pages,
    newest,
    refresh: resource.refresh,
  };
}
