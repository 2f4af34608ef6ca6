import type {
  ContractChange,
  ContractDocument,
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  CompareOptions,
  ContractFormat,
} from '@slipway/backstage-plugin-contracts-node';
import { dateIn, directionsOf, filesOf, Findings } from '../../formatSupport';
import { compareDocuments } from './compareDocuments';
import { SchemaSet } from './SchemaSet';
import { elementsIn } from './XmlSample';
import { XsdComparison } from './XsdComparison';
import {
  type ElementDeclaration,
  localName,
  type XsdDocument,
} from './xsdModel';
import { xsdRules } from './xsdRules';

function parse(document: ContractDocument): XsdDocument {
  const files = filesOf(document, 'XML Schema').filter(
    ([path], _index, all) => all.length === 1 || !/\.(?!xsd)\w+$/i.test(path),
  );
  return SchemaSet.ofFiles(files).document();
}

function compare(
  before: XsdDocument,
  after: XsdDocument,
  options: CompareOptions = {},
): ContractChange[] {
  const findings = new Findings(
    xsdRules,
    directionsOf(options),
    options.signal,
  );
  const comparison = new XsdComparison(findings, before, after);
  compareDocuments(comparison);
  return findings.changes;
}

function elementOf(
  element: ElementDeclaration,
  field?: string,
): ContractElement {
  const words = element.documentation;
  const deprecated = /\bdeprecated\b/i.test(words ?? '');
  const sunset = deprecated ? dateIn(words) : undefined;
  return {
    operation: localName(element.name),
    ...(field === undefined ? { kind: 'message' } : { field, kind: 'field' }),
    ...(words && { title: words }),
    ...(deprecated && { deprecated, advice: words }),
    ...(sunset && { sunset }),
  };
}

function outline(document: XsdDocument): ContractOutline {
  const messages = [...document.elements.values()].flatMap(element => {
    const type = element.type();
    if (type.kind !== 'complex') return [elementOf(element)];
    const operation = localName(element.name);
    const attributes = [...type.attributes.keys()].map(
      (name): ContractElement => ({
        ...{ operation, field: `@${localName(name)}`, kind: 'field' },
      }),
    );
    const inside = [...elementsIn(type.content).values()].map(each => ({
      ...elementOf(each, localName(each.name)),
      operation,
    }));
    return [elementOf(element), ...attributes, ...inside];
  });
  const types = [...document.types.keys()].map(name => ({
    ...{ operation: localName(name), kind: 'type' },
  }));
  const { version, namespaces, documentation } = document;
  return {
    title: documentation ?? namespaces.find(Boolean) ?? 'XML Schema',
    ...{ ...(version && { version }), dialect: '1.0' },
    elements: messages.length ? messages : types,
  };
}

/** XML Schema: which documents are accepted. @public */
export const xsdFormat: ContractFormat<XsdDocument> = {
  id: 'xsd',
  title: 'XML Schema',
  rules: xsdRules,
  parse,
  compare,
  outline,
};
