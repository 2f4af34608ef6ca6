import {
  type YamlText,
  HelmManifestFormat,
  YamlReader,
  isMap,
  numberAt,
  textAt,
} from '../../formats';
import { type FolderFile, documentsOf } from '../folderDocuments';

/** A number of replicas in a file of a folder. */
export interface ReplicaSite {
  /** Below the folder. */
  file: string;
  document: number;
  keyPath: (string | number)[];
  value: number;
}

/** What can be scaled in a folder, and what cannot, in clauses. */
export interface FoundReplicas {
  sites: ReplicaSite[];
  left: string[];
}

const VALUES = /^values\.ya?ml$/;
const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
const OWN = /^(values|Chart|delivery|catalog-info)\.ya?ml$/;
const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);
const NOT_SCALED = new Set(['DaemonSet', 'CronJob', 'Job', 'Pod']);
const KEYS = ['replicas', 'replicaCount'];

function at(value: YamlText | undefined, path: readonly (string | number)[]) {
  let found = value;
  for (const key of path) {
    found = isMap(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

/** The blocks of values that each run something: those with an image. */
function workloadBlocks(file: FolderFile): (string | number)[][] {
  const sites = HelmManifestFormat.create()
    .find([{ name: file.name, text: file.text ?? '' }])
    .filter(({ carrier }) => carrier === 'image');
  return sites.map(({ keyPath }) =>
    keyPath.slice(0, keyPath[keyPath.length - 1] === 'image' ? -1 : -2),
  );
}

function inValues(file: FolderFile): FoundReplicas {
  const found: FoundReplicas = { sites: [], left: [] };
  const [values] = documentsOf(new YamlReader(), file) ?? [];
  for (const block of workloadBlocks(file)) {
    const own = at(values, block);
    if (textAt(own, 'enabled') === 'false') continue;
    const name = block.join('.') || 'the service';
    const autoscaling = isMap(own) ? own.autoscaling : undefined;
    const sites = KEYS.map(key => [...block, key]).flatMap(keyPath => {
      const place = { file: file.name, document: 0, keyPath };
      const value = numberAt(file.text ?? '', place);
      return value === undefined ? [] : [{ ...place, value }];
    });
    if (textAt(autoscaling, 'enabled') === 'true') {
      found.left.push(`${file.name} lets an autoscaler decide for ${name}`);
    } else if (!sites.length) {
      found.left.push(`${file.name} names no replicas for ${name}`);
    } else found.sites.push(...sites);
  }
  return found;
}

function inKustomization(file: FolderFile): FoundReplicas {
  const [own] = documentsOf(new YamlReader(), file) ?? [];
  const list = isMap(own) ? own.replicas : undefined;
  const sites = (Array.isArray(list) ? list : []).flatMap((_, index) => {
    const keyPath = ['replicas', index, 'count'];
    const place = { file: file.name, document: 0, keyPath };
    const value = numberAt(file.text ?? '', place);
    return value === undefined ? [] : [{ ...place, value }];
  });
  return { sites, left: [] };
}

function inObjects(file: FolderFile): FoundReplicas {
  const found: FoundReplicas = { sites: [], left: [] };
  const documents = documentsOf(new YamlReader(), file) ?? [];
  for (const [document, object] of documents.entries()) {
    const kind = textAt(object, 'kind') ?? '';
    const name = `${kind} ${String(at(object, ['metadata', 'name']) ?? '')}`;
    if (NOT_SCALED.has(kind)) {
      found.left.push(`${name} has no replicas that could be set`);
    }
    if (!SCALED.has(kind)) continue;
    const place = { file: file.name, document, keyPath: ['spec', 'replicas'] };
    const value = numberAt(file.text ?? '', place);
    if (value !== undefined) found.sites.push({ ...place, value });
    else found.left.push(`${name} names no replicas`);
  }
  return found;
}

function inFile(file: FolderFile): FoundReplicas {
  if (VALUES.test(file.name)) return inValues(file);
  if (KUSTOMIZATION.test(file.name)) return inKustomization(file);
  return OWN.test(file.name) || !/\.ya?ml$/.test(file.name)
    ? { sites: [], left: [] }
    : inObjects(file);
}

/** The numbers of replicas in a folder that are understood. */
export function findReplicas(files: readonly FolderFile[]): FoundReplicas {
  const found: FoundReplicas = { sites: [], left: [] };
  for (const file of files) {
    try {
      const { sites, left } = inFile(file);
      found.sites.push(...sites);
      found.left.push(...left);
    } catch (error) {
      found.left.push((error as Error).message);
    }
  }
  if (!found.sites.length && !found.left.length) {
    found.left.push('no file names a number of replicas');
  }
  return found;
}
