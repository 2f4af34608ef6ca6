import type { Server } from './Api';
import type { ApiComparison } from './ApiComparison';
import { canonical } from './compareNotes';

interface ServerUse {
  before: readonly Server[];
  after: readonly Server[];
  operation?: string;
  /** Whether all operations are still at the same place with their paths. */
  samePlaces?: boolean;
}

function list(servers: readonly Server[]): string {
  return servers.map(({ url }) => url || '/').join(', ');
}

function removed(
  comparison: ApiComparison,
  server: Server,
  { after, operation, samePlaces }: ServerUse,
) {
  const known = samePlaces || after.some(({ path }) => path === server.path);
  const where = operation === undefined ? '' : ` of ${operation}`;
  comparison.add({
    rule: known ? 'server-removed' : 'server-path-changed',
    message: known
      ? `The address ${server.url || '/'}${where} was removed; ${list(after)} is left.`
      : `The address ${server.url || '/'}${where} became ${list(after)}, which has another path.`,
    before: server.node,
    after: after[0].node,
    text: { before: server.url, after: list(after) },
    ...(operation && { subject: { operation } }),
  });
}

/** What changed in the addresses at which an API, or one operation, is found. */
export function compareServers(
  comparison: ApiComparison,
  use: ServerUse,
): void {
  const { before, after, operation } = use;
  // Without any, the address is that of the document.
  if (!after.length) return;
  for (const server of before) {
    const same = after.find(({ url }) => url === server.url);
    if (!same) {
      removed(comparison, server, use);
    } else if (canonical(same.variables) !== canonical(server.variables)) {
      comparison.add({
        rule: 'server-variable-changed',
        message: `The variables of the address ${server.url} changed.`,
        before: server.node,
        after: same.node,
        text: { before: server.variables, after: same.variables },
      });
    }
  }
  for (const server of after) {
    if (before.some(({ url }) => url === server.url)) continue;
    comparison.add({
      rule: 'server-added',
      message: `The address ${server.url || '/'} is new.`,
      after: server.node,
      text: { after: server.url },
      ...(operation && { subject: { operation } }),
    });
  }
}
