import { ComposeBelongings } from './ComposeBelongings';
import { HelmBelongings } from './HelmBelongings';
import { KubernetesBelongings } from './KubernetesBelongings';
import type { BelongingsReader, FolderBelongings, FolderFile } from './types';

/** Files that say nothing of what a folder owns. */
const SILENT =
  /(^|\/)(delivery\.ya?ml|catalog-info[^/]*\.ya?ml|kustomization\.ya?ml|mkdocs\.ya?ml|[^/]*\.(md|txt|png|svg|json|lock)|\.[^/]+|LICENSE|NOTICE)$|^(docs|contracts|charts)\//i;

/** One reader for each format, the most certain one first. */
export function belongingsReaders(): BelongingsReader[] {
  return [
    new HelmBelongings(),
    new KubernetesBelongings(),
    new ComposeBelongings(),
  ];
}

/** What a folder owns, as far as its manifests tell; what they do not, is said. */
export function readBelongings(
  files: readonly FolderFile[],
  readers: readonly BelongingsReader[] = belongingsReaders(),
): FolderBelongings {
  const result: FolderBelongings = { belongings: [], untold: [] };
  const byReader = new Map<BelongingsReader, FolderFile[]>();
  for (const file of files) {
    const reader = readers.find(each => each.reads(file));
    if (reader) byReader.set(reader, [...(byReader.get(reader) ?? []), file]);
    else if (!SILENT.test(file.name)) {
      result.untold.push(`${file.name} is of a format that is not understood`);
    }
  }
  for (const [reader, own] of byReader) {
    const { belongings, untold } = reader.read(own);
    result.belongings.push(...belongings);
    result.untold.push(...untold);
  }
  return result;
}
