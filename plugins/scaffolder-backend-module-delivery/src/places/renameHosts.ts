import { parseAllDocuments } from 'yaml';

/** What a copy is called otherwise than what it is a copy of. */
export interface Renaming {
  /** Names of tenants or environments that differ. */
  names: readonly { from: string; to: string }[];
  /** Host names that shall be others, whatever their parts say. */
  hosts: readonly { from: string; to: string }[];
}

/** A text with other host names, and which ones. */
export interface Renamed {
  text: string;
  /** `shop.acme.example becomes shop.initech.example`. */
  changes: string[];
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = `(?:${LABEL}\\.)+[a-z]{2,24}`;
/** An address of an image goes on with a path, one of a page begins with a protocol. */
const HOSTS = new RegExp(
  `(?:(://)|(?<![\\w.@/-]))(${HOST})(?![\\w-]|\\.[\\w-])((?::\\d+)?/)?`,
  'gi',
);
const RULE = /\bHost(?:SNI)?\(([^)]*)\)/g;
const HCL_HOST = /^\s*host\s*=\s*"([^"]+)"/gm;
const ROUTES = /ingress|route|gateway|virtualservice/i;
const HOST_KEYS = new Set(['host', 'hosts', 'hostname', 'hostnames']);

function renamedHost(host: string, { names, hosts }: Renaming): string {
  const given = hosts.find(({ from }) => from === host.toLowerCase());
  if (given) return given.to;
  const labels = host.split('.');
  // The last part is a domain of the world, not a name of ours.
  const own = labels.slice(0, -1).map(label => {
    const name = names.find(({ from }) => from === label.toLowerCase());
    return name?.to ?? label;
  });
  return [...own, ...labels.slice(-1)].join('.');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `tenant: acme`, `slipway.tenant=acme`, `environment = "qa"`. */
function renamedPlaces(text: string, { names }: Renaming): string {
  return names.reduce(
    (result, { from, to }) =>
      result.replace(
        new RegExp(
          `(\\b(?:tenant|environment)["']?\\s*[:=]\\s*["']?)${escaped(from)}(?![\\w.-])`,
          'g',
        ),
        (_, before: string) => `${before}${to}`,
      ),
    text,
  );
}

/**
 * The text of a manifest with the host names of a copy: a part of a host name
 * that is the tenant's or the environment's name becomes that of the copy, and
 * so do places that say whose it is. Names of images stay.
 */
export function renameHosts(text: string, renaming: Renaming): Renamed {
  const changes = new Set<string>();
  const result = text.replace(
    HOSTS,
    (whole, protocol: string | undefined, host: string, path = '') => {
      if (path && !protocol) return whole;
      const other = renamedHost(host, renaming);
      if (other === host) return whole;
      changes.add(`${host} becomes ${other}`);
      return `${protocol ?? ''}${other}${path}`;
    },
  );
  return {
    text: renamedPlaces(result, renaming),
    changes: [...changes].sort(),
  };
}

function isHost(text: unknown): text is string {
  return typeof text === 'string' && new RegExp(`^${HOST}$`, 'i').test(text);
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

/**
 * Host names that the manifest has requests sent to: of an Ingress or a route
 * of Kubernetes or of a chart, of Traefik's rules, of a job of Nomad.
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
    const documents = parseAllDocuments(text);
    for (const document of Array.isArray(documents) ? documents : []) {
      // A template of Helm is no YAML; what it makes is seen from its values.
      if (!document.errors.length) {
        routed(document.toJS({ maxAliasCount: 100 }), false, found);
      }
    }
  }
  return [...found].sort();
}
