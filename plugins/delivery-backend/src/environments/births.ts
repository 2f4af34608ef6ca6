import {
  DELIVERY_TRAILERS,
  type Trailer,
} from '@slipway/backstage-plugin-delivery-common';
import type { Passage } from '../database/EnvironmentStore';

/** The commit that brought the first folder of an environment. */
export interface Birth {
  since: string;
  repository: string;
  commit: string;
  author: string;
  requestedBy?: string;
  copiedFrom?: string;
  reason?: string;
}

function toBirth(passage: Passage): Birth {
  const trailers = JSON.parse(passage.trailers ?? '[]') as Trailer[];
  const said = (name: string) =>
    trailers.find(({ key }) => key === name)?.value;
  return {
    ...{ since: passage.at, commit: passage.commit },
    ...{ repository: passage.repository, author: passage.author_name },
    requestedBy: said(DELIVERY_TRAILERS.requestedBy),
    copiedFrom: said(DELIVERY_TRAILERS.copiedFrom),
    reason: said(DELIVERY_TRAILERS.reason),
  };
}

/** Passages of the same commit belong together: what moves does not die in between. */
function byCommit(passages: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  for (const passage of passages) {
    const last = groups.at(-1);
    if (last?.[0].commit === passage.commit) {
      last.push(passage);
    } else {
      groups.push([passage]);
    }
  }
  return groups;
}

/**
 * Since when each environment is there, and who brought it: the commit after
 * which it last had folders without a gap.
 *
 * @param passages - folders that came and went, oldest first
 */
export function birthsOf(passages: readonly Passage[]): Map<string, Birth> {
  const births = new Map<string, Birth>();
  const present = new Map<string, Set<string>>();
  for (const group of byCommit(passages)) {
    for (const { environment, deployment_id: id, kind } of group) {
      const folders = present.get(environment) ?? new Set();
      present.set(environment, folders);
      if (kind === 'remove') {
        folders.delete(id);
      } else {
        folders.add(id);
      }
    }
    for (const passage of group) {
      const { environment } = passage;
      if (!present.get(environment)?.size) {
        births.delete(environment);
      } else if (!births.has(environment)) {
        births.set(environment, toBirth(passage));
      }
    }
  }
  return births;
}
