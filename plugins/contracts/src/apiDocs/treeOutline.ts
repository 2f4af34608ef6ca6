import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { OutlineEntry } from './lines';

/** A document as a tree that knows its lines; JSON is YAML, too. */
function readTree(text: string) {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const lineOf = (node: unknown) =>
    lines.linePos((node as Node).range?.[0] ?? 0).line;
  return { contents, lineOf };
}

type LineOf = (node: unknown) => number;

const mapsIn = (node: unknown): YAMLMap[] =>
  isSeq(node) ? node.items.filter(each => isMap(each)) : [];

/** Entries named by a key of each map of a list. */
function named(
  maps: readonly YAMLMap[],
  asked: { keys: string[]; kind: string; depth: 0 | 1 },
  lineOf: LineOf,
): OutlineEntry[] {
  return maps.flatMap(map => {
    const node = asked.keys.map(key => map.get(key, true)).find(isScalar);
    const name = node && String(node.value);
    const { kind, depth } = asked;
    return name ? [{ ...{ kind, name, depth }, line: lineOf(node) }] : [];
  });
}

/** Tables or files of a data contract, with their columns. */
export function odcsOutline(text: string): OutlineEntry[] {
  const { contents, lineOf } = readTree(text);
  if (!isMap(contents)) return [];
  const objects = ['schema', 'dataset'].flatMap(key =>
    mapsIn(contents.get(key)),
  );
  return objects.flatMap(object => {
    const kind = String(object.get('logicalType') ?? 'table');
    const columns = ['properties', 'columns'].flatMap(key =>
      mapsIn(object.get(key)),
    );
    return [
      ...named([object], { keys: ['name', 'table'], kind, depth: 0 }, lineOf),
      ...named(
        columns,
        { keys: ['name', 'column'], kind: 'column', depth: 1 },
        lineOf,
      ),
    ];
  });
}

const AVRO_KINDS = ['record', 'error', 'enum', 'fixed'];

function avroEntries(node: unknown, lineOf: LineOf): OutlineEntry[] {
  if (isSeq(node)) return node.items.flatMap(each => avroEntries(each, lineOf));
  if (!isMap(node)) return [];
  const kind = node.get('type');
  if (typeof kind !== 'string') return avroEntries(kind, lineOf);
  if (!AVRO_KINDS.includes(kind)) {
    return ['items', 'values'].flatMap(key =>
      avroEntries(node.get(key), lineOf),
    );
  }
  const fields = mapsIn(node.get('fields'));
  return [
    ...named([node], { keys: ['name'], kind, depth: 0 }, lineOf),
    ...named(fields, { keys: ['name'], kind: 'field', depth: 1 }, lineOf),
    ...fields.flatMap(field => avroEntries(field.get('type'), lineOf)),
  ];
}

/** Records with their fields, enums and fixed types, also those that are nested. */
export function avroOutline(text: string): OutlineEntry[] {
  const { contents, lineOf } = readTree(text);
  return avroEntries(contents, lineOf);
}

/** The keys of a map, each with its line. */
function keysOf(
  node: unknown,
  asked: { kind: string; depth: 0 | 1 },
  lineOf: LineOf,
) {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) =>
    isScalar(key)
      ? [
          {
            entry: { ...asked, name: String(key.value), line: lineOf(key) },
            value,
          },
        ]
      : [],
  );
}

/** Properties and definitions of a schema, with the properties of each. */
export function jsonSchemaOutline(text: string): OutlineEntry[] {
  const { contents, lineOf } = readTree(text);
  if (!isMap(contents)) return [];
  const groups = [
    { key: 'properties', kind: 'property' },
    { key: '$defs', kind: 'definition' },
    { key: 'definitions', kind: 'definition' },
  ];
  return groups.flatMap(({ key, kind }) =>
    keysOf(contents.get(key), { kind, depth: 0 }, lineOf).flatMap(
      ({ entry, value }) => [
        entry,
        ...keysOf(
          isMap(value) ? value.get('properties') : undefined,
          { kind: 'property', depth: 1 },
          lineOf,
        ).map(inner => inner.entry),
      ],
    ),
  );
}
