import { resolveName, type XmlElement } from '../../formatSupport';
import { ParticleReader } from './ParticleReader';
import { readFacets, withFacets } from './facets';
import {
  type Component,
  documentationOf,
  type SchemaSet,
  XSD,
} from './SchemaSet';
import {
  ANY_TYPE,
  type AttributeUse,
  type ComplexType,
  type ElementDeclaration,
  type Particle,
  type QName,
  qname,
  type SimpleType,
  type XsdType,
} from './xsdModel';

const DERIVATIONS = ['extension', 'restriction'];
const IDENTITIES = ['unique', 'key', 'keyref'];
const TEXT: SimpleType = {
  ...{ kind: 'simple', variety: 'atomic', builtin: 'anySimpleType' },
  facets: {},
};

/** The first child of one of some names. */
export function childOf(
  xml: XmlElement,
  ...names: string[]
): XmlElement | undefined {
  return xml.children.find(
    each => each.namespace === XSD && names.includes(each.name),
  );
}

/** Reads when it is asked for, because types hold themselves. */
function once<T>(read: () => T, within: T): () => T {
  let known: { value: T } | undefined;
  return () => {
    if (!known) {
      known = { value: within };
      known.value = read();
    }
    return known.value;
  };
}

/** Reads the types and elements of a schema. */
export class TypeReader {
  readonly #particles: ParticleReader;

  constructor(readonly schemas: SchemaSet) {
    this.#particles = new ParticleReader(schemas);
  }

  /** A name of an attribute's value, with the namespace that its prefix has here. */
  nameIn(xml: XmlElement, value: string, target = ''): QName {
    const [namespace, local] = resolveName(value, xml.scope);
    // Without a prefix it may mean the schema that took the file in.
    return qname(namespace || (value.includes(':') ? '' : target), local);
  }

  element(component: Component, name: QName): ElementDeclaration {
    const { xml } = component;
    const { attributes } = xml;
    const documentation = documentationOf(xml);
    const fixed = attributes.get('fixed');
    const standard = attributes.get('default');
    return {
      name,
      type: once(() => this.#typeOfElement(component), ANY_TYPE),
      nillable: isTrue(attributes.get('nillable')),
      abstract: isTrue(attributes.get('abstract')),
      identities: xml.children
        .filter(each => IDENTITIES.includes(each.name))
        .map(identityText)
        .sort(),
      substitutes: once(() => this.schemas.substitutesOf(name), []),
      ...(fixed !== undefined && { fixed }),
      ...(standard !== undefined && { default: standard }),
      ...(documentation && { documentation }),
    };
  }

  #typeOfElement(component: Component): XsdType {
    const { xml, target } = component;
    const named = xml.attributes.get('type');
    if (named) return this.schemas.type(this.nameIn(xml, named, target));
    const inline = childOf(xml, 'complexType', 'simpleType');
    if (inline) return this.namedType({ ...component, xml: inline });
    const head = xml.attributes.get('substitutionGroup')?.split(/\s+/)[0];
    const base = head && this.schemas.element(this.nameIn(xml, head, target));
    return base ? base.type() : ANY_TYPE;
  }

  /** A type as it is declared, with or without a name. */
  namedType(component: Component, name?: QName): XsdType {
    return component.xml.name === 'simpleType'
      ? this.#simpleType(component, name)
      : this.#complexType(component, name);
  }

  #simpleType({ xml, ...about }: Component, name?: QName): XsdType {
    const named = name ? { name } : {};
    const restriction = childOf(xml, 'restriction');
    if (restriction) {
      const base = this.#base(restriction, about);
      return base.kind === 'simple'
        ? { ...withFacets(base, readFacets(restriction)), ...named }
        : base;
    }
    const inside = childOf(xml, 'list', 'union');
    if (!inside) return { ...TEXT, ...named };
    const inline = inside.children
      .filter(each => each.name === 'simpleType')
      .map(each => this.namedType({ xml: each, ...about }));
    const names =
      inside.attributes.get('itemType') ??
      inside.attributes.get('memberTypes') ??
      '';
    const members = [
      ...names
        .split(/\s+/)
        .filter(Boolean)
        .map(each =>
          this.schemas.type(this.nameIn(inside, each, about.target)),
        ),
      ...inline,
    ];
    return inside.name === 'list'
      ? {
          kind: 'simple',
          variety: 'list',
          item: members[0] ?? TEXT,
          facets: {},
          ...named,
        }
      : { kind: 'simple', variety: 'union', members, facets: {}, ...named };
  }

  #base(derivation: XmlElement, about: Omit<Component, 'xml'>): XsdType {
    const named = derivation.attributes.get('base');
    if (named) {
      return this.schemas.type(this.nameIn(derivation, named, about.target));
    }
    const inline = childOf(derivation, 'simpleType');
    return inline ? this.namedType({ xml: inline, ...about }) : TEXT;
  }

  /** Filled in after it is known, because a type may hold itself. */
  #complexType(component: Component, name?: QName): ComplexType {
    const { xml } = component;
    const type: ComplexType = {
      ...{ kind: 'complex', mixed: isTrue(xml.attributes.get('mixed')) },
      ...{ abstract: isTrue(xml.attributes.get('abstract')) },
      ...{ attributes: new Map(), ...(name && { name }) },
    };
    const wrapper = childOf(xml, 'complexContent', 'simpleContent');
    if (!wrapper) {
      return this.#filled(type, component, undefined, 'restriction');
    }
    if (isTrue(wrapper.attributes.get('mixed'))) type.mixed = true;
    const derivation = childOf(wrapper, ...DERIVATIONS);
    if (!derivation) return type;
    const base = this.#base(derivation, component);
    const inner = { ...component, xml: derivation };
    return this.#filled(type, inner, base, derivation.name);
  }

  #filled(
    type: ComplexType,
    component: Component,
    base: XsdType | undefined,
    derivation: string,
  ): ComplexType {
    const complex = base?.kind === 'complex' ? base : undefined;
    const own = this.#particles.content(component);
    const extends_ = derivation === 'extension';
    const text = this.#textOf(component, base, complex);
    const anyAttribute =
      this.#particles.anyAttribute(component) ??
      (extends_ ? complex?.anyAttribute : undefined);
    return {
      ...type,
      mixed:
        type.mixed ||
        (extends_ &&
          !text &&
          (complex?.mixed ?? false) &&
          complex !== ANY_TYPE),
      ...(text && { text }),
      ...contentOf(extends_ ? complex?.content : undefined, own),
      ...(anyAttribute && { anyAttribute }),
      attributes: this.#attributes(component, complex),
    };
  }

  #textOf(
    { xml, ...about }: Component,
    base: XsdType | undefined,
    complex: ComplexType | undefined,
  ): XsdType | undefined {
    const text = base?.kind === 'simple' ? base : complex?.text;
    if (base?.kind === 'foreign') return base;
    if (text?.kind !== 'simple') return text;
    const inline = childOf(xml, 'simpleType');
    const inner = inline ? this.namedType({ xml: inline, ...about }) : text;
    return inner.kind === 'simple' ? withFacets(inner, readFacets(xml)) : inner;
  }

  #attributes(
    component: Component,
    base: ComplexType | undefined,
  ): Map<QName, AttributeUse> {
    const uses = new Map(base?.attributes ?? []);
    for (const [name, use] of this.#particles.attributes(component)) {
      if (use) uses.set(name, use);
      else uses.delete(name);
    }
    return uses;
  }
}

function contentOf(
  base: Particle | undefined,
  own: Particle | undefined,
): { content?: Particle } {
  const parts = [base, own].filter(each => each !== undefined);
  if (parts.length < 2) return parts.length ? { content: parts[0] } : {};
  return { content: { kind: 'sequence', min: 1, max: 1, parts } };
}

function identityText(xml: XmlElement): string {
  const parts = xml.children
    .filter(each => each.attributes.has('xpath'))
    .map(each => `${each.name} ${each.attributes.get('xpath')}`);
  return `${xml.name} ${parts.join(', ')}`;
}

/** Whether a text of a schema says yes. */
export function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}
