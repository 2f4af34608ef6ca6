import { InputError } from '@backstage/errors';
import { readXml, resolveName, type XmlElement } from '../../formatSupport';
import { BUILTINS } from './builtins';
import {
  ANY_TYPE,
  type ElementDeclaration,
  type QName,
  qname,
  type XsdDocument,
  type XsdType,
} from './xsdModel';
import { TypeReader } from './TypeReader';

/** The namespace of XML Schema. */
export const XSD = 'http://www.w3.org/2001/XMLSchema';

/** A component as it is written, with what the whole schema says about it. */
export interface Component {
  xml: XmlElement;
  target: string;
  elementsQualified: boolean;
  attributesQualified: boolean;
}

const KINDS = {
  element: 'elements',
  complexType: 'types',
  simpleType: 'types',
  group: 'groups',
  attributeGroup: 'attributeGroups',
  attribute: 'attributes',
} as const;

type Kind = (typeof KINDS)[keyof typeof KINDS];

function fileName(address: string): string {
  return address.split(/[\\/]/).at(-1) ?? address;
}

/** The components of some schemas, read when they are asked for. */
export class SchemaSet {
  readonly #components = new Map<Kind, Map<QName, Component>>(
    Object.values(KINDS).map(kind => [kind, new Map()]),
  );
  readonly #types = new Map<QName, XsdType>();
  readonly #elements = new Map<QName, ElementDeclaration>();
  readonly #namespaces = new Set<string>();
  readonly #missing = new Set<string>();
  readonly #heads = new Map<QName, QName[]>();
  #version?: string;
  #documentation?: string;
  readonly reader = new TypeReader(this);

  /** Reads files, of which some include others that have no namespace of their own. */
  static ofFiles(files: readonly [path: string, text: string][]): SchemaSet {
    const set = new SchemaSet();
    const schemas = files.map(([path, text]) => {
      const root = readXml(text, 'XML Schema');
      if (root.namespace !== XSD || root.name !== 'schema') {
        throw new InputError(
          `The document${path && ` '${path}'`} is no XML Schema: its outer element is '${root.name}'.`,
        );
      }
      return [path, root] as const;
    });
    const names = files.map(([path]) => fileName(path));
    const adopted = new Map<string, string>();
    for (const [, root] of schemas) {
      const target = root.attributes.get('targetNamespace') ?? '';
      for (const child of root.children.filter(
        each => each.name === 'include',
      )) {
        const address = child.attributes.get('schemaLocation') ?? '';
        adopted.set(fileName(address), target);
      }
    }
    for (const [path, root] of schemas) {
      set.add(root, names, adopted.get(fileName(path)));
    }
    return set;
  }

  /** Adds a schema; `given` are the names of the files that are known. */
  add(root: XmlElement, given: readonly string[], adopter = ''): void {
    const target = root.attributes.get('targetNamespace') ?? adopter;
    this.#namespaces.add(target);
    this.#version ??= root.attributes.get('version');
    const qualified = (name: string) =>
      root.attributes.get(name) === 'qualified';
    const about = {
      target,
      elementsQualified: qualified('elementFormDefault'),
      attributesQualified: qualified('attributeFormDefault'),
    };
    for (const xml of root.children) {
      if (xml.namespace !== XSD) continue;
      if (xml.name === 'redefine' || xml.name === 'override') {
        this.#reference(xml, given);
        for (const inner of xml.children) this.#declare(inner, about);
      } else if (xml.name === 'import' || xml.name === 'include') {
        this.#reference(xml, given);
      } else {
        this.#declare(xml, about);
      }
    }
    this.#documentation ??= documentationOf(root);
  }

  #reference({ attributes }: XmlElement, given: readonly string[]) {
    const address = attributes.get('schemaLocation');
    if (address && !given.includes(fileName(address))) {
      this.#missing.add(address);
    }
  }

  #declare(xml: XmlElement, about: Omit<Component, 'xml'>) {
    const kind = KINDS[xml.name as keyof typeof KINDS] as Kind | undefined;
    const name = xml.attributes.get('name');
    if (!kind || !name) return;
    const full = qname(about.target, name);
    this.#components.get(kind)?.set(full, { xml, ...about });
    const heads = xml.attributes.get('substitutionGroup');
    for (const head of heads?.split(/\s+/) ?? []) {
      const key = qname(...resolveName(head, xml.scope));
      this.#heads.set(key, [...(this.#heads.get(key) ?? []), full]);
    }
  }

  component(kind: Kind, name: QName): Component | undefined {
    return this.#components.get(kind)?.get(name);
  }

  /** A type by its name; each is read once, so that circles end. */
  type(name: QName): XsdType {
    const known = this.#types.get(name);
    if (known) return known;
    // A type that is made from itself has no values; met again, it is unknown.
    this.#types.set(name, { kind: 'foreign', name });
    const read = this.#readType(name);
    this.#types.set(name, read);
    return read;
  }

  #readType(name: QName): XsdType {
    const component = this.component('types', name);
    if (component) return this.reader.namedType(component, name);
    const local = name.startsWith(`{${XSD}}`) ? name.slice(XSD.length + 2) : '';
    if (local === 'anyType') return ANY_TYPE;
    return BUILTINS.has(local)
      ? {
          ...{ kind: 'simple', name, variety: 'atomic', builtin: local },
          facets: {},
        }
      : { kind: 'foreign', name };
  }

  /** A global element by its name. */
  element(name: QName): ElementDeclaration | undefined {
    const component = this.component('elements', name);
    if (!component) return undefined;
    const known = this.#elements.get(name);
    if (known) return known;
    const read = this.reader.element(component, name);
    this.#elements.set(name, read);
    return read;
  }

  /** All elements that may stand in place of one, also through others. */
  substitutesOf(name: QName): ElementDeclaration[] {
    const found = new Set<QName>();
    const queue = [...(this.#heads.get(name) ?? [])];
    for (const each of queue) {
      if (found.has(each) || each === name) continue;
      found.add(each);
      queue.push(...(this.#heads.get(each) ?? []));
    }
    return [...found].flatMap(each => this.element(each) ?? []);
  }

  document(): XsdDocument {
    const names = (kind: Kind) => [
      ...(this.#components.get(kind)?.keys() ?? []),
    ];
    const elements = names('elements').flatMap(name => {
      const element = this.element(name);
      return element ? [[name, element] as const] : [];
    });
    return {
      namespaces: [...this.#namespaces].sort(),
      elements: new Map(elements),
      types: new Map(names('types').map(name => [name, () => this.type(name)])),
      missing: [...this.#missing],
      ...(this.#version && { version: this.#version }),
      ...(this.#documentation && { documentation: this.#documentation }),
    };
  }
}

/** The words that stand beside a component. */
export function documentationOf(xml: XmlElement): string | undefined {
  const words = xml.children
    .filter(each => each.name === 'annotation')
    .flatMap(each => each.children)
    .filter(each => each.name === 'documentation')
    .map(each => each.text)
    .join(' ')
    .trim();
  return words || undefined;
}
