import type {
  ContractChange,
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  CompareOptions,
  ContractFormat,
} from '@slipway/backstage-plugin-contracts-node';
import { dateIn } from '../../formatSupport';
import { compareBindings } from './compareBindings';
import { compareOperations } from './compareOperations';
import { parseWsdl } from './parseWsdl';
import { WsdlComparison } from './WsdlComparison';
import type { WsdlDocument, WsdlOperation } from './wsdlModel';
import { wsdlRules } from './wsdlRules';

function compare(
  before: WsdlDocument,
  after: WsdlDocument,
  options: CompareOptions = {},
): ContractChange[] {
  const comparison = new WsdlComparison(before, after, options);
  const { findings } = comparison;
  if (before.namespace !== after.namespace) {
    comparison.add(
      'service',
      'namespace-changed',
      `The namespace changed from '${before.namespace}' to '${after.namespace}'.`,
      { before: before.namespace, after: after.namespace },
    );
  }
  compareOperations(comparison);
  compareBindings(comparison);
  if (before.documentation !== after.documentation) {
    const message = 'The service is described anew.';
    comparison.add('service', 'description-changed', message, {
      before: before.documentation ?? '',
      after: after.documentation ?? '',
    });
  }
  if (findings.ended) {
    const message =
      'The comparison was ended before it was done, so other changes may break.';
    comparison.add('service', 'not-compared', message, { after: '' });
  }
  return findings.changes;
}

function elementOf(portType: string, each: WsdlOperation): ContractElement {
  const words = each.documentation;
  const deprecated = /\bdeprecated\b/i.test(words ?? '');
  const sunset = deprecated ? dateIn(words) : undefined;
  return {
    ...{ operation: `${portType}.${each.name}`, kind: 'operation' },
    ...(words && { title: words }),
    ...(deprecated && { deprecated, advice: words }),
    ...(sunset && { sunset }),
  };
}

function outline({ title, portTypes, schemas }: WsdlDocument): ContractOutline {
  return {
    ...{ ...(title && { title }), dialect: '1.1' },
    ...(schemas.version && { version: schemas.version }),
    elements: [...portTypes].flatMap(([name, operations]) =>
      [...operations.values()].map(each => elementOf(name, each)),
    ),
  };
}

/** WSDL: what operations take and answer, and how they are called. @public */
export const wsdlFormat: ContractFormat<WsdlDocument> = {
  id: 'wsdl',
  title: 'WSDL',
  rules: wsdlRules,
  parse: parseWsdl,
  compare,
  outline,
};
