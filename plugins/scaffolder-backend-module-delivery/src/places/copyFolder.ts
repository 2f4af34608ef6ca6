import { InputError } from '@backstage/errors';
import type {
  DeploymentFiles,
  FileWrite,
} from '@slipway/backstage-plugin-delivery-common';
import { isMap, parseAllDocuments, parseDocument } from 'yaml';
import { hasValue, setValue, type ValueChange } from '../yaml/setValue';
import { hostsOf, renameHosts, type Renaming } from './renameHosts';

/** How the copy of a folder differs from it. */
export interface CopyOptions {
  /** Folder of the copy. */
  folder: string;
  /** Files with other lines, by their path in the source's repository. */
  rewritten: readonly FileWrite[];
  replicas?: number;
  values: readonly (ValueChange & { file: string })[];
  /** Files that are not copied. */
  leaveOut: readonly string[];
  /** When the copy may go, ISO 8601. */
  expires?: string;
  renaming: Renaming;
  /** Host names that what is copied answers to, in lower case. */
  ownHosts: ReadonlySet<string>;
}

/** A copied folder. */
export interface CopiedFolder {
  files: FileWrite[];
  /** What was not copied, in words. */
  notCopied: string[];
  /** Host names that are others in the copy, in words. */
  renamed: string[];
  /** Addresses that still name what was copied, in words. */
  pointsBack: string[];
  /** Host names that the copy and what it is a copy of would both answer to. */
  taken: string[];
}

const YAML = /\.ya?ml$/;
const COMPOSE = /^(docker-)?(compose|stack)(\.[\w-]+)*\.ya?ml$/;
const HCL = /\.hcl$|\.nomad$|\.nomadvars$/;
const HCL_REPLICAS =
  /^([^\S\n]*(?:replicas|count)[^\S\n]*=[^\S\n]*)\d+(?=[^\S\n]*(?:(?:#|\/\/).*)?$)/gm;
const REPLICAS = ['replicas', 'replicaCount', 'spec.replicas'];
const DELIVERY_FILE = 'delivery.yaml';
const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';

/** Secrets that are sealed for another namespace would stay closed in the copy. */
function isBoundSecret(text: string): boolean {
  if (!text.includes('SealedSecret')) return false;
  const documents = parseAllDocuments(text);
  return (Array.isArray(documents) ? documents : []).some(
    document =>
      document.get('kind') === 'SealedSecret' &&
      document.getIn(['metadata', 'annotations', CLUSTER_WIDE]) !== 'true',
  );
}

function scaled(file: string, text: string, replicas?: number): string {
  if (replicas === undefined) return text;
  if (HCL.test(file)) return text.replace(HCL_REPLICAS, `$1${replicas}`);
  if (!YAML.test(file)) return text;
  let result = text;
  for (const path of [...REPLICAS, ...composePaths(file, text)]) {
    if (canHold(file, result, path)) {
      result = setValue(file, result, { path, value: replicas });
    }
  }
  return result;
}

/** Where a stack says how many instances each of its services has. */
function composePaths(file: string, text: string): string[] {
  if (!COMPOSE.test(file)) return [];
  const services = parseDocument(text).get('services');
  const keys = isMap(services) ? services.items.map(({ key }) => key) : [];
  return keys.map(key => `services.${String(key)}.deploy.replicas`);
}

/** A template of Helm is no YAML, and has no number of its own. */
function canHold(file: string, text: string, path: string): boolean {
  try {
    return hasValue(file, text, path);
  } catch {
    return false;
  }
}

/** `delivery.yaml` with the time after which the copy may go; comments stay. */
export function withExpiry(text: string | undefined, expires: string): string {
  const document = parseDocument(text ?? '');
  if (document.errors.length) {
    throw new InputError(`${DELIVERY_FILE} is no YAML; mend it first.`);
  }
  document.set('expires', expires);
  // A hold or a ban is about the one that was copied.
  for (const key of ['hold', 'bans']) document.delete(key);
  return document.toString({ lineWidth: 0 });
}

function textsOf(source: DeploymentFiles, options: CopyOptions) {
  const texts = new Map<string, string>();
  const notCopied: string[] = [];
  for (const { path, text } of source.files) {
    const full = `${source.path}/${path}`;
    const other = options.rewritten.find(file => file.path === full)?.text;
    const now = other ?? text;
    if (options.leaveOut.includes(path)) {
      notCopied.push(`${full}: left out as asked`);
    } else if (now === undefined) {
      notCopied.push(`${full}: it is no text`);
    } else if (isBoundSecret(now)) {
      notCopied.push(
        `${full}: it is sealed for another namespace; seal it anew`,
      );
    } else {
      texts.set(path, scaled(path, now, options.replicas));
    }
  }
  return { texts, notCopied };
}

/** Gives the texts other host names, and says which. */
function renameAll(
  texts: Map<string, string>,
  { renaming, ownHosts, folder }: CopyOptions,
) {
  const renamed = new Set<string>();
  const pointsBack = new Set<string>();
  for (const [path, text] of texts) {
    const result = renameHosts(text, renaming, ownHosts);
    for (const change of result.changes) renamed.add(change);
    for (const host of result.kept) {
      pointsBack.add(`${folder}/${path} still names ${host}`);
    }
    texts.set(path, result.text);
  }
  return { renamed: [...renamed], pointsBack: [...pointsBack] };
}

/** Host names of the copy that the source answers to, too. */
function takenHosts(
  source: DeploymentFiles,
  texts: ReadonlyMap<string, string>,
): string[] {
  const before = new Set(
    source.files.flatMap(({ path, text }) => hostsOf(path, text ?? '')),
  );
  const after = [...texts].flatMap(([path, text]) => hostsOf(path, text));
  return [...new Set(after)].filter(host => before.has(host));
}

/**
 * The files of a folder for another place.
 *
 * @throws InputError when a value is to be set that is not there
 */
export function copyFolder(
  source: DeploymentFiles,
  options: CopyOptions,
): CopiedFolder {
  const { texts, notCopied } = textsOf(source, options);
  const hosts = renameAll(texts, options);
  for (const { file, ...change } of options.values) {
    const text = texts.get(file);
    // Not each service has each file; a value that is asked for has to be there.
    if (text !== undefined) {
      texts.set(file, setValue(`${source.path}/${file}`, text, change));
    }
  }
  if (options.expires) {
    const text = withExpiry(texts.get(DELIVERY_FILE), options.expires);
    texts.set(DELIVERY_FILE, text);
  }
  return {
    files: [...texts].map(([path, text]) => ({
      ...{ path: `${options.folder}/${path}`, text },
    })),
    notCopied: [...notCopied, `the data in the volumes of ${source.path}`],
    ...{ ...hosts, taken: takenHosts(source, texts) },
  };
}
