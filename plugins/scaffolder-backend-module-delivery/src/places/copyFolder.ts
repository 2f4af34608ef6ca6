import { posix } from 'node:path';
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
const HELM_KEYS = ['replicas', 'replicaCount'];
const REPLICAS = [...HELM_KEYS, 'spec.replicas'];
const VALUES = /^values([.-][\w.-]+)?\.ya?ml$/;
const CHART = /(^|\/)Chart\.ya?ml$/;
const LOCAL_CHART = /(file:\/\/)(\.\.?\/[^\s"']+)/g;
const DELIVERY_FILE = 'delivery.yaml';
const DELIVERY = /^delivery\.ya?ml$/;
const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';

/** Secrets that are sealed for another namespace would stay closed in the copy. */
export function isBoundSecret(text: string): boolean {
  if (!text.includes('SealedSecret')) return false;
  const documents = parseAllDocuments(text);
  return (Array.isArray(documents) ? documents : []).some(
    document =>
      document.get('kind') === 'SealedSecret' &&
      document.getIn(['metadata', 'annotations', CLUSTER_WIDE]) !== 'true',
  );
}

/** Where values of Helm say how many replicas each block with an image has. */
function helmPaths(file: string, text: string): string[] {
  if (!VALUES.test(file)) return [];
  const found: string[] = [];
  const walk = (node: unknown, path: string[]) => {
    if (!isMap(node)) return;
    if (path.length && node.has('image')) {
      found.push(...HELM_KEYS.map(key => [...path, key].join('.')));
    }
    for (const { key, value } of node.items) {
      // A dot in a key would be two keys in a path.
      const name = String(key);
      if (!name.includes('.')) walk(value, [...path, name]);
    }
  };
  walk(parseDocument(text).contents, []);
  return found;
}

/** The text with another number of replicas; the same where none stands there. */
function scaled(file: string, text: string, replicas?: number): string {
  if (replicas === undefined) return text;
  if (HCL.test(file)) return text.replace(HCL_REPLICAS, `$1${replicas}`);
  if (!YAML.test(file)) return text;
  let result = text;
  for (const path of [
    ...[...REPLICAS, ...helmPaths(file, text), ...composePaths(file, text)],
  ]) {
    if (canHold(file, result, path)) {
      result = setValue(file, result, { path, value: replicas });
    }
  }
  return result;
}

/** Whether the number of replicas is said there in a way that can be set. */
function saysReplicas(file: string, text: string): boolean {
  // Two different numbers, so that one that is set already is seen as well.
  return scaled(file, text, 1) !== text || scaled(file, text, 2) !== text;
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

/**
 * `delivery.yaml` of a copy; comments stay.
 *
 * @param expires - when the copy may go
 */
export function ofCopy(text: string | undefined, expires?: string): string {
  const document = parseDocument(text ?? '');
  if (document.errors.length) {
    throw new InputError(`${DELIVERY_FILE} is no YAML; mend it first.`);
  }
  // A hold, a ban and an end are about the one that was copied.
  const marks = ['hold', 'bans', ...(expires ? [] : ['expires'])];
  const isMarked = marks.some(
    key => isMap(document.contents) && document.has(key),
  );
  if (!expires && !isMarked) return text ?? '';
  if (expires) document.set('expires', expires);
  for (const key of marks) document.delete(key);
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

/** Charts of the same repository, as they are seen from the folder of the copy. */
function rebase(texts: Map<string, string>, from: string, to: string) {
  for (const [path, text] of texts) {
    if (!CHART.test(path)) continue;
    const [before, after] = [from, to].map(folder =>
      posix.dirname(`${folder}/${path}`),
    );
    const other = text.replace(
      LOCAL_CHART,
      (whole, start: string, relative: string) => {
        const target = posix.join(before, relative);
        // What lies outside of the repository cannot be followed.
        if (target.startsWith('..')) return whole;
        const isInside = `${target}/`.startsWith(`${from}/`);
        return isInside ? whole : `${start}${posix.relative(after, target)}`;
      },
    );
    texts.set(path, other);
  }
}

/** What the files say of the source's life is not said of the copy. */
function markCopy(texts: Map<string, string>, expires: string | undefined) {
  const names = [...texts.keys()].filter(name => DELIVERY.test(name));
  if (!names.length && expires) names.push(DELIVERY_FILE);
  for (const name of names) texts.set(name, ofCopy(texts.get(name), expires));
}

/** Whether the copy is as large as asked for, in words; nothing when it is. */
function unscaled(
  source: DeploymentFiles,
  texts: ReadonlyMap<string, string>,
  replicas: number | undefined,
): string[] {
  if (replicas === undefined) return [];
  const isSaid = [...texts].some(([path, text]) => saysReplicas(path, text));
  return isSaid
    ? []
    : [
        `the number of replicas of ${source.path}: none of its files says one that could be set, so it runs as many as it would`,
      ];
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
  rebase(texts, source.path, options.folder);
  markCopy(texts, options.expires);
  return {
    files: [...texts].map(([path, text]) => ({
      ...{ path: `${options.folder}/${path}`, text },
    })),
    notCopied: [
      ...notCopied,
      ...unscaled(source, texts, options.replicas),
      `the data in the volumes of ${source.path}`,
    ],
    ...{ ...hosts, taken: takenHosts(source, texts) },
  };
}
