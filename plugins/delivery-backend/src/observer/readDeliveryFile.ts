import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Ban,
  DeploymentProblem,
  Hold,
} from '@slipway/backstage-plugin-delivery-common';
import type { ManifestFile } from '@slipway/backstage-plugin-delivery-node';
import { type YamlText, YamlReader, isMap, textAt } from '../formats';

/** What delivery.yaml and catalog-info.yaml of a folder say. */
export interface DeliveryFile {
  entityRef?: string;
  component?: string;
  version?: { file: string; path: string };
  hold?: Hold;
  bans: Ban[];
  /** Text at `expires`. */
  expires?: string;
  problems: DeploymentProblem[];
}

/** Times may be written without a zone or as a date; an unreadable one is left out. */
function readTime(value: YamlText, key: string): string | undefined {
  const text = textAt(value, key);
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function readMark(value: YamlText | undefined): Hold | undefined {
  const version = textAt(value, 'version');
  if (!isMap(value) || !version) {
    return undefined;
  }
  return {
    version,
    by: textAt(value, 'by') ?? 'not said',
    reason: textAt(value, 'reason') ?? 'not said',
    since: readTime(value, 'since'),
    until: readTime(value, 'until'),
  };
}

function readBans(value: YamlText | undefined): Ban[] {
  const bans: Ban[] = [];
  for (const item of Array.isArray(value) ? value : []) {
    const mark = readMark(item);
    if (mark) {
      const { version, by, reason, since } = mark;
      bans.push({ version, by, reason, since });
    }
  }
  return bans;
}

function readVersionPlace(value: YamlText | undefined) {
  const file = textAt(value, 'file');
  const path = textAt(value, 'path');
  return file && path ? { file, path } : undefined;
}

function fromCatalogInfo(document: YamlText): string | undefined {
  const metadata = isMap(document) ? document.metadata : undefined;
  const name = textAt(metadata, 'name');
  const kind = textAt(document, 'kind');
  if (!name || kind !== 'Component') {
    return undefined;
  }
  const namespace = textAt(metadata, 'namespace') ?? 'default';
  return stringifyEntityRef({ kind, namespace, name });
}

/** What is there and no text is no time either. */
function readExpires(own: YamlText): string | undefined {
  if (!isMap(own) || own.expires === undefined) return undefined;
  return textAt(own, 'expires') ?? '';
}

/** `payments` alone means `component:default/payments`. */
function readEntityRef(own: YamlText): string | undefined {
  const text = textAt(own, 'entityRef');
  return (
    text &&
    stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    )
  );
}

const reader = (yaml: YamlReader, files: ManifestFile[], name: string) => {
  const file = files.find(
    candidate =>
      candidate.name === `${name}.yaml` || candidate.name === `${name}.yml`,
  );
  return file && yaml.read(file.name, file.text);
};

/**
 * Reads the folder's own statements. A file that is no YAML becomes a problem
 * and says nothing else.
 */
export function readDeliveryFile(files: ManifestFile[]): DeliveryFile {
  const yaml = new YamlReader();
  const result: DeliveryFile = { bans: [], problems: [] };
  try {
    const entities = reader(yaml, files, 'catalog-info') ?? [];
    result.entityRef = entities.map(fromCatalogInfo).find(Boolean);
    const [own] = reader(yaml, files, 'delivery') ?? [];
    if (isMap(own)) {
      result.component = textAt(own, 'component');
      result.entityRef =
        readEntityRef(own) ?? (result.component ? undefined : result.entityRef);
      result.version = readVersionPlace(own.version);
      result.hold = readMark(own.hold);
      result.bans = readBans(own.bans);
      result.expires = readExpires(own);
    }
  } catch (error) {
    const message = `${(error as Error).message}. Holds, bans and the component it names are not known until it is corrected.`;
    result.problems.push({ code: 'unreadable', message });
  }
  return result;
}
