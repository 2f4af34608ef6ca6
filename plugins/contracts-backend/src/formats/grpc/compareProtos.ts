import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';
import { directionsOf, Findings } from '../../formatSupport';
import { compareEnums } from './compareEnums';
import { compareField } from './compareFields';
import { compareFiles, type FilePair, pairFiles } from './compareFiles';
import { compareMessages } from './compareMessages';
import { compareServices } from './compareServices';
import { GrpcComparison } from './GrpcComparison';
import { grpcRules } from './grpcRules';
import type { LinkedProto } from './link';

/** Where the types of files went that moved to another package. */
function renamesOf(pairs: readonly FilePair[]): Map<string, string> {
  const renames = new Map<string, string>();
  for (const [before, after] of pairs) {
    if (before.package === after.package) continue;
    const declared = [
      ...before.messages,
      ...before.enums,
      ...before.services,
    ].map(({ fullName }) => fullName);
    for (const name of declared) {
      const own = before.package ? name.slice(before.package.length + 1) : name;
      renames.set(name, after.package ? `${after.package}.${own}` : own);
    }
  }
  return renames;
}

function compareNamed<T>(
  comparison: GrpcComparison,
  noun: 'message' | 'enum',
  [before, after]: [ReadonlyMap<string, T>, ReadonlyMap<string, T>],
  compare: (before: T, after: T) => void,
) {
  const found = new Set<string>();
  for (const [name, each] of before) {
    if (comparison.findings.ended) return;
    const now = comparison.renamed(name);
    const same = after.get(now);
    found.add(now);
    if (same) compare(each, same);
    else {
      const texts = { before: name, subject: { operation: name } };
      const message = `The ${noun} ${name} was removed.`;
      comparison.add(name, `${noun}-removed`, message, texts);
    }
  }
  for (const name of after.keys()) {
    if (found.has(name)) continue;
    const texts = { after: name, subject: { operation: name } };
    const message = `The ${noun} ${name} was added.`;
    comparison.add(name, `${noun}-added`, message, texts);
  }
}

function compareExtensions(comparison: GrpcComparison) {
  const { before, after } = comparison;
  for (const [key, field] of before.extensions) {
    const same = after.extensions.get(key);
    const message = field.extends ?? '';
    if (same) {
      compareField(comparison, { message }, field, same);
      continue;
    }
    const path = `${message}.${field.name}`;
    comparison.add(
      path,
      'extension-removed',
      `The extension ${field.name} = ${field.number} of ${message} was removed.`,
      {
        before: `${field.name} = ${field.number}`,
        subject: { operation: message, field: field.name },
      },
    );
  }
  for (const [key, field] of after.extensions) {
    if (before.extensions.has(key)) continue;
    const message = field.extends ?? '';
    comparison.add(
      `${message}.${field.name}`,
      'extension-added',
      `The extension ${field.name} = ${field.number} of ${message} was added.`,
      {
        after: `${field.name} = ${field.number}`,
        subject: { operation: message, field: field.name },
      },
    );
  }
}

/** What changed between two sets of files. */
export function compareProtos(
  before: LinkedProto,
  after: LinkedProto,
  options: CompareOptions = {},
): ContractChange[] {
  const pairs = pairFiles(before.files, after.files);
  const renames = renamesOf(pairs);
  const findings = new Findings(
    grpcRules,
    directionsOf(options),
    options.signal,
  );
  const comparison = new GrpcComparison(
    findings,
    before,
    after,
    name => renames.get(name) ?? name,
  );
  compareFiles(comparison, pairs);
  compareServices(comparison);
  compareNamed(
    comparison,
    'message',
    [before.messages, after.messages],
    (old, young) => compareMessages(comparison, old, young),
  );
  compareNamed(comparison, 'enum', [before.enums, after.enums], (old, young) =>
    compareEnums(comparison, old, young),
  );
  compareExtensions(comparison);
  if (findings.ended) {
    const message =
      'The comparison was ended before it was done, so other changes may break.';
    comparison.add('', 'not-compared', message, { after: '', subject: {} });
  }
  return findings.changes;
}
