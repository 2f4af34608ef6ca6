import type {
  ContractChange,
  ContractElement,
  ContractOutline,
  ContractRole,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  CompareOptions,
  ContractFormat,
} from '@slipway/backstage-plugin-contracts-node';
import { dateIn, Findings, rolesOf } from '../../formatSupport';
import { compareField } from './compareFields';
import { compareOrder, compareServers } from './compareServers';
import { compareSla } from './compareSla';
import { OdcsComparison } from './OdcsComparison';
import {
  canonicalOf,
  type OdcsDocument,
  type OdcsField,
  scalarOf,
} from './odcsModel';
import { odcsRules } from './odcsRules';
import { parseOdcs } from './parseOdcs';

/** Who reads is meant unless it is told: that is what data is delivered for. */
function audienceOf(options: CompareOptions): readonly ContractRole[] {
  if (!options.role && !options.direction) return ['reader'];
  const roles = rolesOf(options, ['reader', 'writer']);
  return roles.length ? roles : ['reader'];
}

function compareObjects(comparison: OdcsComparison) {
  const { before, after } = comparison;
  const young = new Map(after.objects.map(each => [each.name, each]));
  for (const object of before.objects) {
    const at = { operation: object.name, field: '' };
    const same = young.get(object.name);
    young.delete(object.name);
    if (same) {
      compareField(comparison, at, object, same);
      compareOrder(comparison, object, same);
      continue;
    }
    const message = `${object.name} was removed.`;
    comparison.add(at, 'object-removed', message, { before: object.name });
  }
  for (const name of young.keys()) {
    const at = { operation: name, field: '' };
    const message = `${name} was added.`;
    comparison.add(at, 'object-added', message, { after: name });
  }
}

function compareHead(comparison: OdcsComparison) {
  const { before, after } = comparison;
  const at = { operation: 'contract', field: '' };
  for (const [rule, keys, words] of [
    ['status-changed', ['status', 'version'], 'The status or version'],
    [
      'description-changed',
      ['name', 'description', 'domain', 'tags', 'team', 'support', 'price'],
      'What is said about the contract',
    ],
  ] as const) {
    const text = ({ raw }: OdcsDocument) =>
      canonicalOf(keys.map(key => raw[key] ?? ''));
    const [was, is] = [text(before), text(after)];
    if (was === is) continue;
    const texts = { before: was, after: is };
    comparison.add(at, rule, `${words} changed.`, texts);
  }
}

function compare(
  before: OdcsDocument,
  after: OdcsDocument,
  options: CompareOptions = {},
): ContractChange[] {
  const findings = new Findings(odcsRules, audienceOf(options), options.signal);
  const comparison = new OdcsComparison(findings, before, after);
  compareObjects(comparison);
  compareServers(comparison);
  compareSla(comparison);
  compareHead(comparison);
  if (findings.ended) {
    const at = { operation: 'contract', field: '' };
    const message =
      'The comparison was ended before it was done, so other changes may break.';
    comparison.add(at, 'not-compared', message, { after: '' });
  }
  return findings.changes;
}

function elementsOf(
  operation: string,
  fields: readonly OdcsField[],
  prefix = '',
): ContractElement[] {
  return fields.flatMap(({ name, raw, fields: inner, items }) => {
    const field = prefix + name;
    const words = scalarOf(raw.description);
    const deprecated = /\bdeprecated\b/i.test(words ?? '');
    const sunset = deprecated ? dateIn(words) : undefined;
    const own: ContractElement = {
      ...{ operation, field, kind: 'field', ...(words && { title: words }) },
      ...(deprecated && { deprecated, advice: words }),
      ...(sunset && { sunset }),
    };
    const below = elementsOf(operation, inner, `${field}.`);
    const held = items
      ? elementsOf(operation, items.fields, `${field}[].`)
      : [];
    return [own, ...below, ...held];
  });
}

function outline({ raw, objects }: OdcsDocument): ContractOutline {
  const [title, version] = [scalarOf(raw.name), scalarOf(raw.version)];
  return {
    ...{ ...(title && { title }), ...(version && { version }) },
    dialect: scalarOf(raw.apiVersion),
    elements: objects.flatMap(object => [
      {
        operation: object.name,
        kind: scalarOf(object.raw.physicalType) ?? 'object',
      },
      ...elementsOf(object.name, object.fields),
    ]),
  };
}

/** Data contracts: batches, data flows and file transfers. @public */
export const odcsFormat: ContractFormat<OdcsDocument> = {
  id: 'odcs',
  title: 'Data contract (ODCS)',
  rules: odcsRules,
  parse: parseOdcs,
  compare,
  outline,
};
