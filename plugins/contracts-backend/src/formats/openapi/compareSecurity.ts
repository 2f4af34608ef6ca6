import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import type { SecurityDemand, SecurityScheme, SecurityWay } from './Api';
import type { ApiComparison } from './ApiComparison';
import { canonical } from './compareNotes';

interface SecurityUse {
  before: readonly SecurityWay[];
  after: readonly SecurityWay[];
  /** For example `POST /payments`, or all operations. */
  where: string;
  nodes: { before: DocumentNode; after: DocumentNode };
  operation?: string;
  direction: ContractDirection;
}

function nameOf(way: SecurityWay): string {
  return way.length
    ? way.map(({ scheme }) => scheme.name).join(' and ')
    : 'nothing';
}

/** Whether a scheme is the same as before, or the same under a new name. */
function isSameScheme(
  { before, after }: ApiComparison,
  old: SecurityScheme,
  young: SecurityScheme,
): boolean {
  if (old.kind !== young.kind) return false;
  if (old.name === young.name) return true;
  const stays = after.schemes.some(({ name }) => name === old.name);
  const was = before.schemes.some(({ name }) => name === young.name);
  return !stays && !was;
}

/** Whether who signs in one way is let in by another one as well. */
function letsIn(
  comparison: ApiComparison,
  way: SecurityWay,
  demands: SecurityWay,
): boolean {
  const isMet = (demand: SecurityDemand) =>
    way.some(
      ({ scheme, scopes }) =>
        isSameScheme(comparison, scheme, demand.scheme) &&
        demand.scopes.every(scope => scopes.includes(scope)),
    );
  return demands.every(isMet);
}

interface Reason {
  rule: string;
  words: string;
}

/** Why none of the ways that are left lets somebody in. */
function reasonOf(way: SecurityWay, after: readonly SecurityWay[]): Reason {
  if (!way.length) {
    return {
      rule: 'security-required',
      words: `Callers of %s have to sign in now, with ${after.map(nameOf).join(' or ')}.`,
    };
  }
  const names = way.map(({ scheme }) => scheme.name);
  const next = after.find(each =>
    each.some(({ scheme }) => names.includes(scheme.name)),
  );
  for (const { scheme, scopes } of next ?? []) {
    const own = way.find(each => each.scheme.name === scheme.name);
    if (!own) continue;
    if (own.scheme.kind !== scheme.kind) {
      return {
        rule: 'security-scheme-changed',
        words: `To sign in to %s, ${scheme.name} is ${scheme.kind} now and was ${own.scheme.kind}.`,
      };
    }
    const more = scopes.filter(scope => !own.scopes.includes(scope));
    if (more.length) {
      return {
        rule: 'security-scope-added',
        words: `Callers of %s need the scope ${more.join(', ')} of ${scheme.name} now.`,
      };
    }
  }
  return {
    rule: 'security-way-removed',
    words: next
      ? `Callers of %s who sign in with ${nameOf(way)} need ${nameOf(next)} now.`
      : `Callers of %s can no longer sign in with ${nameOf(way)}.`,
  };
}

function textOf(ways: readonly SecurityWay[]) {
  return ways
    .map(way =>
      way
        .map(({ scheme, scopes }) =>
          scopes.length ? `${scheme.name} (${scopes.join(', ')})` : scheme.name,
        )
        .join(' and '),
    )
    .map(text => text || 'nothing')
    .join(' or ');
}

/** What changed in the ways to be let in, of which one is enough. */
export function compareSecurity(
  comparison: ApiComparison,
  { before, after, where, nodes, operation, direction }: SecurityUse,
): void {
  const about = {
    ...nodes,
    text: { before: textOf(before), after: textOf(after) },
    subject: { ...(operation && { operation }), hits: 'who-uses' as const },
    direction,
  };
  const told = new Set<string>();
  for (const way of before) {
    if (after.some(each => letsIn(comparison, way, each))) continue;
    const { rule, words } = reasonOf(way, after);
    const message = words.replace('%s', where);
    if (!told.has(message)) comparison.add({ rule, message, ...about });
    told.add(message);
  }
  if (!told.size && about.text.before !== about.text.after) {
    const same =
      after.length === before.length &&
      before.every(way =>
        after.some(
          each => each.length === way.length && letsIn(comparison, way, each),
        ),
      );
    const scopes = (ways: readonly SecurityWay[]) =>
      ways.flat().reduce((sum, each) => sum + each.scopes.length, 0);
    if (same && scopes(before) === scopes(after)) return;
    comparison.add({
      rule: 'security-loosened',
      message: `Callers of ${where} can sign in with ${about.text.after} now.`,
      ...about,
    });
  }
}

function compareScheme(
  comparison: ApiComparison,
  before: SecurityScheme,
  after: SecurityScheme,
): void {
  const about = {
    before: before.node,
    after: after.node,
    direction: 'send' as const,
  };
  const gone = before.flows.filter(flow => !after.flows.includes(flow));
  for (const flow of gone) {
    comparison.add({
      rule: 'security-flow-removed',
      message: `${before.name} no longer gives tokens by the flow ${flow}.`,
      ...about,
    });
  }
  const moved = Object.keys(before.addresses).filter(
    name =>
      name in after.addresses &&
      before.addresses[name] !== after.addresses[name],
  );
  for (const name of moved) {
    comparison.add({
      rule: 'security-address-changed',
      message: `The ${name} of ${before.name} changed.`,
      text: {
        before: before.addresses[name],
        after: after.addresses[name],
      },
      ...about,
    });
  }
  if (canonical(before.hint) !== canonical(after.hint)) {
    comparison.add({
      rule: 'security-address-changed',
      message: `The form of the tokens of ${before.name} changed.`,
      text: { before: before.hint, after: after.hint },
      ...about,
    });
  }
}

/** What changed in the schemes themselves, beside their kind. */
export function compareSchemes(
  comparison: ApiComparison,
  used: ReadonlySet<string>,
): void {
  for (const before of comparison.before.schemes) {
    const after = comparison.after.schemes.find(
      each => each.name === before.name,
    );
    // Another kind is told where it is used.
    if (after && used.has(before.name) && before.kind === after.kind) {
      compareScheme(comparison, before, after);
    }
  }
}
