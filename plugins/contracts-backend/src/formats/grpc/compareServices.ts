import type { GrpcComparison } from './GrpcComparison';
import type { ProtoOptions, ProtoRpc, ProtoService } from './protoModel';

function httpOf(options: ProtoOptions): string {
  return [...options]
    .filter(([name]) => name.startsWith('(google.api.http)'))
    .map(entry => entry.join(' = '))
    .sort()
    .join('; ');
}

function streamsOf({ requestStreams, responseStreams }: ProtoRpc): string {
  const sides = [
    ...(requestStreams ? ['the request'] : []),
    ...(responseStreams ? ['the answer'] : []),
  ];
  return sides.join(' and ') || 'nothing';
}

function compareRpcs(
  comparison: GrpcComparison,
  operation: string,
  before: ProtoRpc,
  after: ProtoRpc,
) {
  const say = (rule: string, words: string, was: string, is: string) => {
    if (was === is) return;
    comparison.add(operation, rule, `${operation} ${words}.`, {
      ...{ before: was, after: is, subject: { operation } },
    });
  };
  const { renamed } = comparison;
  say(
    'rpc-request-changed',
    `takes ${after.request} now, where it took ${before.request}`,
    renamed(before.request),
    after.request,
  );
  say(
    'rpc-response-changed',
    `answers with ${after.response} now, where it was ${before.response}`,
    renamed(before.response),
    after.response,
  );
  const [was, is] = [streamsOf(before), streamsOf(after)];
  say('rpc-streaming-changed', `streams ${is}, where it was ${was}`, was, is);
  const idempotency = ({ options }: ProtoRpc) =>
    options.get('idempotency_level') ?? 'IDEMPOTENCY_UNKNOWN';
  say(
    'rpc-idempotency-changed',
    `is ${idempotency(after)} now, where it was ${idempotency(before)}`,
    idempotency(before),
    idempotency(after),
  );
  say(
    'rpc-http-changed',
    'has another form for HTTP',
    httpOf(before.options),
    httpOf(after.options),
  );
  comparison.deprecation(
    operation,
    { operation },
    before.options,
    after.options,
  );
}

function removedRpc(comparison: GrpcComparison, operation: string) {
  comparison.add(operation, 'rpc-removed', `${operation} was removed.`, {
    ...{ before: operation, subject: { operation } },
  });
}

function compareService(
  comparison: GrpcComparison,
  before: ProtoService,
  after: ProtoService,
) {
  const young = new Map(after.rpcs.map(rpc => [rpc.name, rpc]));
  const nameOf = (rpc: ProtoRpc) => `${before.fullName}/${rpc.name}`;
  for (const rpc of before.rpcs) {
    const same = young.get(rpc.name);
    young.delete(rpc.name);
    if (same) compareRpcs(comparison, nameOf(rpc), rpc, same);
    else removedRpc(comparison, nameOf(rpc));
  }
  for (const rpc of young.values()) {
    const operation = nameOf(rpc);
    comparison.add(operation, 'rpc-added', `${operation} was added.`, {
      ...{ after: operation, subject: { operation } },
    });
  }
  comparison.deprecation(
    before.fullName,
    { operation: before.fullName },
    before.options,
    after.options,
  );
}

function removedService(
  comparison: GrpcComparison,
  { fullName, rpcs }: ProtoService,
) {
  if (!rpcs.length) {
    const message = `The service ${fullName}, which has no operations, was removed.`;
    const subject = { operation: fullName };
    const texts = { before: fullName, subject };
    comparison.add(fullName, 'service-removed', message, texts);
  }
  for (const rpc of rpcs) removedRpc(comparison, `${fullName}/${rpc.name}`);
}

/** Compares all services. */
export function compareServices(comparison: GrpcComparison): void {
  const young = new Map(comparison.after.services);
  for (const [name, service] of comparison.before.services) {
    const same = young.get(comparison.renamed(name));
    young.delete(comparison.renamed(name));
    if (same) compareService(comparison, service, same);
    else removedService(comparison, service);
  }
  for (const name of young.keys()) {
    const subject = { operation: name };
    const texts = { after: name, subject };
    const message = `The service ${name} was added.`;
    comparison.add(name, 'service-added', message, texts);
  }
}
