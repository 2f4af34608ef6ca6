import { InputError } from '@backstage/errors';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { complaintOf } from './documents';

/** An element of an XML document, with its names resolved. */
export interface XmlElement {
  namespace: string;
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  text: string;
  /** Namespaces by prefix, as they hold here. */
  scope: ReadonlyMap<string, string>;
}

type Node = Record<string, unknown>;

const DEEPEST = 150;
const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  maxNestedTags: DEEPEST,
});

const ENTITIES: Readonly<Partial<Record<string, string>>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Puts in only what every XML document may say without declaring it. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function attributesOf(node: Node): Map<string, string> {
  const raw = (node[ATTRIBUTES] ?? {}) as Record<string, unknown>;
  return new Map(
    Object.entries(raw).map(([name, value]) => [name, decoded(String(value))]),
  );
}

function scopeWith(
  outer: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let scope: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    const prefix = name === 'xmlns' ? '' : /^xmlns:(.+)$/.exec(name)?.[1];
    if (prefix === undefined) continue;
    scope ??= new Map(outer);
    scope.set(prefix, value);
  }
  return scope ?? outer;
}

/** A name with a prefix as namespace and local name. */
export function resolveName(
  name: string,
  scope: ReadonlyMap<string, string>,
): [namespace: string, local: string] {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  return [scope.get(prefix) ?? '', name.slice(colon + 1)];
}

function elementOf(
  node: Node,
  outer: ReadonlyMap<string, string>,
): XmlElement | undefined {
  const tag = Object.keys(node).find(key => key !== ATTRIBUTES);
  if (!tag || tag === TEXT || tag.startsWith('?')) return undefined;
  const attributes = attributesOf(node);
  const scope = scopeWith(outer, attributes);
  const [namespace, name] = resolveName(tag, scope);
  const inside = node[tag] as Node[];
  const text = inside.map(each => decoded(String(each[TEXT] ?? ''))).join('');
  const children = inside.flatMap(each => elementOf(each, scope) ?? []);
  return { namespace, name, attributes, children, text, scope };
}

const XML_SCOPE = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** Reads an XML document; entities are refused, and nothing is fetched. */
export function readXml(text: string, kind: string): XmlElement {
  const source = text.replace(/^\uFEFF/, '').trim();
  if (/<!ENTITY\b/i.test(source)) {
    throw new InputError(
      `The document is no ${kind} that is read: it declares entities, which are never expanded. Write out what they stand for.`,
    );
  }
  const refuse = (cause: string) =>
    new InputError(
      `The document is no ${kind}, because it is no XML: ${cause}.`,
    );
  const valid = XMLValidator.validate(source);
  if (valid !== true) {
    throw refuse(
      `${valid.err.msg.replace(/\.$/, '')} in line ${valid.err.line}`,
    );
  }
  let nodes: Node[];
  try {
    nodes = parser.parse(source) as Node[];
  } catch (error) {
    const tooDeep = /nested tags/i.test(complaintOf(error));
    throw refuse(
      tooDeep
        ? `it is nested more than ${DEEPEST} levels deep`
        : complaintOf(error),
    );
  }
  const roots = nodes.flatMap(node => elementOf(node, XML_SCOPE) ?? []);
  if (roots.length !== 1) throw refuse('it has no single outer element');
  return roots[0];
}
