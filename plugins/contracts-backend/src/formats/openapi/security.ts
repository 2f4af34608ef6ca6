import type { SecurityDemand, SecurityScheme, SecurityWay } from './Api';

/** The ways to be let in on both sides, and the schemes that are defined there. */
export interface SecuritySides {
  before: readonly SecurityWay[];
  after: readonly SecurityWay[];
  schemes: {
    before: readonly SecurityScheme[];
    after: readonly SecurityScheme[];
  };
}

/** Why somebody is not let in any more; `%s` stands for where. */
export interface SecurityReason {
  rule: string;
  words: string;
}

function nameOf(way: SecurityWay): string {
  return way.length
    ? way.map(({ scheme }) => scheme.name).join(' and ')
    : 'nothing';
}

/** Whether a scheme is the same as before, or the same under a new name. */
function isSameScheme(
  { before, after }: SecuritySides['schemes'],
  old: SecurityScheme,
  young: SecurityScheme,
): boolean {
  if (old.kind !== young.kind) return false;
  if (old.name === young.name) return true;
  const stays = after.some(({ name }) => name === old.name);
  const was = before.some(({ name }) => name === young.name);
  return !stays && !was;
}

/** Whether who signs in one way is let in by another one as well. */
function letsIn(
  schemes: SecuritySides['schemes'],
  way: SecurityWay,
  demands: SecurityWay,
): boolean {
  const isMet = (demand: SecurityDemand) =>
    way.some(
      ({ scheme, scopes }) =>
        isSameScheme(schemes, scheme, demand.scheme) &&
        demand.scopes.every(scope => scopes.includes(scope)),
    );
  return demands.every(isMet);
}

/** Why none of the ways that are left lets somebody in. */
function reasonOf(
  way: SecurityWay,
  after: readonly SecurityWay[],
): SecurityReason {
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

/** All ways to be let in, in words. */
export function securityText(ways: readonly SecurityWay[]) {
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

/** For each way that lets nobody in any more, why. */
export function securityReasons({
  before,
  after,
  schemes,
}: SecuritySides): SecurityReason[] {
  const found = new Map<string, SecurityReason>();
  for (const way of before) {
    if (after.some(each => letsIn(schemes, way, each))) continue;
    const reason = reasonOf(way, after);
    found.set(reason.words, reason);
  }
  return [...found.values()];
}

/** Whether the same is asked for, under whatever names. */
export function isSameSecurity({
  before,
  after,
  schemes,
}: SecuritySides): boolean {
  const scopes = (ways: readonly SecurityWay[]) =>
    ways.flat().reduce((sum, each) => sum + each.scopes.length, 0);
  return (
    after.length === before.length &&
    scopes(before) === scopes(after) &&
    before.every(way =>
      after.some(
        each => each.length === way.length && letsIn(schemes, way, each),
      ),
    )
  );
}
