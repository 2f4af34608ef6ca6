import { useApi } from '@backstage/core-plugin-api';
import {
  type CheckResult,
  compareVersions,
  type DeployedVersion,
  type ExpectedState,
} from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useState } from 'react';
import { type DeliveryApi, deliveryApiRef } from '../api/DeliveryApi';

/** Each candidate costs a run of the checks, so only the newest are tried. */
export const MOST_TRIED = 4;

/**
 * Checks whose answer is the same of every version. A check that is not known
 * here comes from a module, which is asked about a version.
 */
const OF_NO_VERSION: ReadonlySet<string> = new Set([
  ...['still-what-you-saw', 'one-line', 'nothing-running', 'policy'],
  ...['runtime-answers', 'not-again', 'git-answers'],
]);

/** Whether another version could pass: nothing that blocks is the same of all. */
export function isBlockedByVersion(
  checks: readonly Pick<CheckResult, 'id' | 'status'>[],
): boolean {
  const blocks = checks.filter(({ status }) => status === 'block');
  return blocks.length > 0 && blocks.every(({ id }) => !OF_NO_VERSION.has(id));
}

/** What came of looking for another version. */
export interface Alternative {
  /** The newest that no check stops and that all could tell about. */
  version?: string;
  looking: boolean;
  /** How many were tried and did not pass. */
  failed: number;
}

interface Question {
  deploymentId: string;
  /** The version that is blocked; undefined while there is nothing to look for. */
  blocked: string | undefined;
  versions: readonly DeployedVersion[];
  expected: ExpectedState;
}

const NOTHING: Alternative = { looking: false, failed: 0 };

/** Going back is to what is older; what has no order is tried, too. */
function isEarlier(version: string, current: string): boolean {
  return (compareVersions(version, current) ?? -1) < 0;
}

function candidatesOf({ blocked, versions, expected }: Question): string[] {
  return versions
    .filter(({ unusable }) => !unusable)
    .map(({ version }) => version)
    .filter(version => version !== blocked)
    .filter(version => isEarlier(version, expected.version))
    .slice(0, MOST_TRIED);
}

/** One after the other: the first that passes ends it. */
async function firstThatPasses(
  api: DeliveryApi,
  { deploymentId, expected }: Question,
  candidates: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const version of candidates) {
    const request = { version, expected };
    const found = await api.preflight(deploymentId, request, { signal });
    if (found.status === 'ok' || found.status === 'warn') return version;
  }
  return undefined;
}

/** Looks for a version that may be gone back to when the chosen one may not. */
export function useAlternative(question: Question): Alternative {
  const api = useApi(deliveryApiRef);
  const { deploymentId, blocked, expected } = question;
  const candidates = blocked === undefined ? [] : candidatesOf(question);
  const key = JSON.stringify([deploymentId, blocked, expected, candidates]);
  const [ended, setEnded] = useState<Alternative & { key: string }>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const end = (found: Pick<Alternative, 'version' | 'failed'>) => {
      if (!signal.aborted) setEnded({ key, looking: false, ...found });
    };
    if (candidates.length) {
      firstThatPasses(api, question, candidates, signal)
        .then(version => end({ version, failed: candidates.length }))
        // What could not be asked is no suggestion, and the checks of the
        // chosen version say themselves what is the matter.
        .catch(() => end({ failed: 0 }));
    }
    return () => controller.abort();
    // The key says all that the question is made of.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key]);

  if (!candidates.length) return NOTHING;
  return ended?.key === key ? ended : { looking: true, failed: 0 };
}
