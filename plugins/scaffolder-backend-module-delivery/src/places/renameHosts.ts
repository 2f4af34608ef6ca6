import { hostOfCopy } from '@slipway/backstage-plugin-delivery-common';
import { parseAllDocuments } from 'yaml';

/** What a copy is called otherwise than what it is a copy of. */
export interface Renaming {
  /** Names of tenants or environments that differ. */
  names: readonly { from: string; to: string }[];
  /** Host names that shall be others, in lower case. */
  hosts: readonly { from: string; to: string }[];
}

/** A text with other host names. */
export interface Renamed {
  text: string;
  /** `shop.acme.example becomes shop.initech.example`. */
  changes: string[];
  /** Host names that still name what was copied, and that were let be. */
  kept: string[];
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = `(?:\\*\\.)?(?:${LABEL}\\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24})`;
/** A host name of its own, as it is typed. */
export const HOST_NAME = new RegExp(`^${HOST}$`);
/** What looks like a host name; an address may have a user before it. */
const HOSTS = new RegExp(
  `(?<![\\w.*@/-])((?:[a-z][a-z0-9+.-]*)://(?:[^\\s/@"'\`]*@)?)?(${HOST})(?![\\w-]|\\.[\\w-])((?::\\d+)?/)?`,
  'gi',
);
/** Names within a cluster: `payments.acme--prod-payments.svc`. */
const IN_CLUSTER = /\.svc(?:\.cluster\.local)?$/i;
const RULE = /\bHost(?:SNI)?\(([^)]*)\)/g;
const HCL_HOST = /^\s*host\s*=\s*"([^"]+)"/gm;
const ROUTES = /ingress|route|gateway|virtualservice/i;
const HOST_KEYS = new Set(['host', 'hosts', 'hostname', 'hostnames']);

type Names = Renaming['names'];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A namespace that begins with the tenant or the environment, as the chart's do. */
function renamedNamespace(namespace: string, names: Names): string {
  return names.reduce(
    (result, { from, to }) =>
      result.replace(
        new RegExp(`(^|--)${escaped(from)}(?=$|-)`),
        (_, before: string) => `${before}${to}`,
      ),
    namespace,
  );
}

/** The host of the copy; the same one where nobody says that it is ours. */
export function renamedHost(
  host: string,
  { names, hosts }: Renaming,
  own: ReadonlySet<string>,
): string {
  const given = hosts.find(({ from }) => from === host.toLowerCase());
  if (given) return given.to;
  const inside = IN_CLUSTER.exec(host);
  if (inside) {
    const labels = host.slice(0, inside.index).split('.');
    const [service, ...namespace] = labels;
    const other = namespace.map(label => renamedNamespace(label, names));
    return `${[service, ...other].join('.')}${inside[0]}`;
  }
  return own.has(host.toLowerCase()) ? hostOfCopy(host, names) : host;
}

/** `tenant: acme`, `slipway.tenant=acme`, `environment = "qa"`, `namespace: acme--prod-web`. */
function renamedPlaces(text: string, { names }: Renaming): string {
  const places = names.reduce(
    (result, { from, to }) =>
      result.replace(
        new RegExp(
          `(\\b(?:tenant|environment)["']?[^\\S\\n]*[:=][^\\S\\n]*["']?)${escaped(from)}(?![\\w.:-])`,
          'g',
        ),
        (_, before: string) => `${before}${to}`,
      ),
    text,
  );
  return places.replace(
    /(\bnamespace["']?[^\S\n]*[:=][^\S\n]*["']?)([a-z0-9][a-z0-9-]*)/g,
    (_, before: string, namespace: string) =>
      `${before}${renamedNamespace(namespace, names)}`,
  );
}

function namesSource(host: string, names: Names): boolean {
  const parts = host.toLowerCase().split(/\.|--/);
  return names.some(({ from }) => parts.includes(from));
}

/**
 * The text of a manifest with the host names of a copy. Names that requests are
 * sent to by it or its siblings, and names within the cluster, become those of
 * the copy; so do places that say whose it is. Any other one stays, and is told
 * when it names what was copied. Names of images are no hosts.
 *
 * @param own - host names that the folders answer to, in lower case
 */
export function renameHosts(
  text: string,
  renaming: Renaming,
  own: ReadonlySet<string>,
): Renamed {
  const changes = new Set<string>();
  const kept = new Set<string>();
  const result = text.replace(
    HOSTS,
    (whole, protocol: string | undefined, host: string, path = '') => {
      if (path && !protocol) return whole;
      const other = renamedHost(host, renaming, own);
      if (other !== host) {
        changes.add(`${host} becomes ${other}`);
        return `${protocol ?? ''}${other}${path}`;
      }
      const isAddress = protocol || IN_CLUSTER.test(host);
      if (isAddress && namesSource(host, renaming.names)) kept.add(host);
      return whole;
    },
  );
  return {
    text: renamedPlaces(result, renaming),
    changes: [...changes].sort(),
    kept: [...kept].sort(),
  };
}

function isHost(text: unknown): text is string {
  return typeof text === 'string' && HOST_NAME.test(text.toLowerCase());
}

/** Host names below a key that speaks of routes. */
function routed(value: unknown, isRoute: boolean, found: Set<string>) {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isRoute && isHost(item)) found.add(item.toLowerCase());
      else routed(item, isRoute, found);
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const kind = String((value as { kind?: unknown }).kind ?? '');
  const here = isRoute || ROUTES.test(kind);
  for (const [key, item] of Object.entries(value)) {
    if (here && HOST_KEYS.has(key) && isHost(item)) {
      found.add(item.toLowerCase());
    } else {
      routed(item, here || ROUTES.test(key), found);
    }
  }
}

/** The documents of a text; a template of Helm is no YAML, its values say what it makes. */
function documentsOf(text: string): unknown[] {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'error' });
    return (Array.isArray(documents) ? documents : [])
      .filter(({ errors }) => !errors.length)
      .map(document => document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch {
    // Aliases that multiply without end describe no route.
    return [];
  }
}

/**
 * Host names that the manifest has requests sent to, in lower case: of an
 * Ingress or a route of Kubernetes or of a chart, of Traefik's rules, of a job
 * of Nomad.
 */
export function hostsOf(file: string, text: string): string[] {
  const found = new Set<string>();
  for (const [, rule] of text.matchAll(RULE)) {
    for (const [, host] of rule.matchAll(/[`'"]([^`'"]+)[`'"]/g)) {
      if (isHost(host)) found.add(host.toLowerCase());
    }
  }
  if (/\.hcl$|\.nomad$/.test(file)) {
    for (const [, host] of text.matchAll(HCL_HOST)) {
      if (isHost(host)) found.add(host.toLowerCase());
    }
  }
  if (/\.ya?ml$/.test(file)) {
    for (const document of documentsOf(text)) routed(document, false, found);
  }
  return [...found].sort();
}
