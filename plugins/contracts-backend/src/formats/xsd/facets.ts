import type { XmlElement } from '../../formatSupport';
import type { Facets, SimpleType } from './xsdModel';

const COUNTS = [
  'length',
  'minLength',
  'maxLength',
  'totalDigits',
  'fractionDigits',
] as const;
const BOUNDS = [
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
] as const;

/** Reads the facets of a restriction. */
export function readFacets(restriction: XmlElement): Facets {
  const facets: Facets = {};
  const values = (name: string) =>
    restriction.children
      .filter(each => each.name === name)
      .map(each => each.attributes.get('value') ?? '');
  for (const name of COUNTS) {
    const [value] = values(name);
    if (value !== undefined && /^\s*\d+\s*$/.test(value)) {
      facets[name] = Number(value);
    }
  }
  for (const name of BOUNDS) {
    const [value] = values(name);
    if (value !== undefined) facets[name] = value.trim();
  }
  const [enumeration, patterns] = [values('enumeration'), values('pattern')];
  return {
    ...facets,
    ...(enumeration.length && { enumeration }),
    ...(patterns.length && { patterns: [patterns] }),
  };
}

/** A type with more facets; what is written further inside counts. */
export function withFacets(type: SimpleType, own: Facets): SimpleType {
  const patterns = [...(type.facets.patterns ?? []), ...(own.patterns ?? [])];
  const facets: Facets = {
    ...type.facets,
    ...own,
    ...(patterns.length && { patterns }),
  };
  // A bound of the one kind takes the place of the other kind.
  if (own.minExclusive !== undefined) delete facets.minInclusive;
  if (own.minInclusive !== undefined) delete facets.minExclusive;
  if (own.maxExclusive !== undefined) delete facets.maxInclusive;
  if (own.maxInclusive !== undefined) delete facets.maxExclusive;
  const { name: _own, ...rest } = type;
  return { ...rest, facets } as SimpleType;
}
