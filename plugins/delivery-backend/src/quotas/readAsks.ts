import {
  type QuotaAsk,
  type TenantAmounts,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import type { GitMirror, TreeEntry } from '../git/GitMirror';
import type { FileEdit } from '../git/writeCommit';
import { type FolderFile, readDocuments } from '../tenants/folderDocuments';
import { readTenantFile, tenantPaths } from '../tenants/readTenantFile';
import { addAmounts, tightest } from './amounts';
import { FilesAfter } from './FilesAfter';
import { type FolderAsk, folderAsk } from './folderAsk';
import { quotaOf } from './objectsAsk';
import { type Scope, scopesOf } from './scopes';

/** Where a change is held against quotas. */
export interface ReadAsksOptions {
  mirror: Pick<GitMirror, 'directory' | 'repository'>;
  /** All that stands in the repository before the change. */
  entries: readonly TreeEntry[];
  matcher: LayoutMatcher;
  /** What tenants may use, by the name of their plan. */
  plans: ReadonlyMap<string, TenantAmounts>;
  /** Which of some folders the person may see; of the others only sums are told. */
  visible(folders: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many other repositories a tenant has something in, in an environment. */
  repositoriesOf(tenant: string, environment: string): Promise<number>;
}

/** Rounding of fractions of cores is no excess. */
const HAIR = 1e-6;

/** What a tenant may use by its plan, or by its file in place of it. */
function described(
  files: FilesAfter,
  tenant: string,
  { mirror, plans }: ReadAsksOptions,
): { allowed: TenantAmounts; untold: string[] } {
  const { tenantsFolder } = mirror.repository;
  const path = tenantPaths(tenantsFolder, tenant).find(each => files.has(each));
  if (!path) return { allowed: {}, untold: [] };
  const text = files.text(path);
  const { described: said, problems } = readTenantFile(path, tenant, text);
  const { plan, quota } = said;
  // Without configured plans a plan is a word and nothing more.
  const isUnknown = plan && plans.size > 0 && !plans.has(plan);
  return {
    allowed: { ...(plan ? plans.get(plan) : {}), ...quota },
    untold: [
      ...problems.map(({ message }) => message.replace(/\.$/, '')),
      ...(isUnknown
        ? [`${path} names the plan ${plan}, which there is not`]
        : []),
    ],
  };
}

/** Reads what all of the scopes need, in two goes. */
async function readScopes(
  files: FilesAfter,
  scopes: readonly Scope[],
  { mirror }: ReadAsksOptions,
) {
  const folders = files.below(scopes.flatMap(scope => scope.folders));
  const { tenantsFolder } = mirror.repository;
  await files.read([
    ...[...folders.values()].flat(),
    ...scopes.flatMap(({ beside, place }) => [
      ...beside,
      ...(place.tenant ? tenantPaths(tenantsFolder, place.tenant) : []),
    ]),
  ]);
  return { folders, charts: await files.charts(folders) };
}

interface Reading {
  files: FilesAfter;
  folders: ReadonlyMap<string, readonly string[]>;
  charts: ReadonlyMap<string, readonly string[]>;
}

function askOf(
  { folders, beside }: Pick<Scope, 'folders' | 'beside'>,
  reading: Reading,
) {
  const { files } = reading;
  const { objects: shared } = readDocuments(
    '',
    beside.map((name): FolderFile => ({ name, text: files.text(name) })),
    () => [],
  );
  const filesOf = (folder: string) =>
    files.filesOf(
      folder,
      reading.folders.get(folder) ?? reading.charts.get(folder) ?? [],
    );
  const asks = folders.map((folder): [string, FolderAsk] => {
    const own = filesOf(folder);
    const documents = readDocuments(folder, own, filesOf);
    const names = own.map(({ name }) => name);
    return [folder, folderAsk(documents, names, shared)];
  });
  return { asks, shared: quotaOf(shared) };
}

function sumOf(
  asks: readonly [string, FolderAsk][],
  visible: ReadonlySet<string>,
) {
  const asked: TenantAmounts = {};
  const folders = new Map<string, string[]>();
  let hidden = 0;
  for (const [folder, ask] of asks) {
    addAmounts(asked, ask.asked);
    if (!visible.has(folder)) {
      hidden += ask.untold.length ? 1 : 0;
      continue;
    }
    for (const words of new Set(ask.untold)) {
      folders.set(words, [...(folders.get(words) ?? []), folder]);
    }
  }
  const untold = [...folders].map(([words, [first, ...more]]) => {
    const where = more.length ? `${more.length + 1} folders` : first;
    return `${words} (${where})`;
  });
  if (hidden) {
    untold.push(
      `what ${hidden === 1 ? '1 folder' : `${hidden} folders`} that you may not see do not say`,
    );
  }
  return { asked, untold };
}

/** Amounts of other clusters and teams, which share the plan and not the place. */
function uncounted(tenant: string, roots: number, repositories: number) {
  const words = (count: number, one: string, many: string) =>
    count === 1 ? `1 other ${one}` : `${count} other ${many}`;
  const where = [
    ...(roots ? [words(roots, 'folder', 'folders')] : []),
    ...(repositories
      ? [words(repositories, 'repository', 'repositories')]
      : []),
  ].join(' and ');
  return where ? [`what ${tenant} has in ${where} is not counted`] : [];
}

interface Raw extends Omit<QuotaAsk, 'over'> {
  key: string;
  /** Whether something is said of what it may use. */
  isHeld: boolean;
}

/** The tenant as a whole, and each folder that is added to. */
function asksOfScope(
  { place, touched, elsewhere, ...scope }: Scope,
  reading: Reading & { visible: ReadonlySet<string>; repositories: number },
  options: ReadAsksOptions,
): Raw[] {
  const { environment, tenant, tenantRoot } = place;
  const { asks, shared } = askOf(scope, reading);
  const where = { environment, ...(tenant && { tenant }) };
  const own = asks
    .filter(([path]) => touched.has(path))
    .map(([path, { quota, ...ask }]) => ({
      ...{ key: path, path, ...where, ...ask, allowed: quota },
      isHeld: Object.keys(quota).length > 0,
    }));
  if (!tenant) return own;
  const said = described(reading.files, tenant, options);
  const { asked, untold } = sumOf(asks, reading.visible);
  const allowed = tightest([said.allowed, shared]);
  const all = {
    ...{ key: `${tenant} ${environment} ${tenantRoot}`, ...where, asked },
    allowed,
    untold: [
      ...said.untold,
      ...untold,
      ...uncounted(tenant, elsewhere.size, reading.repositories),
    ],
    // A file that cannot be read allows nobody knows what.
    isHeld: said.untold.length > 0 || Object.keys(allowed).length > 0,
  };
  return [all, ...own];
}

async function readAt(
  files: FilesAfter,
  scopes: readonly Scope[],
  options: ReadAsksOptions & { there: ReadonlySet<string> },
): Promise<Raw[]> {
  const read = await readScopes(files, scopes, options);
  const folders = [...read.folders.keys()];
  const visible = new Set([
    ...(await options.visible(folders)),
    // What comes with the change is the person's own.
    ...folders.filter(folder => !options.there.has(folder)),
  ]);
  const raw: Raw[] = [];
  for (const scope of scopes) {
    const { tenant, environment } = scope.place;
    const repositories = tenant
      ? await options.repositoriesOf(tenant, environment)
      : 0;
    raw.push(
      ...asksOfScope(scope, { files, visible, repositories, ...read }, options),
    );
  }
  return raw;
}

function exceeds(ask: Pick<Raw, 'asked' | 'allowed'>): boolean {
  return TENANT_AMOUNTS.some(
    name => (ask.asked[name] ?? 0) > (ask.allowed[name] ?? Infinity) + HAIR,
  );
}

function overOf(
  after: Pick<Raw, 'asked' | 'allowed'>,
  before: Raw | undefined,
) {
  return TENANT_AMOUNTS.filter(name => {
    const asked = after.asked[name] ?? 0;
    const isMore = asked > (before?.asked[name] ?? 0) + HAIR;
    return isMore && asked > (after.allowed[name] ?? Infinity) + HAIR;
  });
}

/**
 * What tenants and folders that a change adds to would ask for, beside what
 * their quotas allow. What was too much already and stays is not held against
 * the change.
 */
export async function readAsks(
  edits: readonly FileEdit[],
  options: ReadAsksOptions,
): Promise<QuotaAsk[]> {
  const { mirror, entries, matcher } = options;
  const isDeployed = ({ path, text }: FileEdit) =>
    text !== undefined && matcher.placeOfFile(path) !== undefined;
  if (!edits.some(isDeployed)) return [];
  const files = FilesAfter.of(mirror, entries, edits);
  const there = new Set(
    entries.flatMap(({ path }) => matcher.placeOfFile(path)?.path ?? []),
  );
  const at = { ...options, there };
  const after = await readAt(
    files,
    [...scopesOf(files, edits, matcher).values()],
    at,
  );
  const known = new Map<string, Raw>();
  if (after.some(exceeds)) {
    const now = FilesAfter.of(mirror, entries, []);
    const scopes = [...scopesOf(now, edits, matcher).values()];
    for (const ask of await readAt(now, scopes, at)) {
      known.set(ask.key, ask);
    }
  }
  return after.flatMap(({ key, isHeld, ...ask }) =>
    isHeld ? [{ ...ask, over: overOf(ask, known.get(key)) }] : [],
  );
}
