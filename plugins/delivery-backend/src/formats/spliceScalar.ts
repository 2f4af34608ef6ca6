import { InputError } from '@backstage/errors';
import type { VersionSite } from '@slipway/backstage-plugin-delivery-node';
import {
  type Document,
  type Scalar,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parse,
  parseAllDocuments,
} from 'yaml';

/** YAML 1.1, which Helm reads, takes these plain words for booleans or null. */
const YAML_1_1_WORDS = /^(y|yes|n|no|true|false|on|off|null|~)$/i;

function parseDocuments(file: string, text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    ...{ uniqueKeys: true, merge: true, logLevel: 'error' },
  });
  const list = Array.isArray(documents) ? documents : [];
  for (const document of list) {
    if (document.errors.length) {
      const [first] = document.errors;
      throw new InputError(
        `${file} cannot be changed: ${first.message.split('\n')[0]}`,
      );
    }
  }
  return list as Document.Parsed[];
}

function fail(file: string, keyPath: VersionSite['keyPath'], why: string) {
  return new InputError(
    `${file} cannot be changed at ${keyPath.join('.')}: ${why}; change it by hand`,
  );
}

/** Follows the key path and refuses whatever the value shares with another place. */
function locate(file: string, text: string, site: VersionSite): Scalar {
  let node: unknown = parseDocuments(file, text)[site.document]?.contents;
  for (const key of site.keyPath) {
    assertOwn(file, site, node);
    if (isMap(node)) {
      const pair = node.items.find(
        item =>
          isPair(item) && isScalar(item.key) && String(item.key.value) === key,
      );
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
    } else {
      throw fail(file, site.keyPath, 'there is no such place');
    }
  }
  assertOwn(file, site, node);
  if (!isScalar(node) || !node.range) {
    throw fail(file, site.keyPath, 'there is no such value');
  }
  return node;
}

function assertOwn(file: string, site: VersionSite, node: unknown) {
  if (isAlias(node)) {
    throw fail(file, site.keyPath, 'the value is an alias of another place');
  }
  if (isScalar(node) || isMap(node) || isSeq(node)) {
    if (node.anchor) {
      throw fail(
        file,
        site.keyPath,
        `the anchor &${node.anchor} shares it with other places`,
      );
    }
  }
}

/** The line (1-based) of the scalar at a site. */
export function lineOfSite(
  text: string,
  site: VersionSite,
): number | undefined {
  try {
    const start = locate(site.file, text, site).range![0];
    return text.slice(0, start).split('\n').length;
  } catch {
    return undefined;
  }
}

/** YAML 1.1 leaves the underscores of a number out. */
const YAML_1_1_NUMBER = /^[-+]?[\d.][\d.]*_[\d_.]*$/;

/** Plain text stays plain when YAML reads it back as the same text. */
function needsQuotes(value: string): boolean {
  if (YAML_1_1_WORDS.test(value) || YAML_1_1_NUMBER.test(value)) {
    return true;
  }
  try {
    return parse(value) !== value;
  } catch {
    return true;
  }
}

function render(file: string, site: VersionSite, node: Scalar, value: string) {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return JSON.stringify(value);
    case 'QUOTE_SINGLE':
      return `'${value.replace(/'/g, "''")}'`;
    case 'PLAIN':
      return needsQuotes(value) ? JSON.stringify(value) : value;
    default:
      throw fail(file, site.keyPath, 'it is a block of several lines');
  }
}

/** Texts of all scalars by place, to prove that only one differs. */
function flatten(value: unknown, place: string, into: Map<string, string>) {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      flatten(item, `${place}/${index}`, into);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      flatten(item, `${place}/${key.replace(/\//g, '~1')}`, into);
    }
  } else {
    into.set(place, `${typeof value}:${String(value)}`);
  }
}

function differences(file: string, before: string, after: string): string[] {
  const [left, right] = [before, after].map(text => {
    const places = new Map<string, string>();
    for (const [index, document] of parseDocuments(file, text).entries()) {
      flatten(document.toJS({ maxAliasCount: 1000 }), String(index), places);
    }
    return places;
  });
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    place => left.get(place) !== right.get(place),
  );
}

/** The whole number at a place; undefined when there is none of its own. */
export function numberAt(
  text: string,
  place: Pick<VersionSite, 'file' | 'document' | 'keyPath'>,
): number | undefined {
  try {
    const { value } = locate(place.file, text, { ...place } as VersionSite);
    return Number.isSafeInteger(value) ? (value as number) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replaces the whole number at a place; every other byte stays.
 *
 * @throws InputError with a sentence that says why it cannot be done
 */
export function spliceNumber(
  text: string,
  place: Pick<VersionSite, 'file' | 'document' | 'keyPath'>,
  wanted: number,
): string {
  const site = { ...place } as VersionSite;
  const node = locate(place.file, text, site);
  if (!Number.isSafeInteger(node.value) || node.type !== 'PLAIN') {
    throw fail(place.file, place.keyPath, 'it is no whole number');
  }
  const [start, end] = node.range!;
  const result = `${text.slice(0, start)}${wanted}${text.slice(end)}`;
  const changed = differences(place.file, text, result);
  if (node.value !== wanted && changed.length !== 1) {
    throw fail(
      place.file,
      place.keyPath,
      `${changed.length} places would change instead of one`,
    );
  }
  return result;
}

/**
 * Replaces the scalar at a site and nothing else: quotes, comments and every
 * other byte stay. Then reads the result back and makes sure that exactly one
 * place differs.
 *
 * @param toScalar - makes the new scalar's text from the old one; an image
 * reference keeps its name
 * @throws InputError with a sentence that says why it cannot be done
 */
export function spliceScalar(
  file: string,
  text: string,
  site: VersionSite,
  toScalar: (old: string) => string,
): string {
  const node = locate(file, text, site);
  const [start, end] = node.range!;
  const old = node.source ?? String(node.value);
  const wanted = toScalar(old);
  if (wanted === old) {
    return text;
  }
  const result = `${text.slice(0, start)}${render(file, site, node, wanted)}${text.slice(end)}`;
  const changed = differences(file, text, result);
  if (changed.length !== 1) {
    throw fail(
      file,
      site.keyPath,
      `${changed.length} places would change instead of one`,
    );
  }
  return result;
}
