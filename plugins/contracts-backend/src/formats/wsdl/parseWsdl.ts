import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import {
  filesOf,
  readXml,
  resolveName,
  type XmlElement,
} from '../../formatSupport';
import { documentationOf, SchemaSet, XSD } from '../xsd/SchemaSet';
import { qname } from '../xsd/xsdModel';
import type {
  BoundOperation,
  WsdlBinding,
  WsdlDocument,
  WsdlMessage,
  WsdlOperation,
  WsdlPart,
  WsdlPort,
} from './wsdlModel';

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const WSDL_2 = 'http://www.w3.org/ns/wsdl';

function attribute(xml: XmlElement | undefined, name: string): string {
  return xml?.attributes.get(name) ?? '';
}

function childrenOf(xml: XmlElement, name: string): XmlElement[] {
  return xml.children.filter(each => each.name === name);
}

function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function wordsOf(xml: XmlElement): { documentation?: string } {
  const own = childrenOf(xml, 'documentation').map(each => each.text);
  const words = own.join(' ').trim() || documentationOf(xml);
  return words ? { documentation: words } : {};
}

function partOf(xml: XmlElement): WsdlPart {
  const resolved = (name: string) =>
    qname(...resolveName(attribute(xml, name), xml.scope));
  return {
    name: attribute(xml, 'name'),
    ...(xml.attributes.has('element') && { element: resolved('element') }),
    ...(xml.attributes.has('type') && { type: resolved('type') }),
  };
}

function operationOf(
  xml: XmlElement,
  messages: ReadonlyMap<string, WsdlPart[]>,
): WsdlOperation {
  const messageOf = (each: XmlElement): WsdlMessage => {
    const name = localPart(attribute(each, 'message'));
    const parts = messages.get(name);
    return { name, ...(parts && { parts }) };
  };
  const [input] = childrenOf(xml, 'input').map(messageOf);
  const [output] = childrenOf(xml, 'output').map(messageOf);
  return {
    name: attribute(xml, 'name'),
    faults: new Map(
      childrenOf(xml, 'fault').map(each => [
        attribute(each, 'name'),
        messageOf(each),
      ]),
    ),
    ...{ ...(input && { input }), ...(output && { output }), ...wordsOf(xml) },
  };
}

function boundOperation(xml: XmlElement, style: string): BoundOperation {
  const own = xml.children.find(each => each.name === 'operation');
  const sides = [...childrenOf(xml, 'input'), ...childrenOf(xml, 'output')];
  const body = (side: XmlElement) =>
    side.children.find(each => each.name === 'body');
  return {
    soapAction: attribute(own, 'soapAction'),
    style: attribute(own, 'style') || style,
    use: sides.map(each => attribute(body(each), 'use') || 'literal').join('/'),
    headers: childrenOf(xml, 'input')
      .flatMap(each => childrenOf(each, 'header'))
      .map(
        each =>
          `${localPart(attribute(each, 'message'))} ${attribute(each, 'part')}`,
      ),
  };
}

function bindingOf(xml: XmlElement): WsdlBinding {
  const binding = xml.children.find(
    each => each.name === 'binding' && each.namespace !== WSDL,
  );
  const style = attribute(binding, 'style') || 'document';
  return {
    name: attribute(xml, 'name'),
    portType: localPart(attribute(xml, 'type')),
    protocol:
      `${binding?.namespace ?? ''} ${attribute(binding, 'transport')}`.trim(),
    operations: new Map(
      childrenOf(xml, 'operation').map(each => [
        attribute(each, 'name'),
        boundOperation(each, style),
      ]),
    ),
  };
}

function portOf(xml: XmlElement): WsdlPort {
  const address = xml.children.find(each => each.name === 'address');
  return {
    name: attribute(xml, 'name'),
    binding: localPart(attribute(xml, 'binding')),
    address: attribute(address, 'location'),
  };
}

/** The files of a document: at least one definition, and schemas beside it. */
function rootsOf(document: ContractDocument): [string, XmlElement][] {
  const roots = filesOf(document, 'WSDL').map(
    ([path, text]): [string, XmlElement] => [path, readXml(text, 'WSDL')],
  );
  if (roots.some(([, root]) => root.namespace === WSDL_2)) {
    throw new InputError(
      'The document is WSDL 2.0, which is not read. Give WSDL 1.1.',
    );
  }
  if (!roots.some(([, root]) => isDefinitions(root))) {
    throw new InputError(
      `The document is no WSDL: its outer element is '${roots[0][1].name}'.`,
    );
  }
  return roots;
}

function isDefinitions({ namespace, name }: XmlElement): boolean {
  return namespace === WSDL && name === 'definitions';
}

function schemasOf(roots: readonly [string, XmlElement][]): SchemaSet {
  const set = new SchemaSet();
  const given = roots.map(([path]) => path.split(/[\\/]/).at(-1) ?? path);
  for (const [, root] of roots) {
    if (root.namespace === XSD) set.add(root, given);
    for (const types of childrenOf(root, 'types')) {
      for (const schema of childrenOf(types, 'schema')) set.add(schema, given);
    }
  }
  return set;
}

function byName<T extends { name: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map(each => [each.name, each]));
}

/** Reads WSDL 1.1 with the schemas inside it, in one file or several. */
export function parseWsdl(document: ContractDocument): WsdlDocument {
  const roots = rootsOf(document);
  const definitions = roots.map(([, root]) => root).filter(isDefinitions);
  const all = (name: string) =>
    definitions.flatMap(each => childrenOf(each, name));
  const messages = new Map(
    all('message').map(each => [
      attribute(each, 'name'),
      childrenOf(each, 'part').map(partOf),
    ]),
  );
  const operations = (xml: XmlElement) =>
    childrenOf(xml, 'operation').map(each => operationOf(each, messages));
  const schemas = schemasOf(roots);
  const services = all('service');
  const title = attribute(services[0] ?? definitions[0], 'name');
  return {
    namespace: attribute(definitions[0], 'targetNamespace'),
    ...{ ...(title && { title }), ...wordsOf(definitions[0]) },
    portTypes: new Map(
      all('portType').map(each => [
        attribute(each, 'name'),
        byName(operations(each)),
      ]),
    ),
    bindings: byName(all('binding').map(bindingOf)),
    ports: byName(
      services.flatMap(each => childrenOf(each, 'port')).map(portOf),
    ),
    schemas: schemas.document(),
    type: name => schemas.type(name),
  };
}
