import { lineCounter, type OutlineEntry } from './lines';

const CREATE =
  /^[ \t]*create\s+(?:\w+\s+){0,4}?(table|view|function|procedure|type|domain|sequence|trigger|package)\s+(?:if\s+not\s+exists\s+)?([^\s(;]+)/gim;

/** Tables, views, functions and procedures that a script creates. */
export function sqlOutline(text: string): OutlineEntry[] {
  const lineOf = lineCounter(text);
  return [...text.matchAll(CREATE)].map(match => ({
    kind: match[1].toLowerCase(),
    name: match[2].replaceAll(/["`[\]]/g, ''),
    line: lineOf(match.index + match[0].search(/\S/)),
    depth: 0,
  }));
}

const DEFINES = /^\s*(service|rpc|message|enum)\s+(\w+)/;

/** Services with their calls, messages and enums; what is nested belongs to its message. */
export function protobufOutline(text: string): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  let open = 0;
  // Comments keep their lines, so that those that follow are counted right.
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\//g, comment =>
    comment.replaceAll(/[^\n]/g, ''),
  );
  for (const [index, raw] of bare.split('\n').entries()) {
    const line = raw.replace(/\/\/.*/, '');
    const [, kind, name] = DEFINES.exec(line) ?? [];
    if (kind) {
      const depth = open > 0 ? 1 : 0;
      entries.push({ ...{ kind, name, depth }, line: index + 1 });
    }
    for (const sign of line) {
      if (sign === '{') open += 1;
      if (sign === '}') open -= 1;
    }
  }
  return entries;
}
