import { z } from 'zod';
import {
  isUnknownPath,
  type AskOptions,
  type PrometheusApi,
} from '../client/PrometheusApi';

/** An alert that is pending or firing, with the rule that it comes from. */
export interface ActiveAlert {
  name: string;
  state: 'pending' | 'firing';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** ISO 8601. */
  activeAt?: string;
  /** Query of the rule. */
  query?: string;
}

const Texts = z.record(z.string(), z.string()).catch({});
const Alert = z.object({
  labels: Texts,
  annotations: Texts,
  state: z.string(),
  activeAt: z.string().optional(),
});
const Rule = z.object({
  name: z.string(),
  query: z.string().optional(),
  alerts: z.array(z.unknown()).nullish(),
});
const Page = z.object({
  groups: z
    .array(z.object({ rules: z.array(z.unknown()).nullish() }))
    .nullish(),
  groupNextToken: z.string().optional(),
});

const GROUPS_A_PAGE = 500;
const MOST_PAGES = 100;

/**
 * Reads all active alerts of a server, for all deployments at once.
 *
 * @returns undefined when the server evaluates no rules
 */
export async function activeAlerts(
  api: PrometheusApi,
  options: AskOptions,
): Promise<ActiveAlert[] | undefined> {
  const alerts: ActiveAlert[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await api.get(pathOf(token), parsePage, options);
      alerts.push(...answer.alerts);
      token = answer.next;
      if (!token) {
        break;
      }
    }
  } catch (error) {
    if (isUnknownPath(error)) {
      return undefined;
    }
    throw error;
  }
  return alerts;
}

/** A server that does not know pages ignores what asks for them. */
function pathOf(token: string | undefined): string {
  const parameters = new URLSearchParams({
    type: 'alert',
    group_limit: `${GROUPS_A_PAGE}`,
    ...(token && { group_next_token: token }),
  });
  return `/api/v1/rules?${parameters}`;
}

function parsePage(data: unknown) {
  const page = Page.safeParse(data);
  if (!page.success) {
    return undefined;
  }
  const { groups, groupNextToken: next } = page.data;
  const rules = groups?.flatMap(group => group.rules ?? []) ?? [];
  return { alerts: rules.flatMap(readRule), next: next || undefined };
}

function readRule(item: unknown): ActiveAlert[] {
  const rule = Rule.safeParse(item);
  if (!rule.success) {
    return [];
  }
  const { name, query } = rule.data;
  return (rule.data.alerts ?? []).flatMap(each => {
    const alert = Alert.safeParse(each);
    if (!alert.success) {
      return [];
    }
    const { state, ...rest } = alert.data;
    return state === 'firing' || state === 'pending'
      ? [{ ...rest, name, query, state }]
      : [];
  });
}
