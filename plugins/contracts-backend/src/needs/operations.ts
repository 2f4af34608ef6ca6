import type { ContractOutline } from '@slipway/backstage-plugin-contracts-common';

/*
 * Operations are compared as people write them: an operation of HTTP may name
 * its parameters otherwise, or stand as the address that was really called.
 */
const HTTP = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY) (\/\S*)$/i;

interface HttpOperation {
  method: string;
  steps: string[];
}

function httpOperation(text: string): HttpOperation | undefined {
  const match = HTTP.exec(text.trim());
  if (!match) return undefined;
  const [path] = match[2].split('?');
  const steps = path.split('/').filter(step => step !== '');
  return { method: match[1].toUpperCase(), steps };
}

const isParameter = (step: string) => /\{[^}]*\}/.test(step);

/** A procedure may be named without its parameters, and then any of that name is meant. */
function sameProcedure(used: string, offered: string): boolean {
  const at = offered.indexOf('(');
  return at > 0 && !used.includes('(') && used === offered.slice(0, at);
}

/** Whether what a consumer names is an operation that a contract names. */
export function sameOperation(used: string, offered: string): boolean {
  if (used === offered || sameProcedure(used, offered)) return true;
  const [first, second] = [httpOperation(used), httpOperation(offered)];
  if (!first || !second || first.method !== second.method) return false;
  return (
    first.steps.length === second.steps.length &&
    first.steps.every(
      (step, index) =>
        step === second.steps[index] || isParameter(second.steps[index]),
    )
  );
}

const CALLED = new Set([
  ...['operation', 'webhook', 'query', 'mutation', 'subscription'],
  ...['table', 'view', 'materialized view', 'function', 'procedure'],
  ...['message', 'object'],
]);

/** The names that consumers call; a message only where nothing else is called. */
export function entriesOf(outline: ContractOutline | undefined): string[] {
  const named = (outline?.elements ?? []).filter(
    ({ field, kind }) => field === undefined && CALLED.has(kind),
  );
  const calls = named.filter(({ kind }) => kind !== 'message');
  return (calls.length ? calls : named).map(({ operation }) => operation);
}

/** The operation that fits best: one without parameters before one with. */
export function findOperation(
  used: string,
  offered: readonly string[],
): string | undefined {
  return (
    offered.find(each => each === used) ??
    offered
      .filter(each => sameOperation(used, each))
      .sort(
        (a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0),
      )[0]
  );
}
