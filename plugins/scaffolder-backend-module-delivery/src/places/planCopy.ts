import { ConflictError, InputError } from '@backstage/errors';
import {
  type Deployment,
  type DeploymentFiles,
  type DeploymentPlace,
  type FileWrite,
  folderFor,
  type RepositorySummary,
} from '@slipway/backstage-plugin-delivery-common';
import { applyLines } from '../changes/applyLines';
import { copyFolder } from './copyFolder';
import { assertFreeHosts } from './assertFreeHosts';
import { copiedHosts } from './copiedHosts';
import { doubtsOf, type Unwell, unwellOf, versionGiven } from './doubts';
import { findFolder } from './findFolder';
import { describePlace } from './placeInput';
import { newFoldersOf, planTenantFiles } from './planTenantFiles';
import {
  type Copying,
  type EnvironmentCopy,
  hostsOfAll,
  newTenant,
  readAll,
  type Source,
} from './readCopied';
import { HOST_NAME, type Renaming } from './renameHosts';

/** All that is copied, for one commit. */
export interface PlannedCopy {
  repository: string;
  files: FileWrite[];
  folders: string[];
  /** Folders that nothing may stand in yet. */
  newFolders: string[];
  notCopied: string[];
  /** Host names that are others in the copy. */
  renamed: string[];
  /** Addresses in the copy that still name what was copied. */
  pointsBack: string[];
  /** Host names for the file of a new tenant. */
  hosts: string[];
  /** What is not well where it is copied from, in sentences. */
  doubts: string[];
  /** The same for whoever waits for a folder of the copy. */
  unwell: Unwell[];
}

function versionFor(source: Deployment, copy: EnvironmentCopy) {
  const given = versionGiven(source, copy);
  if (given || copy.versions !== 'live') return given;
  const { live } = source;
  if (!live.version || live.stale) {
    throw new ConflictError(
      `It is not known which version of ${describePlace(source)} runs; name it, or copy the versions that Git wants.`,
    );
  }
  return live.version;
}

/** The files that hold the version, with another one in its place. */
async function rewritten(
  { delivery, options, copy }: Copying,
  source: Deployment,
  files: DeploymentFiles,
): Promise<FileWrite[]> {
  const version = versionFor(source, copy);
  const { desired } = source;
  if (!version || version === desired.version) return [];
  const expected = { version: desired.version ?? '', commit: desired.commit };
  const { changes, checks } = await delivery.preflight(
    ...([source.id, { version, expected }, options] as const),
  );
  if (!changes.length) {
    const [first] = checks.filter(({ status }) => status === 'block');
    throw new InputError(
      `${version} cannot be set in ${source.path}: ${first?.message ?? 'no line holds a version.'}`,
    );
  }
  return applyLines(files, changes);
}

/** The cluster, where it is a part of the path; elsewhere the runtime alone knows it. */
function clusterOf(
  { repository, path, environment, component, tenant, cluster }: Deployment,
  repositories: readonly RepositorySummary[],
) {
  const { layouts = [], environments } =
    repositories.find(({ id }) => id === repository) ?? {};
  const place = { environment, component, tenant };
  const holds = (where: DeploymentPlace) =>
    folderFor(layouts, where, environments) === path;
  // A pattern that fixes its cluster says nothing of where the copy runs.
  return !holds(place) && holds({ ...place, cluster }) ? cluster : undefined;
}

/** A value for a file that no service has is a slip. */
function assertUsed(
  { values = [] }: EnvironmentCopy,
  files: readonly FileWrite[],
) {
  const unused = values.find(
    ({ file }) => !files.some(({ path }) => path.endsWith(`/${file}`)),
  );
  if (unused) {
    throw new InputError(
      `None of what is copied has a file '${unused.file}' that ${unused.path} could be set in.`,
    );
  }
}

/** Names that differ, by which host names are known to be somebody's. */
function namesOf({ from, to, toTenant }: EnvironmentCopy, source: Deployment) {
  return [
    { from, to },
    ...(source.tenant && toTenant
      ? [{ from: source.tenant, to: toTenant }]
      : []),
  ].filter(name => name.from !== name.to);
}

/** Where two answer to one name, who asks gets one of them by chance. */
function assertOwnHosts(
  copies: readonly { folder: string; taken: string[] }[],
) {
  const [first] = copies.filter(({ taken }) => taken.length);
  if (first) {
    throw new ConflictError(
      `${first.folder} would answer to ${first.taken.join(', ')}, as what it is a copy of does; say another host name for it (hosts).`,
    );
  }
}

/**
 * The host names that shall be others, in lower case.
 *
 * @throws InputError for what is no host name, and for one that nothing has
 */
function readHosts(
  { hosts = [] }: EnvironmentCopy,
  own: ReadonlySet<string>,
): Renaming['hosts'] {
  return hosts.map(({ from, to }) => {
    const pair = { from: from.toLowerCase(), to: to.toLowerCase() };
    const wrong = [pair.from, pair.to].find(host => !HOST_NAME.test(host));
    if (wrong !== undefined) {
      throw new InputError(
        `'${wrong.slice(0, 80)}' is no host name; write www.example.org.`,
      );
    }
    if (!own.has(pair.from)) {
      throw new InputError(
        `None of what is copied answers to ${pair.from}; it answers to ${[...own].sort().join(', ') || 'no host name'}.`,
      );
    }
    return pair;
  });
}

async function copyOne(
  copying: Copying,
  { deployment: source, files }: Source,
  { hosts, ownHosts }: Pick<Renaming, 'hosts'> & { ownHosts: Set<string> },
) {
  const { repositories, copy, expires } = copying;
  const { component } = source;
  const tenant = copy.toTenant ?? source.tenant;
  const cluster = copy.cluster ?? clusterOf(source, repositories);
  const place = { environment: copy.to, component, tenant, cluster };
  const target = findFolder(repositories, place, source.repository);
  const copied = copyFolder(files, {
    ...{ folder: target.folder, expires, replicas: copy.replicas },
    rewritten: await rewritten(copying, source, files),
    values: (copy.values ?? []).filter(
      value => !value.component || value.component === component,
    ),
    leaveOut: copy.leaveOut ?? [],
    ...{ renaming: { names: namesOf(copy, source), hosts }, ownHosts },
  });
  return { ...copied, ...place, source, folder: target.folder };
}

/** What is there and was not chosen, because it cannot be seen. */
async function hiddenWords({
  delivery,
  options,
  copy,
}: Copying): Promise<string[]> {
  const { from, tenant, services, repository } = copy;
  if (services) return [];
  const place = { environment: from, tenant, repository };
  const hidden = await delivery.hiddenDeployments(place, options);
  if (hidden === undefined) {
    return [
      `what you may not see of ${from}, if there is any: that is not told`,
    ];
  }
  const count = hidden === 1 ? '1 folder' : `${hidden} folders`;
  return hidden ? [`${count} of ${from} that you may not see`] : [];
}

const NOTHING = {
  ...{ files: [] as FileWrite[], renamed: [] as string[] },
  taken: [] as string[],
};

/** What the first tenant has nobody to copy it from. */
function firstWords(
  tenant: string | undefined,
  repository: RepositorySummary | undefined,
): string[] {
  return (tenant ? (repository?.tenantFiles ?? []) : []).map(
    pattern =>
      `${pattern.replace('{tenant}', tenant!)}: there is no tenant to copy it from; it has to be in Git before anything of ${tenant} can run`,
  );
}

/**
 * Reads what is to be copied and works out the copy; nothing is written.
 *
 * @throws InputError, ConflictError
 */
export async function planCopy(copying: Copying): Promise<PlannedCopy> {
  const { delivery, options, copy, repositories, quota = {} } = copying;
  const { from, to, tenant, isNew } = copy;
  if (from === to && (copy.toTenant ?? tenant) === tenant) {
    throw new InputError('A copy must stand in another place.');
  }
  const all = await readAll(copying);
  const summary = repositories.find(({ id }) => id === all.repository);
  const said = all.beside?.hosts ?? [];
  const ownHosts = new Set([...hostsOfAll(all), ...said]);
  const hosts = readHosts(copy, ownHosts);
  const copies = await Promise.all(
    all.read.map(source => copyOne(copying, source, { hosts, ownHosts })),
  );
  const names = newTenant(copy);
  const renaming = { names: namesOf(copy, copies[0].source), hosts };
  const own = all.beside
    ? planTenantFiles(all.beside, copies, summary, {
        ...{ from: tenant!, to: copy.toTenant!, ownHosts, quota },
        renaming,
      })
    : { ...NOTHING, notCopied: firstWords(names?.to, summary) };
  const described = copiedHosts(said, renaming);
  assertOwnHosts([...copies, { folder: names?.to ?? to, taken: own.taken }]);
  const files = copies.flatMap(copied => copied.files);
  assertUsed(copy, files);
  const folders = copies.map(({ folder }) => folder);
  const written = [...files, ...own.files];
  await assertFreeHosts(delivery, written, folders, options);
  const stage = isNew ? 'environment' : undefined;
  return {
    ...{ repository: all.repository, files: written, folders },
    newFolders: newFoldersOf(copies, summary, names ? 'tenant' : stage),
    notCopied: [
      ...copies.flatMap(({ notCopied }) => notCopied),
      ...own.notCopied,
      ...described.notCopied,
      ...(await hiddenWords(copying)),
    ],
    renamed: [
      ...new Set([
        ...copies.flatMap(({ renamed }) => renamed),
        ...[...own.renamed, ...described.renamed],
      ]),
    ],
    hosts: described.hosts,
    pointsBack: copies.flatMap(({ pointsBack }) => pointsBack),
    doubts: copies.flatMap(({ source }) => doubtsOf(source, copy)),
    unwell: copies.flatMap(({ source, folder }) =>
      unwellOf(source, folder, copy),
    ),
  };
}
