import { ConflictError, InputError } from '@backstage/errors';
import type { FileChange } from '@slipway/backstage-plugin-delivery-common';
import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { GitMirror } from '../git/GitMirror';
import type { LayoutMatcher } from '../layouts/matchLayout';
import { FolderHistory } from '../observer/FolderHistory';
import { seedFolders } from '../observer/HistoryWalk';

/** A change of version as it would be committed. */
export interface PlannedChange {
  files: { path: string; text: string }[];
  changes: FileChange[];
  /** Version that stands there now. */
  from: string;
}

/** Lines that differ between two texts of the same number of lines. */
export function changedLines(
  path: string,
  before: string,
  after: string,
): FileChange {
  const left = before.split('\n');
  const right = after.split('\n');
  const lines = left.flatMap((text, index) =>
    text === right[index]
      ? []
      : [{ line: index + 1, before: text, after: right[index] ?? '' }],
  );
  return { path, lines };
}

/** A version has no spaces, no control characters and a sensible length. */
export function assertVersionText(version: string) {
  if (!/^[\w][\w.+-]{0,127}$/.test(version)) {
    throw new InputError(
      `'${version.slice(0, 140)}' cannot be a version: use letters, digits, '.', '-', '_' and '+'.`,
    );
  }
}

/**
 * Works out what has to change in a folder, at a commit, for it to want a
 * version.
 *
 * @throws ConflictError when the folder is gone, InputError when its version
 * cannot be rewritten
 */
export async function planChange(options: {
  mirror: GitMirror;
  matcher: LayoutMatcher;
  formats: readonly ManifestFormat[];
  commit: string;
  path: string;
  version: string;
}): Promise<PlannedChange> {
  const { mirror, matcher, formats, commit, path, version } = options;
  assertVersionText(version);
  const place = matcher.placeOfFolder(path);
  const folder = place && new FolderHistory(place, formats);
  if (folder) {
    await seedFolders(
      mirror,
      commit,
      [path],
      new Map([[path, folder]]),
      matcher,
    );
  }
  if (!folder?.isDeployment) {
    throw new ConflictError(
      `${path} is no longer in Git; nothing was changed.`,
    );
  }
  const { site, format: formatId, problems } = folder.reading;
  const format = formats.find(({ id }) => id === formatId);
  const before = site && folder.textOf(site.file);
  if (!site || !format || before === undefined) {
    throw new InputError(
      problems[0]?.message ?? `${path} names no version that could be changed.`,
    );
  }
  const after = format.rewrite(
    { name: site.file, text: before },
    site,
    version,
  );
  const file = `${path}/${site.file}`;
  return {
    files: [{ path: file, text: after }],
    changes: [changedLines(file, before, after)],
    from: site.version,
  };
}
