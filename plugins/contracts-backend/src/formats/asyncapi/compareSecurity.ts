import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import type { SecurityWay } from '../openapi/Api';
import {
  isSameSecurity,
  securityReasons,
  securityText,
} from '../openapi/security';
import type { AsyncComparison } from './AsyncComparison';

/** What changed in the ways to be let in, of which one is enough. */
export function compareSecurity(
  comparison: AsyncComparison,
  {
    before = [[]],
    after = [[]],
    where,
    nodes,
    operation,
  }: {
    before?: readonly SecurityWay[];
    after?: readonly SecurityWay[];
    where: string;
    nodes: { before: DocumentNode; after: DocumentNode };
    operation?: string;
  },
): void {
  const schemes = {
    before: comparison.before.schemes,
    after: comparison.after.schemes,
  };
  const about = {
    ...nodes,
    text: { before: securityText(before), after: securityText(after) },
    ...(operation && { subject: { operation, hits: 'who-uses' as const } }),
  };
  const sides = { before, after, schemes };
  const reasons = securityReasons(sides);
  for (const { rule, words } of reasons) {
    const message = words.replace('Callers', 'Consumers').replace('%s', where);
    comparison.add({ rule, message, ...about });
  }
  if (!reasons.length && !isSameSecurity(sides)) {
    comparison.add({
      rule: 'security-loosened',
      message: `Consumers of ${where} can sign in with ${about.text.after} now.`,
      ...about,
    });
  }
}
