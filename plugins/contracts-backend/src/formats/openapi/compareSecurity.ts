import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import type { SecurityScheme, SecurityWay } from './Api';
import type { ApiComparison } from './ApiComparison';
import { canonical } from './compareNotes';
import { isSameSecurity, securityReasons, securityText } from './security';

interface SecurityUse {
  before: readonly SecurityWay[];
  after: readonly SecurityWay[];
  /** For example `POST /payments`, or all operations. */
  where: string;
  nodes: { before: DocumentNode; after: DocumentNode };
  operation?: string;
  direction: ContractDirection;
}

/** What changed in the ways to be let in, of which one is enough. */
export function compareSecurity(
  comparison: ApiComparison,
  { before, after, where, nodes, operation, direction }: SecurityUse,
): void {
  const about = {
    ...nodes,
    text: { before: securityText(before), after: securityText(after) },
    subject: { ...(operation && { operation }), hits: 'who-uses' as const },
    direction,
  };
  const schemes = {
    before: comparison.before.schemes,
    after: comparison.after.schemes,
  };
  const sides = { before, after, schemes };
  const reasons = securityReasons(sides);
  for (const { rule, words } of reasons) {
    comparison.add({ rule, message: words.replace('%s', where), ...about });
  }
  if (!reasons.length && !isSameSecurity(sides)) {
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
      canonical(before.addresses[name]) !== canonical(after.addresses[name]),
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
