import { posix } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ChangedFile,
  ChangeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { readBlobs } from '@slipway/backstage-plugin-git-node';
import type { GitMirror, TreeEntry } from '../git/GitMirror';
import type { FileEdit } from '../git/writeCommit';
import { readDeliveryFile } from '../observer/readDeliveryFile';
import { TenantPlaces } from '../tenants/TenantPlaces';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';

const PLAIN_FILE = '100644';
const NO_FILES = new Set(['120000', '160000']);

/** A component that a change deploys. */
export interface PlannedComponent {
  entityRef: string;
  /** Of an environment that exists only in Git. */
  environment?: string;
}

/** What a change comes to at one commit. */
export interface PlannedFiles {
  /** All that stands in the repository at the commit. */
  entries: readonly TreeEntry[];
  /** Only what differs from the commit. */
  edits: FileEdit[];
  files: ChangedFile[];
  /** Folders of deployments that are touched and are there. */
  touched: string[];
  /** Those of the touched folders of which nothing stays. */
  emptied: string[];
  /** Components whose deployments the touched folders are afterwards. */
  components: PlannedComponent[];
  /** Files of no deployment that are changed or removed, and new ones that more than a new tenant is told by. */
  shared: string[];
  /** Whether something that is there is changed or removed. */
  overwrites: boolean;
}

/** Where a change is planned. */
export interface PlanOptions {
  mirror: GitMirror;
  head: string;
  matcher: LayoutMatcher;
  signal?: AbortSignal;
}

/** The folders that a path lies in, outermost first. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function inFolder(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** What a request wants of each path; undefined text means that it goes. */
function wantedOf(
  request: ChangeRequest,
  tree: ReadonlyMap<string, TreeEntry>,
): Map<string, string | undefined> {
  const wanted = new Map<string, string | undefined>();
  for (const folder of request.removeFolders ?? []) {
    for (const path of tree.keys()) {
      if (inFolder(path, folder)) wanted.set(path, undefined);
    }
  }
  for (const { path, text } of request.files) wanted.set(path, text);
  return wanted;
}

/** Refuses what lies outside of the folders that may be written. */
function assertKnownPlace(
  path: string,
  { matcher, mirror }: PlanOptions,
  tenants: TenantPlaces,
) {
  const isWritable = mirror.repository.writableFolders.some(folder =>
    inFolder(path, folder),
  );
  if (isWritable || matcher.placeOfFile(path) || tenants.placeOf(path)) return;
  const refusal = matcher.refusalOf(path);
  throw new InputError(
    refusal
      ? `${refusal.message} Nothing was written.`
      : `${path} lies in no folder that a layout of the repository knows, and in none of its writableFolders; nothing was written.`,
  );
}

/** Refuses a file where a folder has to be, and another spelling of what is there. */
function assertFits(path: string, spelling: ReadonlyMap<string, string>) {
  for (const part of [...foldersOf(path), path]) {
    const known = spelling.get(part.toLowerCase());
    if (known !== undefined && known !== part) {
      throw new ConflictError(
        `${known} is there already, and differs from ${part} only in upper and lower case.`,
      );
    }
  }
}

function spellingsOf(tree: Iterable<string>): Map<string, string> {
  const spelling = new Map<string, string>();
  for (const path of tree) {
    for (const part of [...foldersOf(path), path]) {
      spelling.set(part.toLowerCase(), part);
    }
  }
  return spelling;
}

/** In git a path is a file or a folder; writing the one over the other loses what is there. */
function assertFilesAndFolders(
  tree: ReadonlyMap<string, TreeEntry>,
  wanted: ReadonlyMap<string, string | undefined>,
) {
  const after = new Set(tree.keys());
  for (const [path, text] of wanted) {
    if (text === undefined) {
      after.delete(path);
    } else {
      after.add(path);
    }
  }
  for (const path of after) {
    for (const above of foldersOf(path)) {
      if (after.has(above)) {
        throw new InputError(
          `${above} would be a file, and ${path} a file below it; nothing was written.`,
        );
      }
    }
  }
}

/** A folder that must be new may hold what is asked for already: then it was asked twice. */
function assertNew(
  request: ChangeRequest,
  tree: ReadonlyMap<string, TreeEntry>,
  edits: readonly FileEdit[],
) {
  for (const folder of request.newFolders ?? []) {
    const there = [...tree.keys()].filter(path => inFolder(path, folder));
    const asked = new Set(request.files.map(({ path }) => path));
    const isSame =
      there.every(path => asked.has(path)) &&
      !edits.some(({ path }) => inFolder(path, folder));
    if (there.length && !isSame) {
      throw new ConflictError(
        `${folder} is there already; choose another name, or change what is there.`,
      );
    }
  }
}

function placesOf(
  edits: readonly FileEdit[],
  tree: ReadonlyMap<string, TreeEntry>,
  matcher: LayoutMatcher,
): string[] {
  const folders = new Set(
    edits.flatMap(({ path }) => matcher.placeOfFile(path)?.path ?? []),
  );
  return [...folders].filter(folder =>
    [...tree.keys()].some(path => inFolder(path, folder)),
  );
}

/**
 * Holds a request against a commit.
 *
 * @throws InputError for a path that may not be written
 * @throws ConflictError when something is there that should not be
 */
export async function planChange(
  request: ChangeRequest,
  options: PlanOptions,
): Promise<PlannedFiles> {
  const { mirror, head, matcher, signal } = options;
  const entries = await mirror.listFiles(head);
  const tree = new Map(entries.map(entry => [entry.path, entry]));
  const spelling = spellingsOf(tree.keys());
  const wanted = wantedOf(request, tree);
  assertFilesAndFolders(tree, wanted);
  const there = [...wanted.keys()].flatMap(path => tree.get(path) ?? []);
  const blobs = await readBlobs(
    mirror.directory,
    there.map(({ sha }) => sha),
    signal,
  );
  const tenants = TenantPlaces.of(matcher, mirror.repository);
  const edits: FileEdit[] = [];
  const files: ChangedFile[] = [];
  for (const [path, text] of wanted) {
    const entry = tree.get(path);
    assertKnownPlace(path, options, tenants);
    if (text !== undefined) {
      assertFits(path, spelling);
    }
    if (entry && text !== undefined && NO_FILES.has(entry.mode)) {
      throw new InputError(`${path} is a link; change what it leads to.`);
    }
    const before = entry && blobs.get(entry.sha)?.text;
    if (entry ? before === text && before !== undefined : text === undefined)
      continue;
    edits.push({ path, mode: entry?.mode ?? PLAIN_FILE, text });
    files.push({ path, ...statusOf(entry, text), before, after: text });
  }
  assertNew(request, tree, edits);
  const touched = placesOf(edits, tree, matcher);
  const old = files.filter(({ status }) => status !== 'added');
  const kept = touched.length ? keptFolders(tree, wanted) : undefined;
  return {
    ...{ entries, edits, files, touched, overwrites: old.length > 0 },
    emptied: touched.filter(folder => !kept?.has(folder)),
    components: componentsAfter(edits, matcher),
    shared: files
      .filter(
        ({ path, status }) =>
          !matcher.placeOfFile(path) &&
          (status !== 'added' || joinsTenant(path, tree, tenants)),
      )
      .map(({ path }) => path),
  };
}

/** Every folder of which something is there afterwards. */
function keptFolders(
  tree: ReadonlyMap<string, TreeEntry>,
  wanted: ReadonlyMap<string, string | undefined>,
): Set<string> {
  const kept = new Set<string>();
  const keep = (path: string) => {
    let above = posix.dirname(path);
    // Whatever lies above a folder that is known is known, too.
    while (above !== '.' && !kept.has(above)) {
      kept.add(above);
      above = posix.dirname(above);
    }
  };
  for (const path of tree.keys()) if (!wanted.has(path)) keep(path);
  for (const [path, text] of wanted) if (text !== undefined) keep(path);
  return kept;
}

/** Whether a new file says something of what is there: of a tenant with folders, or of whatever reads it by its name. */
function joinsTenant(
  path: string,
  tree: ReadonlyMap<string, TreeEntry>,
  tenants: TenantPlaces,
): boolean {
  const place = tenants.placeOf(path);
  if (!place) return false;
  const { root } = place;
  return !root || [...tree.keys()].some(each => inFolder(each, root));
}

const NAMES_COMPONENT = /^(?:delivery|catalog-info)\.ya?ml$/;

/** Which components the folders would deploy by the files that name them, else by their own names. */
function componentsAfter(
  edits: readonly FileEdit[],
  matcher: LayoutMatcher,
): PlannedComponent[] {
  const all = edits.flatMap(({ path, text }) => {
    const place = matcher.placeOfFile(path);
    if (!place || text === undefined) return [];
    const { environmentKind, environment } = place;
    const where = environmentKind ? { environment } : {};
    const name = path.slice(place.path.length + 1);
    if (!NAMES_COMPONENT.test(name)) {
      return [{ entityRef: toComponentRef(place.component), ...where }];
    }
    const { entityRef, component } = readDeliveryFile([{ name, text }]);
    const ref = entityRef ?? toComponentRef(component ?? place.component);
    return [{ entityRef: ref, ...where }];
  });
  return [...new Map(all.map(each => [JSON.stringify(each), each])).values()];
}

function toComponentRef(name: string): string {
  return `component:default/${name}`.toLowerCase();
}

function statusOf(
  entry: TreeEntry | undefined,
  text: string | undefined,
): Pick<ChangedFile, 'status'> {
  if (text === undefined) return { status: 'removed' };
  return { status: entry ? 'changed' : 'added' };
}
