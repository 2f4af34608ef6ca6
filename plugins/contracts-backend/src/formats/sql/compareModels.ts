import type {
  ContractChange,
  ContractRole,
} from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';
import { Findings, rolesOf } from '../../formatSupport';
import { compareRelation } from './compareRelations';
import { compareRoutines } from './compareRoutines';
import {
  compareComposite,
  compareDomain,
  compareEnum,
} from './compareSqlTypes';
import { SqlComparison } from './SqlComparison';
import type { SqlModel } from './sqlModel';
import { sqlRules } from './sqlRules';

const HOLDERS: Readonly<Partial<Record<string, readonly ContractRole[]>>> = {
  select: ['reader'],
  insert: ['writer'],
  update: ['writer'],
  delete: ['writer'],
  truncate: ['writer'],
  execute: ['caller'],
};

function compareGrants(comparison: SqlComparison) {
  const { before, after } = comparison;
  const exists = (object: string) =>
    after.relations.has(object) ||
    after.routines.has(object) ||
    after.sequences.has(object) ||
    object.startsWith('schema ');
  const say = (grant: string, revoked: boolean) => {
    const [object, privilege, who] = grant.split('|');
    const [name, column] = privilege.split('.');
    const only = HOLDERS[name];
    const message = `${who} ${revoked ? 'may no longer' : 'may now'} ${name} ${column ? `${column} of ` : ''}${object}.`;
    comparison.add(
      object,
      revoked ? 'privilege-revoked' : 'privilege-granted',
      message,
      {
        ...(revoked ? { before: grant } : { after: grant }),
        ...(column && { field: column }),
        ...(only && { only }),
      },
    );
  };
  for (const grant of before.grants) {
    // What is gone as a whole is told with its table.
    if (!after.grants.has(grant) && exists(grant.split('|')[0])) {
      say(grant, true);
    }
  }
  for (const grant of after.grants) {
    if (!before.grants.has(grant)) say(grant, false);
  }
}

function compareTexts(comparison: SqlComparison) {
  const { before, after } = comparison;
  for (const [key, words] of after.comments) {
    const was = before.comments.get(key);
    if (was === words) continue;
    const message = 'A comment says something else.';
    const texts = { before: was ?? '', after: words };
    comparison.add('comments', 'description-changed', message, texts);
  }
  const known = new Set(before.unknown);
  const young = new Set(after.unknown);
  for (const statement of new Set([...known, ...young])) {
    if (known.has(statement) && young.has(statement)) continue;
    const side = young.has(statement) ? 'after' : 'before';
    const message = `What this statement means was not understood: ${statement.replace(/\.$/, '')}.`;
    comparison.add('script', 'not-understood', message, { [side]: statement });
  }
}

/** What changed between two scripts, for those who read, write or call. */
export function compareModels(
  before: SqlModel,
  after: SqlModel,
  options: CompareOptions = {},
): ContractChange[] {
  const findings = new Findings(sqlRules, rolesOf(options), options.signal);
  const comparison = new SqlComparison(findings, before, after);
  comparison.both(
    [before.relations, after.relations],
    'relation',
    each => each.kind,
    (_name, old, young) =>
      old.kind === 'type' && young.kind === 'type'
        ? compareComposite(comparison, old, young)
        : compareRelation(comparison, old, young),
  );
  comparison.both(
    [before.enums, after.enums],
    'enum',
    () => 'enum',
    (name, old, young) => compareEnum(comparison, name, old, young),
  );
  comparison.both(
    [before.domains, after.domains],
    'domain',
    () => 'domain',
    (name, old, young) => compareDomain(comparison, name, old, young),
  );
  comparison.both(
    [before.sequences, after.sequences],
    'sequence',
    () => 'sequence',
    (name, old, young) => {
      if (old === young) return;
      const message = `The sequence ${name} counts in another way.`;
      const texts = { before: 'the old options', after: 'the new options' };
      comparison.add(name, 'sequence-changed', message, texts);
    },
  );
  compareRoutines(comparison);
  compareGrants(comparison);
  compareTexts(comparison);
  if (findings.ended) {
    const message =
      'The comparison was ended before it was done, so other changes may break.';
    comparison.add('script', 'not-compared', message, { after: '' });
  }
  return findings.changes;
}
