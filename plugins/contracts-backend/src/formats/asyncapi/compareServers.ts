import { canonical } from '../openapi/compareNotes';
import type { Server } from './AsyncApi';
import type { AsyncComparison } from './AsyncComparison';
import { compareBindings } from './compareBindings';
import { compareNotes } from './compareNotes';
import { compareSecurity } from './compareSecurity';

function addressOf({ host, path }: Server): string {
  return path ? `${host}/${path}` : host;
}

/** `kafka` and `kafka-secure` are two, letters of either case are not. */
function protocolOf({ protocol }: Server): string {
  return protocol.toLowerCase();
}

function compareServer(
  comparison: AsyncComparison,
  before: Server,
  after: Server,
) {
  const nodes = { before: before.node, after: after.node };
  const what = `The server ${before.name}`;
  if (addressOf(before) !== addressOf(after)) {
    comparison.add({
      rule: 'server-address-changed',
      message: `${what} is at ${addressOf(after)} now, and was at ${addressOf(before)}.`,
      ...nodes,
      text: { before: addressOf(before), after: addressOf(after) },
    });
  }
  if (protocolOf(before) !== protocolOf(after)) {
    comparison.add({
      rule: 'server-protocol-changed',
      message: `${what} speaks ${after.protocol} now, and spoke ${before.protocol}.`,
      ...nodes,
      text: { before: before.protocol, after: after.protocol },
    });
  }
  if (canonical(before.variables) !== canonical(after.variables)) {
    comparison.add({
      rule: 'server-variable-changed',
      message: `The variables of the address of ${before.name} changed.`,
      ...nodes,
      text: { before: before.variables, after: after.variables },
    });
  }
  compareSecurity(comparison, {
    ...{ before: before.security, after: after.security, nodes },
    where: `the server ${before.name}`,
  });
  compareBindings(comparison, [before.bindings], [after.bindings], { what });
  compareNotes(comparison, before, after, { what });
}

/** What changed in the servers: by name, else by address. */
export function compareServers(comparison: AsyncComparison): void {
  const young = new Set(comparison.after.servers);
  const old = new Set(comparison.before.servers);
  const by = (same: (before: Server, after: Server) => boolean) => {
    for (const before of [...old]) {
      const after = [...young].find(each => same(before, each));
      if (!after) continue;
      old.delete(before);
      young.delete(after);
      compareServer(comparison, before, after);
    }
  };
  by((a, b) => a.name === b.name);
  by(
    (a, b) => addressOf(a) === addressOf(b) && protocolOf(a) === protocolOf(b),
  );
  for (const server of old) {
    comparison.add({
      rule: 'server-removed',
      message: `The server ${server.name} at ${addressOf(server)} was removed.`,
      before: server.node,
      text: { before: addressOf(server) },
    });
  }
  for (const server of young) {
    comparison.add({
      rule: 'server-added',
      message: `The server ${server.name} at ${addressOf(server)} is new.`,
      after: server.node,
      text: { after: addressOf(server) },
    });
  }
}
