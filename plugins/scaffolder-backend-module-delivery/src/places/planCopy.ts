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
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type { ValueChange } from '../yaml/setValue';
import { copyFolder } from './copyFolder';
import { findFolder } from './findFolder';
import { describePlace } from './placeInput';
import { HOST_NAME, hostsOf, type Renaming } from './renameHosts';

/** What is copied, and how it shall differ. */
export interface EnvironmentCopy {
  from: string;
  to: string;
  tenant?: string;
  toTenant?: string;
  cluster?: string;
  repository?: string;
  /** All when absent. */
  services?: { component: string; version?: string }[];
  versions?: 'wanted' | 'live';
  replicas?: number;
  values?: (ValueChange & { file: string; component?: string })[];
  leaveOut?: string[];
  /** Host names that shall be others in the copy. */
  hosts?: { from: string; to: string }[];
}

/** All that is copied, for one commit. */
export interface PlannedCopy {
  repository: string;
  files: FileWrite[];
  folders: string[];
  notCopied: string[];
  /** Host names that are others in the copy. */
  renamed: string[];
  /** Addresses in the copy that still name what was copied. */
  pointsBack: string[];
}

interface Copying {
  delivery: DeliveryClient;
  repositories: readonly RepositorySummary[];
  options: CallOptions;
  copy: EnvironmentCopy;
  expires?: string;
}

/** Asked for at once: a folder each, and the plugin answers from its copy. */
const AT_ONCE = 8;

function chosen(all: readonly Deployment[], copy: EnvironmentCopy) {
  const here = all.filter(
    ({ tenant, repository }) =>
      tenant === copy.tenant &&
      (!copy.repository || repository === copy.repository),
  );
  if (!copy.services) return here;
  return copy.services.map(({ component }) => {
    const found = here.filter(item => item.component === component);
    if (found.length !== 1) {
      throw new InputError(
        `There ${found.length ? 'are several deployments' : 'is no deployment'} of ${describePlace({ component, environment: copy.from, tenant: copy.tenant })}.`,
      );
    }
    return found[0];
  });
}

function versionFor(source: Deployment, copy: EnvironmentCopy) {
  const given = copy.services?.find(
    ({ component }) => component === source.component,
  )?.version;
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

/** A deployment and its folder. */
interface Source {
  deployment: Deployment;
  files: DeploymentFiles;
}

async function readSources(
  { delivery, options }: Copying,
  deployments: readonly Deployment[],
): Promise<Source[]> {
  const sources: Source[] = [];
  for (let index = 0; index < deployments.length; index += AT_ONCE) {
    const some = deployments.slice(index, index + AT_ONCE);
    const read = some.map(async deployment => ({
      ...{ deployment, files: await delivery.files(deployment.id, options) },
    }));
    sources.push(...(await Promise.all(read)));
  }
  return sources;
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
  const target = findFolder(
    repositories,
    { environment: copy.to, component, tenant, cluster },
    source.repository,
  );
  const copied = copyFolder(files, {
    ...{ folder: target.folder, expires, replicas: copy.replicas },
    rewritten: await rewritten(copying, source, files),
    values: (copy.values ?? []).filter(
      value => !value.component || value.component === component,
    ),
    leaveOut: copy.leaveOut ?? [],
    ...{ renaming: { names: namesOf(copy, source), hosts }, ownHosts },
  });
  return { ...copied, folder: target.folder, repository: source.repository };
}

/**
 * Reads what is to be copied and works out the copy; nothing is written.
 *
 * @throws InputError, ConflictError
 */
export async function planCopy(copying: Copying): Promise<PlannedCopy> {
  const { delivery, options, copy } = copying;
  const { from, to, tenant } = copy;
  if (from === to && (copy.toTenant ?? tenant) === tenant) {
    throw new InputError('A copy must stand in another place.');
  }
  const all = await delivery.deployments(
    { environment: from, tenant },
    options,
  );
  const sources = chosen(all, copy);
  if (!sources.length) {
    throw new InputError(`There is nothing to copy in ${from}.`);
  }
  const read = await readSources(copying, sources);
  const ownHosts = new Set(
    read.flatMap(({ files }) =>
      files.files.flatMap(({ path, text }) => hostsOf(path, text ?? '')),
    ),
  );
  const hosts = readHosts(copy, ownHosts);
  const copies = await Promise.all(
    read.map(source => copyOne(copying, source, { hosts, ownHosts })),
  );
  const repositories = new Set(copies.map(({ repository }) => repository));
  if (repositories.size > 1) {
    throw new InputError(
      `${from} stands in several repositories: ${[...repositories].join(', ')}. Copy each by naming the repository.`,
    );
  }
  assertOwnHosts(copies);
  const files = copies.flatMap(copied => copied.files);
  assertUsed(copy, files);
  return {
    ...{ repository: copies[0].repository, files },
    folders: copies.map(({ folder }) => folder),
    notCopied: copies.flatMap(({ notCopied }) => notCopied),
    renamed: [...new Set(copies.flatMap(({ renamed }) => renamed))],
    pointsBack: copies.flatMap(({ pointsBack }) => pointsBack),
  };
}
