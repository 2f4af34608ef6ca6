import type { GrpcComparison } from './GrpcComparison';
import type { ProtoFile } from './protoModel';

// What only generated code shows.
const SOURCE_OPTIONS = [
  'java_package',
  'java_outer_classname',
  'java_multiple_files',
  'java_generic_services',
  'java_string_check_utf8',
  'go_package',
  'objc_class_prefix',
  'csharp_namespace',
  'swift_prefix',
  'php_class_prefix',
  'php_namespace',
  'php_metadata_namespace',
  'php_generic_services',
  'ruby_package',
  'optimize_for',
  'cc_generic_services',
  'cc_enable_arenas',
  'py_generic_services',
];

/** A file on both sides. */
export type FilePair = readonly [before: ProtoFile, after: ProtoFile];

function endsAlike(a: string, b: string): boolean {
  return a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** The files that belong together: of one path, or of one end of a path when the root moved. */
export function pairFiles(
  before: readonly ProtoFile[],
  after: readonly ProtoFile[],
): FilePair[] {
  const young = new Map(after.map(file => [file.path, file]));
  const pairs: FilePair[] = [];
  const alone: ProtoFile[] = [];
  for (const file of before) {
    const same = young.get(file.path);
    if (same) pairs.push([file, same]);
    else alone.push(file);
    young.delete(file.path);
  }
  for (const file of alone) {
    const alike = [...young.values()].filter(each =>
      endsAlike(each.path, file.path),
    );
    const nearest = alike.sort((a, b) => b.path.length - a.path.length).at(0);
    if (!nearest) continue;
    pairs.push([file, nearest]);
    young.delete(nearest.path);
  }
  // A single file on each side is the same one, whatever it is called.
  if (!pairs.length && before.length === 1 && after.length === 1) {
    return [[before[0], after[0]]];
  }
  return pairs;
}

function say(
  comparison: GrpcComparison,
  path: string,
  rule: string,
  words: string,
  texts: { before?: string; after?: string },
) {
  const name = path || 'The file';
  comparison.add(path, rule, `${name} ${words}.`, {
    ...{ ...texts, subject: {} },
  });
}

function compareFile(comparison: GrpcComparison, [before, after]: FilePair) {
  const { path } = before;
  if (before.package !== after.package) {
    say(
      comparison,
      path,
      'package-changed',
      `moved from the package '${before.package}' to '${after.package}'`,
      { before: before.package, after: after.package },
    );
  }
  if (before.syntax !== after.syntax) {
    say(
      comparison,
      path,
      'syntax-changed',
      `has ${after.syntax} now, where it had ${before.syntax}`,
      { before: before.syntax, after: after.syntax },
    );
  }
  for (const name of SOURCE_OPTIONS) {
    const [was, is] = [before.options.get(name), after.options.get(name)];
    if (was === is) continue;
    say(
      comparison,
      path,
      'source-name-changed',
      `has ${is ?? 'nothing'} as ${name}, where it had ${was ?? 'nothing'}`,
      { before: was ?? '', after: is ?? '' },
    );
  }
}

/** Compares the files themselves; what they declare is compared by its name. */
export function compareFiles(
  comparison: GrpcComparison,
  pairs: readonly FilePair[],
): void {
  for (const pair of pairs) compareFile(comparison, pair);
  const [old, young] = [0, 1].map(
    side => new Set(pairs.map(pair => pair[side])),
  );
  for (const file of comparison.before.files) {
    if (old.has(file)) continue;
    const texts = { before: file.path };
    say(comparison, file.path, 'file-removed', 'was removed', texts);
  }
  for (const file of comparison.after.files) {
    if (young.has(file)) continue;
    const texts = { after: file.path };
    say(comparison, file.path, 'file-added', 'was added', texts);
  }
}
