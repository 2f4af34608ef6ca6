import { alphabetOf, shortestEnd } from './contentInclusion';
import { Language } from './Language';
import { sampleText } from './simpleInclusion';
import {
  type AttributeUse,
  type ComplexType,
  type ElementDeclaration,
  localName,
  namespaceOf,
  type Particle,
  type QName,
  type XsdType,
} from './xsdModel';

const DEEPEST = 8;

/** What an example has to show; the rest is as short as it may be. */
export interface SampleWish {
  /** The names of the elements inside. */
  word?: readonly QName[];
  text?: string;
  /** An attribute with its value. */
  attribute?: readonly [name: QName, value: string];
  /** Attributes that are left out though they are required. */
  without?: readonly QName[];
  nil?: boolean;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
}

/** The elements of a content model by their names. */
export function elementsIn(
  particle: Particle | undefined,
  found = new Map<QName, ElementDeclaration>(),
): Map<QName, ElementDeclaration> {
  if (!particle || particle.kind === 'any') return found;
  if (particle.kind === 'element') {
    const { element } = particle;
    for (const each of [element, ...element.substitutes()]) {
      if (!found.has(each.name)) found.set(each.name, each);
    }
  } else {
    for (const part of particle.parts) elementsIn(part, found);
  }
  return found;
}

/** Writes the shortest documents that a schema accepts; gives up on what it cannot fill. */
export class XmlSample {
  constructor(private readonly globals: ReadonlySet<QName>) {}

  element(
    element: ElementDeclaration,
    wish: SampleWish = {},
    outer = '',
    depth = 0,
  ): string | undefined {
    if (depth > DEEPEST) return undefined;
    const namespace = namespaceOf(element.name);
    const type = element.type();
    const text = wish.text ?? element.fixed;
    const inside = wish.nil
      ? ''
      : this.#inside(type, { ...wish, text }, namespace, depth);
    const attributes = this.#attributes(type, wish);
    if (inside === undefined || attributes === undefined) return undefined;
    const own = namespace === outer ? '' : ` xmlns="${escaped(namespace)}"`;
    const nil = wish.nil
      ? ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
      : '';
    const name = localName(element.name);
    const start = `<${name}${own}${nil}${attributes}`;
    return inside ? `${start}>${inside}</${name}>` : `${start}/>`;
  }

  #inside(
    type: XsdType,
    wish: SampleWish,
    namespace: string,
    depth: number,
  ): string | undefined {
    if (type.kind === 'simple') {
      const text = wish.text ?? sampleText(type);
      return text === undefined ? undefined : escaped(text);
    }
    if (type.kind === 'foreign' || type.abstract) return undefined;
    if (type.text) {
      const text = wish.text ?? sampleText(type.text);
      return text === undefined ? undefined : escaped(text);
    }
    const word = wish.word ?? this.#shortestWord(type);
    if (!word) return undefined;
    const elements = elementsIn(type.content);
    const parts = word.map(name =>
      this.#part(name, elements, namespace, depth),
    );
    if (parts.includes(undefined)) return undefined;
    return (wish.text ? escaped(wish.text) : '') + parts.join('');
  }

  #part(
    name: QName,
    elements: ReadonlyMap<QName, ElementDeclaration>,
    namespace: string,
    depth: number,
  ): string | undefined {
    const element = elements.get(name);
    if (element) return this.element(element, {}, namespace, depth + 1);
    // A name that no schema mentions, where any is skipped.
    return name.endsWith('*undeclared')
      ? `<any xmlns="${escaped(namespaceOf(name))}"/>`
      : undefined;
  }

  #shortestWord({ content }: ComplexType): QName[] | undefined {
    const language = new Language();
    const side = { particle: content, globals: this.globals };
    const start = language.of(content, this.globals, 'own');
    return shortestEnd(language, start, alphabetOf([side]));
  }

  #attributes(type: XsdType, { attribute, without = [] }: SampleWish) {
    const uses: AttributeUse[] =
      type.kind === 'complex' ? [...type.attributes.values()] : [];
    const values = new Map<QName, string | undefined>(
      uses
        .filter(use => use.required && !without.includes(use.name))
        .map(use => [use.name, use.fixed ?? sampleText(use.type())]),
    );
    if (attribute) values.set(...attribute);
    let text = '';
    for (const [name, value] of values) {
      // An attribute with a namespace needs a prefix, which is not made up here.
      if (value === undefined || namespaceOf(name)) return undefined;
      text += ` ${localName(name)}="${escaped(value)}"`;
    }
    return text;
  }
}
