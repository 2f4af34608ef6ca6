import { lineCounter, type OutlineEntry } from './lines';

/** What is skipped, or a tag with its sign, name, attributes and end. */
const TAG =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w.:-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const NAME = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/;

interface Tag {
  /** Without its prefix. */
  local: string;
  name: string | undefined;
  line: number;
  /** Local names of what it stands in, outermost first. */
  path: readonly string[];
}

function tagsOf(text: string): Tag[] {
  const lineOf = lineCounter(text);
  const path: string[] = [];
  const tags: Tag[] = [];
  for (const match of text.matchAll(TAG)) {
    const [, closes, qualified, attributes = '', ends] = match;
    if (!qualified) continue;
    const local = qualified.split(':').at(-1) ?? qualified;
    if (closes) {
      path.pop();
      continue;
    }
    const [, double, single] = NAME.exec(attributes) ?? [];
    const name = double ?? single;
    tags.push({
      ...{ local, name },
      line: lineOf(match.index),
      path: [...path],
    });
    if (!ends) path.push(local);
  }
  return tags;
}

const TYPES = ['element', 'complexType', 'simpleType', 'group'];
const PARTS = ['element', 'attribute'];

function entryOf(
  { local, name, line }: Tag,
  depth: OutlineEntry['depth'],
): OutlineEntry[] {
  return name ? [{ ...{ kind: local, name, line, depth } }] : [];
}

function schemaEntry(tag: Tag): OutlineEntry[] {
  if (tag.path.at(-1) === 'schema') {
    return TYPES.includes(tag.local) ? entryOf(tag, 0) : [];
  }
  const isPart = tag.path.includes('schema') && PARTS.includes(tag.local);
  return isPart ? entryOf(tag, 1) : [];
}

/** Elements and types of a schema, with what they are made of. */
export function xsdOutline(text: string): OutlineEntry[] {
  return tagsOf(text).flatMap(schemaEntry);
}

const OFFERS = ['message', 'portType', 'interface', 'service'];

/** Port types with their operations, messages, services, and the types they use. */
export function wsdlOutline(text: string): OutlineEntry[] {
  return tagsOf(text).flatMap(tag => {
    const parent = tag.path.at(-1);
    if (tag.path.length === 1 && OFFERS.includes(tag.local)) {
      return entryOf(tag, 0);
    }
    const isOffered = parent === 'portType' || parent === 'interface';
    if (isOffered && tag.local === 'operation') return entryOf(tag, 1);
    return schemaEntry(tag);
  });
}
