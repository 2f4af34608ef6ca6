import { localName, type Particle, type QName } from './xsdModel';

/** How often an element may stand in a content model. */
export interface Occurrence {
  min: number;
  max: number;
}

/** How often each element may stand at least and at most. */
export function occurrencesIn(
  particle: Particle | undefined,
): Map<QName, Occurrence> {
  const found = new Map<QName, Occurrence>();
  if (!particle) return found;
  const { min, max } = particle;
  if (particle.kind === 'element') {
    const { element } = particle;
    const others = element.substitutes();
    // One that others may stand for need not stand itself.
    const least = others.length ? 0 : min;
    if (!element.abstract) found.set(element.name, { min: least, max });
    for (const each of others) found.set(each.name, { min: 0, max });
    return found;
  }
  if (particle.kind === 'any') return found;
  const parts = particle.parts.map(occurrencesIn);
  for (const part of parts) {
    for (const [name, own] of part) {
      const known = found.get(name) ?? { min: 0, max: 0 };
      const always =
        particle.kind !== 'choice' || parts.every(each => each.has(name));
      found.set(name, {
        min: always ? Math.max(known.min, own.min) : 0,
        max:
          particle.kind === 'choice'
            ? Math.max(known.max, own.max)
            : known.max + own.max,
      });
    }
  }
  for (const [name, own] of found) {
    found.set(name, { min: own.min * min, max: own.max * max });
  }
  return found;
}

/** Bounds as a person writes them. */
export function occurrenceText({ min, max }: Occurrence): string {
  return `${min} to ${max === Infinity ? 'any number' : max} times`;
}

/** The wildcards of a content model, in a text that can be compared. */
export function wildcardText(particle: Particle | undefined): string {
  if (!particle || particle.kind === 'element') return '';
  if (particle.kind === 'any') {
    return JSON.stringify([particle.wildcard, particle.min, particle.max]);
  }
  return particle.parts.map(wildcardText).filter(Boolean).join(' ');
}

/** A content model in words. */
export function modelText(particle: Particle | undefined): string {
  if (!particle) return 'nothing';
  const often =
    particle.min === 1 && particle.max === 1
      ? ''
      : `{${particle.min},${particle.max === Infinity ? '' : particle.max}}`;
  if (particle.kind === 'element') {
    return localName(particle.element.name) + often;
  }
  if (particle.kind === 'any') return `any${often}`;
  const signs = { sequence: ', ', choice: ' | ', all: ' & ' };
  return `(${particle.parts.map(modelText).join(signs[particle.kind])})${often}`;
}
