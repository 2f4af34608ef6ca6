import type { XmlElement } from '../../formatSupport';
import { type Component, type SchemaSet, XSD } from './SchemaSet';
import {
  type AttributeUse,
  type ElementDeclaration,
  type Particle,
  type QName,
  qname,
  type Wildcard,
  type XsdType,
} from './xsdModel';

const MODELS = ['sequence', 'choice', 'all', 'group', 'element', 'any'];
const DEEPEST = 60;

type About = Omit<Component, 'xml'>;

function occurs(xml: XmlElement): { min: number; max: number } {
  const [min, max] = ['minOccurs', 'maxOccurs'].map(name =>
    xml.attributes.get(name),
  );
  const most = max === 'unbounded' ? Infinity : Number(max ?? 1);
  return { min: Number(min ?? 1) || 0, max: Number.isNaN(most) ? 1 : most };
}

function wildcardOf(xml: XmlElement, target: string): Wildcard {
  const text = xml.attributes.get('namespace')?.trim() ?? '##any';
  const strictness = xml.attributes.get('processContents') ?? 'strict';
  const listed = text.split(/\s+/).map(each => {
    if (each === '##targetNamespace') return target;
    return each === '##local' ? '' : each;
  });
  const named = text === '##other' ? { not: [target, ''] } : { of: listed };
  return {
    namespaces: text === '##any' ? 'any' : named,
    strictness: strictness as Wildcard['strictness'],
  };
}

/** Reads content models and attributes. */
export class ParticleReader {
  readonly #elements = new Map<XmlElement, ElementDeclaration>();

  constructor(readonly schemas: SchemaSet) {}

  /** What may stand inside; absent when nothing may. */
  content({ xml, ...about }: Component): Particle | undefined {
    const model = xml.children.find(
      each => each.namespace === XSD && MODELS.slice(0, 4).includes(each.name),
    );
    return model && this.#particle(model, about, []);
  }

  #particle(
    xml: XmlElement,
    about: About,
    groups: readonly QName[],
  ): Particle | undefined {
    const { min, max } = occurs(xml);
    if (max === 0 || groups.length > DEEPEST) return undefined;
    if (xml.name === 'element') {
      const element = this.#element(xml, about);
      return { kind: 'element', min, max, element };
    }
    if (xml.name === 'any') {
      const wildcard = wildcardOf(xml, about.target);
      return { kind: 'any', min, max, wildcard };
    }
    if (xml.name === 'group') {
      const inside = this.#group(xml, about, groups);
      if (!inside) return undefined;
      return { kind: 'sequence', min, max, parts: [inside] };
    }
    const parts = xml.children
      .filter(each => each.namespace === XSD && MODELS.includes(each.name))
      .flatMap(each => this.#particle(each, about, groups) ?? []);
    const kind = xml.name as 'sequence' | 'choice' | 'all';
    return { kind, min, max, parts };
  }

  #group(xml: XmlElement, about: About, groups: readonly QName[]) {
    const reference = xml.attributes.get('ref') ?? '';
    const { reader } = this.schemas;
    const name = reader.nameIn(xml, reference, about.target);
    const component = this.schemas.component('groups', name);
    // A group that holds itself is no content model.
    if (!component || groups.includes(name)) return undefined;
    const { xml: declared, ...own } = component;
    const model = declared.children.find(each =>
      MODELS.slice(0, 3).includes(each.name),
    );
    return model && this.#particle(model, own, [...groups, name]);
  }

  #element(xml: XmlElement, about: About): ElementDeclaration {
    const known = this.#elements.get(xml);
    if (known) return known;
    const declared = this.#declared(xml, about);
    this.#elements.set(xml, declared);
    return declared;
  }

  #declared(xml: XmlElement, about: About): ElementDeclaration {
    const { reader } = this.schemas;
    const reference = xml.attributes.get('ref');
    if (reference) {
      const name = reader.nameIn(xml, reference, about.target);
      return this.schemas.element(name) ?? foreignElement(name);
    }
    const form = xml.attributes.get('form');
    const qualified = form ? form === 'qualified' : about.elementsQualified;
    const local = xml.attributes.get('name') ?? '';
    const name = qname(qualified ? about.target : '', local);
    const own = reader.element({ xml, ...about }, name);
    return { ...own, substitutes: () => [] };
  }

  anyAttribute(
    { xml, target, ...rest }: Component,
    depth = 0,
  ): Wildcard | undefined {
    const own = xml.children.find(each => each.name === 'anyAttribute');
    if (own) return wildcardOf(own, target);
    if (depth > DEEPEST) return undefined;
    for (const group of this.#attributeGroups({ xml, target, ...rest })) {
      const found = this.anyAttribute(group, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  #attributeGroups({ xml, target }: Component): Component[] {
    return xml.children
      .filter(each => each.name === 'attributeGroup')
      .flatMap(each => {
        const reference = each.attributes.get('ref') ?? '';
        const name = this.schemas.reader.nameIn(each, reference, target);
        return this.schemas.component('attributeGroups', name) ?? [];
      });
  }

  /** The attributes that a type has itself; absent ones are taken away. */
  attributes(
    component: Component,
    depth = 0,
  ): Map<QName, AttributeUse | undefined> {
    const uses = new Map<QName, AttributeUse | undefined>();
    if (depth < DEEPEST) {
      for (const group of this.#attributeGroups(component)) {
        for (const [name, use] of this.attributes(group, depth + 1)) {
          uses.set(name, use);
        }
      }
    }
    const { xml, ...about } = component;
    for (const each of xml.children.filter(
      ({ name }) => name === 'attribute',
    )) {
      const use = this.#attribute(each, about);
      const prohibited = each.attributes.get('use') === 'prohibited';
      uses.set(use.name, prohibited ? undefined : use);
    }
    return uses;
  }

  #attribute(xml: XmlElement, about: About): AttributeUse {
    const { reader } = this.schemas;
    const reference = xml.attributes.get('ref');
    const form = xml.attributes.get('form');
    const qualified = form ? form === 'qualified' : about.attributesQualified;
    const local = xml.attributes.get('name') ?? '';
    const name = reference
      ? reader.nameIn(xml, reference)
      : qname(qualified ? about.target : '', local);
    const global = reference
      ? this.schemas.component('attributes', name)
      : undefined;
    const declared = global ?? { xml, ...about };
    const value = (key: string) =>
      xml.attributes.get(key) ?? declared.xml.attributes.get(key);
    const [fixed, standard] = [value('fixed'), value('default')];
    return {
      ...{ name, required: xml.attributes.get('use') === 'required' },
      type: () => this.#typeOfAttribute(declared),
      ...(fixed !== undefined && { fixed }),
      ...(standard !== undefined && { default: standard }),
    };
  }

  #typeOfAttribute({ xml, ...about }: Component): XsdType {
    const { reader } = this.schemas;
    const named = xml.attributes.get('type');
    if (named)
      return this.schemas.type(reader.nameIn(xml, named, about.target));
    const inline = xml.children.find(each => each.name === 'simpleType');
    return inline
      ? reader.namedType({ xml: inline, ...about })
      : this.schemas.type(qname(XSD, 'anySimpleType'));
  }
}

function foreignElement(name: QName): ElementDeclaration {
  return {
    ...{ name, nillable: false, abstract: false, identities: [] },
    ...{ type: () => ({ kind: 'foreign', name }), substitutes: () => [] },
  };
}
