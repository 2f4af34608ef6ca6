/** A name with its namespace, as `{namespace}local`. */
export type QName = string;

/** Writes a name with its namespace. */
export function qname(namespace: string, local: string): QName {
  return `{${namespace}}${local}`;
}

/** The name without its namespace, as people say it. */
export function localName(name: QName): string {
  return name.slice(name.indexOf('}') + 1);
}

/** The namespace of a name. */
export function namespaceOf(name: QName): string {
  return name.slice(1, name.indexOf('}'));
}

/** What limits the values of a simple type; an outer type stands before an inner one. */
export interface Facets {
  length?: number;
  minLength?: number;
  maxLength?: number;
  minInclusive?: string;
  maxInclusive?: string;
  minExclusive?: string;
  maxExclusive?: string;
  totalDigits?: number;
  fractionDigits?: number;
  enumeration?: readonly string[];
  /** Each of these groups holds alternatives; all groups have to fit. */
  patterns?: readonly (readonly string[])[];
}

/** A type of text: one value, a list of values, or one of several types. */
export type SimpleType = { kind: 'simple'; name?: QName } & (
  | { variety: 'atomic'; builtin: string; facets: Facets }
  | { variety: 'list'; item: XsdType; facets: Facets }
  | { variety: 'union'; members: readonly XsdType[]; facets: Facets }
);

/** Which names a wildcard takes. */
export interface Wildcard {
  /** Namespaces it takes, or does not take. */
  namespaces: 'any' | { not: readonly string[] } | { of: readonly string[] };
  strictness: 'strict' | 'lax' | 'skip';
}

/** A part of a content model. */
export type Particle = { min: number; max: number } & (
  | { kind: 'element'; element: ElementDeclaration }
  | { kind: 'any'; wildcard: Wildcard }
  | { kind: 'sequence' | 'choice' | 'all'; parts: readonly Particle[] }
);

/** An attribute of a type. */
export interface AttributeUse {
  name: QName;
  required: boolean;
  type: () => XsdType;
  fixed?: string;
  default?: string;
}

/** A type of elements with attributes or elements inside. */
export interface ComplexType {
  kind: 'complex';
  name?: QName;
  mixed: boolean;
  abstract: boolean;
  /** Absent when elements stand inside, or nothing. */
  text?: XsdType;
  content?: Particle;
  attributes: ReadonlyMap<QName, AttributeUse>;
  anyAttribute?: Wildcard;
}

/** A type that is declared in no file that was given. */
export interface ForeignType {
  kind: 'foreign';
  name: QName;
}

/** What an element or attribute may hold. */
export type XsdType = SimpleType | ComplexType | ForeignType;

/** An element, global or inside a type. */
export interface ElementDeclaration {
  name: QName;
  type: () => XsdType;
  nillable: boolean;
  abstract: boolean;
  fixed?: string;
  default?: string;
  documentation?: string;
  /** Uniqueness and keys, as they are written. */
  identities: readonly string[];
  /** Elements that may stand in its place. */
  substitutes: () => readonly ElementDeclaration[];
}

/** All that the files of a document declare. */
export interface XsdDocument {
  namespaces: readonly string[];
  version?: string;
  elements: ReadonlyMap<QName, ElementDeclaration>;
  types: ReadonlyMap<QName, () => XsdType>;
  /** Addresses of files that were not given. */
  missing: readonly string[];
  documentation?: string;
}

/** The type of all elements. */
export const ANY_TYPE: ComplexType = {
  ...{ kind: 'complex', name: '{http://www.w3.org/2001/XMLSchema}anyType' },
  ...{ mixed: true, abstract: false, attributes: new Map() },
  content: {
    ...{ kind: 'any', min: 0, max: Infinity },
    wildcard: { namespaces: 'any', strictness: 'lax' },
  },
  anyAttribute: { namespaces: 'any', strictness: 'lax' },
};
